"""How far do these labellers agree with the annotators of a corpus? On the agreements in ``toets/``, labelled unseen.

Usage: ``python modellen/bestuurstaal/meet.py map-van-het-corpus``.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import typer

TEST = Path(__file__).parent / "toets"


def main(corpus: Path) -> None:
    """Print micro-F1 over the sub-questions of all units, and the share of equal verdicts."""
    with (corpus / "oordelen.tsv").open(encoding="utf-8", newline="") as lines:
        judged = {(row["bestand"], row["deelvraag"]): row["oordeel"] for row in csv.DictReader(lines, delimiter="\t")}
    hits = ours = theirs = equal = verdicts = 0
    for path in sorted(p for p in TEST.glob("*.tsv") if not p.stem.endswith(".oordelen")):
        lines_ = (corpus / "zinnen" / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
        gold = [set(json.loads(line)["deelvragen"]) for line in lines_]
        given = {int(nr): {pair.split(":")[0] for pair in pairs.split()} for nr, pairs in _rows(path)}
        for nr, right in enumerate(gold, start=1):
            mine = given.get(nr, set())
            hits, ours, theirs = hits + len(mine & right), ours + len(mine), theirs + len(right)
        for question, answer, _ in _rows(TEST / f"{path.stem}.oordelen.tsv"):
            equal += judged[(f"{path.stem}.jsonl", question)] == answer
            verdicts += 1
    print(f"sub-questions, micro-F1 {2 * hits / (ours + theirs):.3f}; same verdict {equal} of {verdicts}")


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    typer.run(main)
