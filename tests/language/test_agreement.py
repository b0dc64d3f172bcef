from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.language.agreement import describe
from analyse.language.facts import AMOUNT, DATE, TERM
from analyse.language.organisations import organisations, with_article
from analyse.language.parties import parties
from analyse.language.sentences import sentences
from analyse.pipeline import Toetser
from analyse.types import Document, Overeenkomst, Rapport, Zin

OPENING = [
    "Dienstverleningsovereenkomst toezicht 2027",
    "De ondergetekenden:",
    "1. De gemeente Zandwijk, te dezen vertegenwoordigd door haar burgemeester, hierna te noemen: de Gemeente;",
    "2. De Omgevingsdienst Lage Venen, gevestigd te Turfdam, vertegenwoordigd door de directeur, hierna: ‘de Dienst’;",
    "hierna gezamenlijk te noemen: Partijen;",
    "Overwegende dat toezicht nodig is;",
    "# Artikel 1 Taken",
]


@pytest.fixture
def beschrijf(
    toetser: Toetser, maak_docx: Callable[[Sequence[str]], Path], lees: Callable[[Path], Document]
) -> Callable[[Sequence[str]], Overeenkomst]:
    def run(texts: Sequence[str]) -> Overeenkomst:
        document = lees(maak_docx(texts))
        return describe(sentences([document], toetser.taalmodel), [document])

    return run


def test_parties_with_short_name_and_role(beschrijf: Callable[[Sequence[str]], Overeenkomst]) -> None:
    agreement = beschrijf(OPENING)
    assert agreement.type == "dienstverleningsovereenkomst"
    assert [(p.naam, p.aanduiding, p.rol) for p in agreement.partijen] == [
        ("de gemeente Zandwijk", "de Gemeente", "opdrachtgever"),
        ("de Omgevingsdienst Lage Venen", "de Dienst", "opdrachtnemer"),
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            ["De gemeenten Zandwijk, Turfdam en Sint Goverd, hierna: de gemeenten;", "en de GGD Lage Venen (GLV);"],
            {
                "de gemeente Zandwijk": "",
                "de gemeente Turfdam": "",
                "de gemeente Sint Goverd": "",
                "de GGD Lage Venen": "GLV",
            },
            id="een rij",
        ),
        pytest.param(
            ["Opdrachtgever: gemeente Zandwijk", "Opdrachtnemer: Regionaal Belastingkantoor De Sluis"],
            {"de gemeente Zandwijk": "Opdrachtgever", "het Regionaal Belastingkantoor De Sluis": "Opdrachtnemer"},
            id="een lijst met rollen",
        ),
        pytest.param(
            ["Aan: de Omgevingsdienst Lage Venen", "Van: het college van burgemeester en wethouders van Zandwijk"],
            {"de Omgevingsdienst Lage Venen": "", "het college van burgemeester en wethouders van Zandwijk": ""},
            id="een brief",
        ),
        pytest.param(
            ["De minister van Onderwijs, Cultuur en Wetenschap;", "en", "het Waterschap Hoge Venen."],
            {"de minister van Onderwijs, Cultuur en Wetenschap": "", "het waterschap Hoge Venen": ""},
            id="lange namen",
        ),
    ],
)
def test_parties_as_agreements_present_them(
    beschrijf: Callable[[Sequence[str]], Overeenkomst], texts: Sequence[str], expected: dict[str, str]
) -> None:
    agreement = beschrijf(["Convenant toezicht", *texts, "Overwegende dat de provincie Hogeland dit vraagt;"])
    assert {p.naam: p.aanduiding for p in agreement.partijen} == expected


def test_a_sentence_is_no_party(beschrijf: Callable[[Sequence[str]], Overeenkomst]) -> None:
    agreement = beschrijf(
        ["Rapport toezicht 2026", "De gemeente voerde 87 van de 126 controles uit.", "Iedere gemeente deed dat zelf."]
    )
    assert agreement.partijen == ()


_WORDS = [
    "de",
    "het",
    "en",
    "van",
    "tussen",
    "gemeente",
    "gemeenten",
    "Zandwijk",
    "Dienst",
    "hierna",
    ":",
    ",",
    "(",
    "[PM]",
    "„",
]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_WORDS)).map(" ".join)))
def test_organisations_are_names_inside_the_text(text: str) -> None:
    for found in organisations(text):
        assert 0 <= found.begin < found.eind <= len(text)
        assert found.naam.strip(), found
        assert any(c.isupper() or c in '[„“"‘' for c in found.naam)
        assert with_article(with_article(found.naam)) == with_article(found.naam)


@pytest.mark.parametrize(
    "words", [["de en"], ["gemeenten A en"], ["A de Dienst"], ["hierna: de", "Gemeente"], ["(A) dienst,"]]
)
def test_a_hostile_sentence_takes_no_time(words: Sequence[str]) -> None:
    unit = Zin(nr=1, tekst=" ".join(list(words) * 2_000), soort="alinea")
    start = time.monotonic()
    parties([unit], "convenant")
    assert time.monotonic() - start < 5


def test_parties_in_a_covenant_have_no_roles(beschrijf: Callable[[Sequence[str]], Overeenkomst]) -> None:
    agreement = beschrijf(["Convenant toezicht", *OPENING[1:]])
    assert agreement.type == "convenant"
    assert {p.rol for p in agreement.partijen} == {"partij"}


def test_missing_annexes(beschrijf: Callable[[Sequence[str]], Overeenkomst]) -> None:
    agreement = beschrijf(
        [
            *OPENING,
            "De taken staan in bijlage 1 en in bijlagen 3 en 4.",
            "De norm staat in bijlage I bij het Besluit kwaliteit leefomgeving.",
            "# Bijlage 1 Takenlijst",
            "Toezicht op horeca.",
        ]
    )
    assert list(agreement.ontbrekende_bijlagen) == ["Bijlage 3", "Bijlage 4"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("een bedrag van € 1.250.000,- per jaar", "€ 1.250.000,-"),
        ("voor 1,5 miljoen euro ineens", "1,5 miljoen euro"),
        ("EUR 98,50 per uur", "EUR 98,50"),
        ("€ 2 miljoen in totaal", "€ 2 miljoen"),
        ("ƒ 10.000 destijds", "ƒ 10.000"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    found = AMOUNT.search(text)
    assert found
    assert found[0] == amount


@pytest.mark.parametrize(
    "text", ["1 januari 2027", "31-12-2026", "maart 2028", "Q3 2026", "het eerste kwartaal van 2027"]
)
def test_dates(text: str) -> None:
    found = DATE.search(f"uiterlijk {text} is het klaar")
    assert found
    assert found[0] in text


@pytest.mark.parametrize(
    "text", ["binnen zes weken", "jaarlijks", "twee keer per jaar", "uiterlijk vier maanden", "per kwartaal"]
)
def test_terms(text: str) -> None:
    found = TERM.search(f"De dienst meldt dit {text} aan de gemeente.")
    assert found
    assert found[0] == text


def test_parties_of_the_examples(rapport_van: Callable[[str], Rapport]) -> None:
    expected = {
        "convenant-veiligheidsregio.docx": {
            "de Veiligheidsregio",
            "de Politie",
            "het Waterschap",
            "de GGD/GHOR",
            "de Netbeheerder",
        },
        "dvo-omgevingsdienst.pdf": {"de Opdrachtgever", "de Dienst"},
        "prestatieovereenkomst-ggd.pdf": {"de gemeente", "de GGD"},
        "raamovereenkomst-bijlagen.pdf": {"opdrachtnemer", "opdrachtgever"},
    }
    for name, aliases in expected.items():
        assert {p.aanduiding for p in rapport_van(name).overeenkomst.partijen} == aliases, name
