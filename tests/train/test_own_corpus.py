"""Our own corpus: the generated form follows its sources, and every judgement is one that the guideline knows."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from analyse.questions import load_question_set
from analyse.types import Antwoord
from analyse.verdict.model import ANTWOORDEN

CORPUS = Path(__file__).parents[2] / "modellen" / "corpus"
sys.path.insert(0, str(CORPUS))

import bouw  # noqa: E402  (a script beside the corpus, not part of the package)
import meet  # noqa: E402


def test_the_generated_units_are_those_of_text_and_labels() -> None:
    names = sorted(path.stem for path in (CORPUS / "tekst").glob("*.txt"))
    assert len(names) >= 80
    for name in names:
        lines = (CORPUS / "zinnen" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == bouw.units(name), name


def test_labels_and_verdicts_are_in_the_guideline() -> None:
    codes = set(load_question_set().deelvragen)
    found = [unit["deelvragen"] for path in (CORPUS / "tekst").glob("*.txt") for unit in bouw.units(path.stem)]
    assert {code for labels in found for code in labels} == codes  # type: ignore[attr-defined]
    assert {value for labels in found for value in labels.values()} == {"c", "v", "d"}  # type: ignore[attr-defined]
    with (CORPUS / "oordelen.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert {Antwoord(row["oordeel"]) for row in rows} == set(ANTWOORDEN)
    assert len(rows) == len(codes) * len(list((CORPUS / "tekst").glob("*.txt")))


def test_the_parties_are_found_in_agreements_that_the_rules_were_not_made_with() -> None:
    figures = meet.parties(1)
    assert figures["precision"] > 0.85
    assert figures["recall"] > 0.85
