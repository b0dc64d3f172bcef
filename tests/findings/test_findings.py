"""What the report adds to verdicts, on sentences written for the purpose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analyse.findings import Bevindingen, find
from analyse.findings.concreteness import meters
from analyse.findings.smart import results
from analyse.findings.tasks import TOGETHER, tasks, without_task
from analyse.findings.wording import PASSIVE, wording
from analyse.language.model import load_language_model
from analyse.language.sentences import sentences
from analyse.types import Blok, Document, Gehalte, Label, Overeenkomst, Partij, Rapport, Zin

AGREEMENT = Overeenkomst(
    "Convenant",
    "convenant",
    (
        Partij("gemeente Elsterveen", "de Gemeente", "opdrachtgever"),
        Partij("Omgevingsdienst Waterkant", "de Dienst", "opdrachtnemer"),
    ),
)


def _units(*texts: str) -> tuple[Zin, ...]:
    document = Document("x.txt", "", "txt", None, tuple(Blok(text) for text in texts))
    return sentences([document], load_language_model())


def _about(text: str, *parts: str, gehalte: Gehalte = Gehalte.CONCREET) -> Zin:
    return Zin(1, text, labels=tuple(Label(part, gehalte, 0.9) for part in parts))


@pytest.mark.parametrize(
    ("words", "text", "counterpart"),
    [
        ("inspanning", "De Dienst spant zich maximaal in.", "De Dienst levert het rapport."),
        ("resultaat", "De Dienst levert het rapport.", "De Dienst is gevestigd in Elsterveen."),
        ("optie", "Partijen kunnen een werkgroep instellen.", "Partijen stellen een werkgroep in."),
        ("intentie", "Partijen hebben de intentie samen te werken.", "Partijen werken samen."),
        ("uitweg", "De Dienst helpt waar mogelijk.", "De Dienst helpt bij elke brand."),
        ("ongedateerd", "De Gemeente betaalt tijdig.", "De Gemeente betaalt op 1 mei 2027."),
        ("ongemeten", "De Dienst zorgt voor voldoende capaciteit.", "De Dienst zorgt voor 12 fte."),
        (PASSIVE, "Het plan wordt jaarlijks vastgesteld.", "Het plan wordt jaarlijks door de Dienst vastgesteld."),
        (PASSIVE, "De facturen worden betaald.", "De Gemeente betaalt de facturen."),
    ],
)
def test_words_that_bind_or_leave_a_way_out(words: str, text: str, counterpart: str) -> None:
    found = wording(_units(text, counterpart))
    assert [w.zin for w in found if w.lijst == words] == [1]


def test_headings_have_no_wording() -> None:
    document = Document("x.txt", "", "txt", None, (Blok("Artikel 3 Partijen kunnen", "kop"),))
    assert not wording(sentences([document], load_language_model()))


def test_the_meter_has_no_score_without_its_parts() -> None:
    units = [_about("a", "5a"), _about("b", "5a", "5b", gehalte=Gehalte.VAAG)]
    found = meters(units, ("5a", "5b", "6a"))
    assert (found["5a"].concreet, found["5a"].vaag, found["5a"].aandeel) == (1, 1, 0.5)
    assert found[""].totaal == 3
    assert found["6a"].aandeel is None


@pytest.mark.parametrize(
    ("text", "party", "recipient", "when"),
    [
        ("De Dienst controleert voor de Gemeente binnen zes weken.", "de Dienst", "de Gemeente", "binnen zes weken"),
        ("De Gemeente betaalt op 1 mei 2027.", "de Gemeente", "", "1 mei 2027"),
        ("Partijen overleggen twee keer per jaar.", TOGETHER, "", "twee keer per jaar"),
        ("Iedere partij wijst een aanspreekpunt aan.", TOGETHER, "", ""),
        ("Het rapport wordt door de Dienst gemaakt.", "de Dienst", "", ""),
        ("De opdrachtnemer stelt het plan op.", "de Dienst", "", ""),
        ("Het plan wordt gemaakt.", "", "", ""),
    ],
)
def test_who_does_what_for_whom_and_when(text: str, party: str, recipient: str, when: str) -> None:
    (task,) = tasks([_about(text, "4a")], AGREEMENT)
    assert (task.partij, task.voor, task.wanneer) == (party, recipient, when)


def test_parties_without_a_task_are_a_finding() -> None:
    found = tasks([_about("De Dienst controleert.", "4a"), _about("De Dienst rapporteert.", "7c")], AGREEMENT)
    assert [p.aanduiding for p in without_task(found, AGREEMENT)] == ["de Gemeente"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Op 31 december 2027 is het percentage controles dat de accountant meet ten minste 95%.", ()),
        ("Ten minste 95% van de adviezen is op 1 mei 2027 op tijd.", ("wie het meet",)),
        ("De samenwerking is verbeterd.", ("wat u meet", "de norm", "de datum", "wie het meet")),
    ],
)
def test_is_a_result_measurable(text: str, missing: tuple[str, ...]) -> None:
    (result,) = results([_about(text, "7a")])
    assert result.ontbreekt == missing


def test_findings_on_an_example(rapport_van: Callable[[str], Rapport], voorbeelden: Path) -> None:
    found: Bevindingen = find(rapport_van("convenant-veiligheidsregio.docx"))
    assert found.meters[""].vaag > 0
    assert found.aantal("uitweg") > 0
    assert found.taken
    assert all(task.zin for task in found.taken)
