from __future__ import annotations

import pytest

from analyse.types import Zin
from analyse.verdict.places import place


def _units(*entries: tuple[str, str, str]) -> list[Zin]:
    """(heading, label, text) per sentence."""
    return [
        Zin(i, text, koppen=(heading,) if heading else (), nummer=label)
        for i, (heading, label, text) in enumerate(entries, start=1)
    ]


@pytest.mark.parametrize(
    ("heading", "label", "expected"),
    [
        ("Artikel 6 Kosten", "", "Artikel 6 (Kosten)"),
        ("Artikel 6 Kosten", "6.2", "Artikel 6.2 (Kosten)"),
        ("Artikel 6. Kosten", "2.", "Artikel 6, lid 2 (Kosten)"),
        ("Artikel 6", "b.", "Artikel 6, onderdeel b"),
        ("3.2 Tarieven", "", "Paragraaf 3.2 (Tarieven)"),
        ("Bijlage 1 – Producten en tarieven", "", "Bijlage 1 (Producten en tarieven)"),
        ("Financiën", "", "De tekst onder ‘Financiën’"),
        ("", "", "Het begin van de tekst"),
    ],
)
def test_place(heading: str, label: str, expected: str) -> None:
    assert place(_units((heading, label, "De gemeente betaalt.")), 1) == expected


def test_a_sentence_belongs_to_the_lid_above_it() -> None:
    units = _units(
        ("Artikel 4 Taken", "1.", "De dienst levert."),
        ("Artikel 4 Taken", "2.", "De dienst zorgt voor:"),
        ("Artikel 4 Taken", "a.", "het toezicht;"),
        ("Artikel 4 Taken", "", "Dit geldt ook in het weekend."),
    )
    assert place(units, 3) == "Artikel 4, lid 2, onderdeel a (Taken)"
    assert place(units, 4) == "Artikel 4, lid 2, onderdeel a (Taken)"


def test_recitals() -> None:
    units = _units(("", "", "Overwegende dat:"), ("", "–", "het water stijgt;"))
    assert place(units, 2) == "De considerans"
