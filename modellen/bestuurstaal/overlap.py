"""Do the public agreements share text with those that are measured on? Prints the largest shares of eight-word runs.

Usage: ``python modellen/bestuurstaal/overlap.py map corpus`` (both have ``zinnen/*.jsonl``).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import typer

RUN, SHOWN = 8, 5


def runs(path: Path) -> set[tuple[str, ...]]:
    """The runs of eight words in an agreement."""
    lines = path.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in re.findall(r"\w+", json.loads(line)["tekst"].lower())]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def main(folder: Path, corpus: Path) -> None:
    """The agreements of ``folder`` that share most with one of ``corpus``."""
    measured = {path.name: runs(path) for path in corpus.glob("zinnen/*.jsonl")}
    found = []
    for path in folder.glob("zinnen/*.jsonl"):
        if own := runs(path):
            found.append(max((len(own & other) / len(own), path.name, name) for name, other in measured.items()))
    for share, name, other in sorted(found, reverse=True)[:SHOWN]:
        print(f"{share:.3f} {name} {other}")


if __name__ == "__main__":
    typer.run(main)
