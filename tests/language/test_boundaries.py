from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from analyse.language.boundaries import boundaries, set_boundaries

# "|" marks where a new sentence starts.
PARAGRAPHS = [
    "De dienst levert een rapport.| De gemeente betaalt.",
    "Dit volgt uit art. 3, lid 2, van de wet.| Partijen leven dat na.",
    "Zie het besluit d.d. 12 maart 2026, nr. 14, en de bijlagen c.q. aanhangsels.",
    "De bijdrage is € 1.250.000,- per jaar.| Zij wordt jaarlijks geïndexeerd.",
    "De heer J. de Vries en mr. A.B. Jansen tekenen namens de dienst.",
    "de kosten van het toezicht;| de kosten van het advies;| de kosten van huisvesting.",
    "De dijk ligt op N.A.P. + 6.96 m. en wordt niet verhoogd.",
    "Is er een geschil?| Dan beslist het bestuur.",
    "De termijn loopt tot 1 januari 2030.| Daarna eindigt de overeenkomst.",
    "Dit geldt voor o.a. vergunningen, toezicht e.d. en voor advies.",
    "In overleg wordt besloten.| (Dit staat ook in artikel 4.)",
    "De normen van het Besluit, Stb. 2014, 12, gelden.",
]


@pytest.mark.parametrize("marked", PARAGRAPHS)
def test_boundaries(marked: str) -> None:
    text = marked.replace("|", "")
    pieces = marked.split("|")
    expected = [len("".join(pieces[:i])) + 1 for i in range(1, len(pieces))]
    assert list(boundaries(text)) == expected


@given(st.text(alphabet="aB1 .;?!()…artlid\n", max_size=80))
def test_boundaries_rise_and_stay_inside(text: str) -> None:
    found = list(boundaries(text))
    assert found == sorted(set(found))
    assert all(0 < offset <= len(text) for offset in found)


@given(st.text(max_size=80))
def test_the_component_accepts_any_text(text: str) -> None:
    doc = set_boundaries(spacy.blank("nl").make_doc(text))
    assert "".join(sent.text_with_ws for sent in doc.sents) == text
