from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from analyse.language.sentences import sentences
from analyse.pipeline import Toetser
from analyse.types import Document, Zin

Lees = Callable[[Path], Document]


@pytest.fixture
def zinnen(toetser: Toetser, maak_docx: Callable[[Sequence[str]], Path], lees: Lees) -> Callable[..., tuple[Zin, ...]]:
    return lambda *texts: sentences([lees(maak_docx(["Overeenkomst beheer", *texts]))], toetser.taalmodel)


def test_list_items_inherit_their_lead_in(zinnen: Callable[..., tuple[Zin, ...]]) -> None:
    units = zinnen(
        "# Artikel 1 Taken",
        "1. De dienst draagt zorg voor:",
        "a. het toezicht;",
        "b. het advies.",
        "2. De gemeente betaalt.",
    )
    by_text = {unit.tekst: unit for unit in units}
    assert by_text["het toezicht;"].aanhef == "De dienst draagt zorg voor:"
    assert by_text["het advies."].aanhef == "De dienst draagt zorg voor:"
    assert by_text["De gemeente betaalt."].aanhef == ""
    assert by_text["het toezicht;"].nummer == "a."


def test_every_sentence_knows_its_heading(zinnen: Callable[..., tuple[Zin, ...]]) -> None:
    units = zinnen("Partijen spreken af.", "# Artikel 1 Taken", "De dienst levert. De gemeente betaalt.")
    assert [(u.kop, u.tekst) for u in units if u.soort == "alinea"] == [
        ("", "Partijen spreken af."),
        ("Artikel 1 Taken", "De dienst levert."),
        ("Artikel 1 Taken", "De gemeente betaalt."),
    ]
    assert [u.nr for u in units] == list(range(1, len(units) + 1))


def test_words_have_lemma_and_part_of_speech(zinnen: Callable[..., tuple[Zin, ...]]) -> None:
    words = zinnen("De gemeenten betalen de rekeningen.")[-1].woorden
    assert ("gemeenten", "gemeente", "NOUN") in words
    assert ("betalen", "betalen", "VERB") in words


def test_boxes_of_a_sentence_are_one_per_line(toetser: Toetser, maak_pdf: Callable[..., Path], lees: Lees) -> None:
    lines = [
        (72, 700, 11, "De dienst levert elk kwartaal een rapport over"),
        (72, 686, 11, "de taken. De gemeente betaalt."),
    ]
    units = sentences([lees(maak_pdf([lines]))], toetser.taalmodel)
    long, short = units[-2:]
    assert [round(box.x0) for box in long.kaders] == [72, 72]
    assert len(short.kaders) == 1
    assert short.kaders[0].x0 > long.kaders[1].x1 - 1
    assert {box.pagina for unit in units for box in unit.kaders} == {1}
