from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyse.errors import GebruiksfoutError
from analyse.questions import DEELVRAGEN, load_question_set
from analyse.types import Antwoord

ALWAYS = {"uitvoerder", "opdrachtgever", "partijen", "jaar"}  # slots that can be filled for every agreement


def test_the_default_set_has_the_contracts_questions() -> None:
    questions = load_question_set()
    assert tuple(questions.deelvragen) == DEELVRAGEN
    assert [len(v.deelvragen) for v in questions.vragen] == [2, 2, 3, 3, 4, 2, 3]
    assert questions.deelvragen["7b"].label == "planning"


@pytest.mark.parametrize("answer", [Antwoord.OPEN, Antwoord.VAAG, Antwoord.DOORGESCHOVEN])
def test_every_gap_has_a_question_that_can_always_be_asked(answer: Antwoord) -> None:
    present = ALWAYS | ({"plaats"} if answer is not Antwoord.OPEN else set())
    for part in load_question_set().deelvragen.values():
        last = part.gesprek[answer][-1]
        assert set(re.findall(r"\{(\w+)\}", last)) <= present, (part.id, last)
        assert last.endswith("?")


def test_an_own_set_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "klein.toml"
    path.write_text(
        'naam = "klein"\nversie = "3"\n[[vragen]]\nid = "1"\nvraag = "Wat kost het?"\nlabel = "kosten"\n'
        '[[vragen.deelvragen]]\nid = "5a"\ndeelvraag = "Hoeveel?"\nkort = "het bedrag"\n'
        'open = ["Hoeveel?"]\nvaag = ["Hoeveel?"]\ndoorgeschoven = ["Hoeveel?"]\n',
        encoding="utf-8",
    )
    questions = load_question_set(str(path))
    assert (questions.naam, questions.versie, list(questions.deelvragen)) == ("klein", "3", ["5a"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "1a"', 'id = "9z"', "9z"),
        ("{plaats_1b}", "{onzin}", "onzin"),
        ("[[vragen]]", "[[vragen", "TOML"),
        ('kort = "de aanleiding"', "", "kort"),
        ('id = "1b"', 'id = "1a"', "dubbel"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, expected: str) -> None:
    source = Path("analyse/questions/uitvoeringsplan.toml").read_text(encoding="utf-8")
    path = tmp_path / "fout.toml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GebruiksfoutError, match=expected):
        load_question_set(str(path))


def test_unknown_set() -> None:
    with pytest.raises(GebruiksfoutError, match="bestaat niet"):
        load_question_set("onbekend")
