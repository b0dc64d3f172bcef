"""Annotated agreements: the file form of ``corpus/zinnen`` (guideline: modellen/corpus/ANNOTATIE.md)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analyse.errors import GebruiksfoutError
from analyse.extract.labels import Nesting, split_label
from analyse.language.model import Taalmodel
from analyse.language.sentences import words_of
from analyse.types import Antwoord, Bloksoort, Gehalte, Label, Zin

_GEHALTE = {"c": Gehalte.CONCREET, "v": Gehalte.VAAG, "d": Gehalte.DOORGESCHOVEN}


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """An annotated agreement."""

    naam: str
    familie: str
    """Near-twins share a family; a family stays on one side of every split."""
    zinnen: tuple[Zin, ...]
    """With the annotators' labels (``kans`` 1)."""
    oordelen: dict[str, Antwoord]
    bewijs: dict[str, tuple[int, ...]]


def read_corpus(folder: Path, taalmodel: Taalmodel) -> tuple[Voorbeeld, ...]:
    """Read ``zinnen/*.jsonl`` with ``oordelen.tsv`` and ``families.tsv`` beside it (both may be absent).

    Raises:
        GebruiksfoutError: no such folder, or no agreements in it.
    """
    files = sorted((folder / "zinnen").glob("*.jsonl")) or sorted(folder.glob("*.jsonl"))
    if not files:
        raise GebruiksfoutError(f"In {folder} staan geen geannoteerde overeenkomsten (zinnen/*.jsonl).")
    families = {row["bestand"]: row["familie"] for row in _tsv(folder / "families.tsv")}
    verdicts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _tsv(folder / "oordelen.tsv"):
        verdicts[row["bestand"]].append(row)
    return tuple(
        Voorbeeld(
            naam=file.stem,
            familie=families.get(file.name, file.stem),
            zinnen=read_units(file, taalmodel),
            oordelen={row["deelvraag"]: Antwoord(row["oordeel"]) for row in verdicts[file.name]},
            bewijs={row["deelvraag"]: _numbers(row["bewijs"]) for row in verdicts[file.name]},
        )
        for file in files
    )


def read_units(file: Path, taalmodel: Taalmodel, *, titled: bool = True) -> tuple[Zin, ...]:
    """The annotated units of one ``.jsonl`` file.

    Args:
        file: one unit a line.
        taalmodel: tags and lemmas for the features.
        titled: the first unit is the title of an agreement.

    Raises:
        ValueError, KeyError: a line is not a unit.
    """
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    units = [_unit(row, first=titled and i == 0) for i, row in enumerate(rows)]
    docs = taalmodel.nlp.pipe(unit.tekst for unit in units)
    tagged = [replace(unit, woorden=words_of(doc)) for unit, doc in zip(units, docs, strict=True)]
    return taalmodel.with_meaning(with_lead_ins(tagged))


def _unit(row: dict[str, object], *, first: bool) -> Zin:
    heading, full = str(row["kop"]), str(row["tekst"])
    label, text = split_label(full)
    kind: Bloksoort = "kop" if full == heading else "titel" if first else "lijst" if label else "alinea"
    labels = row["deelvragen"]
    assert isinstance(labels, dict)
    return Zin(
        nr=int(str(row["nr"])),
        tekst=full if kind in ("kop", "titel") else text,
        soort=kind,
        koppen=(heading,) if heading else (),
        nummer="" if kind in ("kop", "titel") else label,
        labels=tuple(Label(key, _GEHALTE[value], 1.0) for key, value in labels.items()),
    )


def with_lead_ins(units: Sequence[Zin]) -> tuple[Zin, ...]:
    """Give list items their lead-in; the corpus has units without layout, so depth comes from the labels."""
    nesting, result = Nesting(), []
    open_: list[tuple[int, str]] = []
    announced = False
    for unit in units:
        if unit.soort in ("kop", "titel"):
            nesting.reset()
            open_.clear()
        elif unit.nummer:
            depth = nesting.depth(unit.nummer, after_lead_in=announced)
            open_ = [entry for entry in open_ if entry[0] < depth]
        elif not unit.tekst[:1].islower() and not announced:
            open_.clear()
        result.append(replace(unit, aanhef=open_[-1][1] if open_ else ""))
        announced = unit.tekst.endswith(":") and unit.soort not in ("kop", "titel")
        if announced:
            open_.append((len(nesting) if unit.nummer else 0, unit.tekst))
    return tuple(result)


def _tsv(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part.strip().isdigit())
