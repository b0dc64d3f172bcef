"""Put stand-off labels and the public text together: a corpus in the form of ``analyse train --erbij``.

The labels are ours (CC BY 4.0); the sentences are laws and treaties (public domain) that stay out of the repository.
Each unit is named by a hash of its text, so the text must be the same: wetten.overheid.nl, state of 2015, one
paragraph a line. Usage: ``python modellen/bestuurstaal/bouw.py bestuurstaal.txt.xz map``.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import lzma
import re
from pathlib import Path

import typer

from analyse.language.boundaries import boundaries

HERE = Path(__file__).parent
ENOUGH = 0.9  # of an agreement's units
_LABEL = re.compile(r"^(\d{1,2}|[a-z])[.)]$")


def digest(text: str) -> str:
    """The name of a unit."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def texts(source: Path, wanted: set[str]) -> dict[str, str]:
    """Hash → text of the wanted units: whole paragraphs, their sentences, and sentences behind a lone list label."""
    found: dict[str, str] = {}
    label = ""
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            paragraph = line.strip()
            cuts = [0, *boundaries(paragraph), len(paragraph)]
            for a, b in [(0, len(paragraph)), *itertools.pairwise(cuts)]:
                unit = paragraph[a:b].strip()
                for candidate in (unit, f"{label} {unit}".strip()):
                    if (name := digest(candidate)) in wanted:
                        found[name] = candidate
                label = unit if _LABEL.match(unit) else "" if unit else label
    return found


def main(source: Path, out: Path) -> None:
    """Write ``out/zinnen/*.jsonl`` and ``out/oordelen.tsv``.

    Units whose text is not found are left out; an agreement that misses more than a tenth is left out whole.
    """
    labels = {path.stem: _rows(path) for path in sorted((HERE / "labels").glob("*.tsv"))}
    wanted = {name for rows in labels.values() for row in rows for name in row[1:3] if name != "-"}
    found = texts(source, wanted)
    (out / "zinnen").mkdir(parents=True, exist_ok=True)
    numbers: dict[str, dict[str, int]] = {}
    for stem, rows in labels.items():
        here = [row for row in rows if row[1] in found]
        if len(here) < ENOUGH * len(rows):
            print(f"{stem}: only {len(here)} of {len(rows)} units are in this text; left out")
            continue
        numbers[f"{stem}.jsonl"] = {row[0]: nr for nr, row in enumerate(here, start=1)}
        content = "".join(_unit(nr, row, found) for nr, row in enumerate(here, start=1))
        (out / "zinnen" / f"{stem}.jsonl").write_text(content, encoding="utf-8")
    head, *verdicts = (HERE / "oordelen.tsv").read_text(encoding="utf-8").splitlines()
    kept = [_verdict(line, numbers) for line in verdicts if line.split("\t")[0] in numbers]
    (out / "oordelen.tsv").write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
    print(f"{len(numbers)} of {len(labels)} agreements, {sum(map(len, numbers.values()))} units")


def _unit(nr: int, row: list[str], found: dict[str, str]) -> str:
    _, name, heading, given = row
    labels = dict(pair.split(":") for pair in given.split())
    unit = {"nr": nr, "kop": found.get(heading, ""), "tekst": found[name], "deelvragen": labels}
    return json.dumps(unit, ensure_ascii=False) + "\n"


def _verdict(line: str, numbers: dict[str, dict[str, int]]) -> str:
    """The verdict with its evidence renumbered."""
    file, question, answer, evidence = line.split("\t")
    left = [str(numbers[file][nr]) for nr in evidence.split(",") if nr in numbers[file]]
    return "\t".join((file, question, answer, ",".join(left) or "-"))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))


if __name__ == "__main__":
    typer.run(main)
