from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from analyse.pipeline import Toetser
from analyse.questions import DEELVRAGEN, load_question_set
from analyse.tagging.model import Kansen
from analyse.types import Antwoord, Overeenkomst, Partij, Rapport, Zin
from analyse.verdict.context import Samenhang
from analyse.verdict.conversation import conversation_question
from analyse.verdict.evidence import evidence
from analyse.verdict.judge import _defensible
from analyse.verdict.reason import reason

PARTIJEN = (
    Partij("De gemeente Zandwijk", "de Gemeente", "opdrachtgever"),
    Partij("Omgevingsdienst Lage Venen", "de Dienst", "opdrachtnemer"),
)


def _context(text: str, deelvraag: str = "5a", missing: dict[str, tuple[int, ...]] | None = None) -> Samenhang:
    units = (Zin(1, text, koppen=("Artikel 6 Kosten",), nummer="6.2"),)
    agreement = Overeenkomst("Overeenkomst 2027", "overig", PARTIJEN, ontbrekende_bijlagen=missing or {})
    proof: dict[str, tuple[int, ...]] = dict.fromkeys(DEELVRAGEN, ())
    return Samenhang(units, agreement, proof | {deelvraag: (1,)})


def test_question_names_party_article_and_what_is_missing() -> None:
    context = _context("De kosten worden opgenomen in een jaarlijkse offerte van de Dienst.")
    part = load_question_set().deelvragen["5a"]
    text = conversation_question(context, part, Antwoord.DOORGESCHOVEN)
    assert text == (
        "Artikel 6.2 (Kosten) verwijst naar een jaarlijkse offerte maar noemt geen bedrag: "
        "met welk budget mag de Dienst in 2027 rekenen?"
    )
    assert (
        reason(context, part, Antwoord.DOORGESCHOVEN)
        == "Artikel 6.2 (Kosten) verwijst hiervoor naar een jaarlijkse offerte."
    )


def test_missing_annex_is_named() -> None:
    context = _context("De tarieven staan in bijlage 2.", missing={"Bijlage 2": (1,)})
    part = load_question_set().deelvragen["5a"]
    assert "Bijlage 2, en die is niet aangeleverd" in conversation_question(context, part, Antwoord.DOORGESCHOVEN)
    assert "bijlage 2, en die is niet aangeleverd" in reason(context, part, Antwoord.DOORGESCHOVEN)


def test_vague_words_are_quoted() -> None:
    context = _context("De Dienst meldt dit zo spoedig mogelijk.", "7b")
    part = load_question_set().deelvragen["7b"]
    assert "‘zo spoedig mogelijk’" in conversation_question(context, part, Antwoord.VAAG)
    assert "‘zo spoedig mogelijk’" in reason(context, part, Antwoord.VAAG)


def test_answered_needs_no_question() -> None:
    context = _context("De kosten bedragen € 250.000 per jaar.")
    part = load_question_set().deelvragen["5a"]
    assert conversation_question(context, part, Antwoord.BEANTWOORD) == ""
    assert reason(context, part, Antwoord.BEANTWOORD) == "Artikel 6.2 (Kosten) noemt € 250.000."


def test_evidence_prefers_the_sentence_that_fits_the_verdict() -> None:
    units = tuple(Zin(i, f"Zin {i}.") for i in (1, 2))
    over = np.zeros((2, 19), np.float32)
    over[:, 0] = 0.9
    gehalte = np.zeros((2, 19, 3), np.float32)
    gehalte[0, :, 0] = gehalte[1, :, 2] = 1.0
    kansen = Kansen(DEELVRAGEN, over, gehalte)
    assert evidence(units, kansen, "1a", Antwoord.BEANTWOORD)[0] == 1
    assert evidence(units, kansen, "1a", Antwoord.DOORGESCHOVEN)[0] == 2
    assert evidence(units, kansen, "1a", Antwoord.OPEN) == ()
    assert evidence(units, kansen, "1b", Antwoord.BEANTWOORD) == ()


def test_evidence_is_what_a_judge_would_cite() -> None:
    units = tuple(Zin(i, f"Zin {i}.") for i in (1, 2))
    over, proof = np.full((2, 19), 0.5, np.float32), np.full((2, 19), 0.1, np.float32)
    over[0], proof[1] = 0.6, 0.8
    gehalte = np.zeros((2, 19, 3), np.float32)
    gehalte[:, :, 0] = 1.0
    assert evidence(units, Kansen(DEELVRAGEN, over, gehalte), "1a", Antwoord.BEANTWOORD) == (1, 2)
    assert evidence(units, Kansen(DEELVRAGEN, over, gehalte, proof), "1a", Antwoord.BEANTWOORD) == (2, 1)


def test_an_answer_needs_a_sentence_with_what_the_guideline_asks(toetser: Toetser) -> None:
    texts = {
        "De kosten van het toezicht bedragen € 250.000 per jaar.": Antwoord.BEANTWOORD,
        "De kosten van het toezicht worden door de gemeente gedragen.": Antwoord.VAAG,
        "De kosten van het toezicht bedragen [PM bedrag] per jaar.": Antwoord.DOORGESCHOVEN,
    }
    for text, expected in texts.items():
        units = (Zin(1, text, koppen=("Artikel 6 Kosten",)),)
        kansen = toetser.labelmodel.kansen(units)
        column = DEELVRAGEN.index("5a")
        if expected is Antwoord.VAAG:
            kansen.gehalte[0, column] = (0.9, 0.05, 0.05)
        assert _defensible(units, kansen, "5a", (1,)) is expected, text


def test_a_missing_annex_puts_the_answer_off(toetser: Toetser) -> None:
    unit = Zin(1, "De tarieven staan in bijlage 2.", koppen=("Artikel 6 Kosten",))
    kansen = toetser.labelmodel.kansen([unit], deferring={1})
    assert (kansen.gehalte[0].argmax(axis=1) == 2).all()


def test_the_agreement_that_postpones_everything_is_seen_through(rapport_van: Callable[[str], Rapport]) -> None:
    report = rapport_van("raamovereenkomst-bijlagen.pdf")
    verdicts = {p.id: p.oordeel for question in report.vragen for p in question.deelvragen}
    assert verdicts["5a"] is not Antwoord.BEANTWOORD
    assert verdicts["7a"] is not Antwoord.BEANTWOORD
    assert Antwoord.DOORGESCHOVEN in verdicts.values()


def test_every_verdict_in_the_examples_can_be_defended(
    rapport_van: Callable[[str], Rapport], voorbeelden: Path
) -> None:
    for path in sorted(p for p in voorbeelden.iterdir() if p.suffix in (".pdf", ".docx")):
        report = rapport_van(path.name)
        for part in (p for question in report.vragen for p in question.deelvragen):
            assert part.toelichting.endswith(".")
            assert (part.oordeel is Antwoord.OPEN) == (not part.bewijs), part
            assert (part.oordeel is Antwoord.BEANTWOORD) == (not part.gespreksvraag), part
            assert "{" not in part.toelichting + part.gespreksvraag


def test_the_good_agreement_leaves_less_open_than_the_one_that_postpones(rapport_van: Callable[[str], Rapport]) -> None:
    def gaps(name: str) -> int:
        parts: Sequence = [p for question in rapport_van(name).vragen for p in question.deelvragen]
        return sum(p.oordeel is not Antwoord.BEANTWOORD for p in parts)

    assert gaps("dvo-brandveiligheid-volledig.docx") < gaps("raamovereenkomst-bijlagen.pdf")
    assert gaps("dvo-omgevingsdienst.pdf") < gaps("convenant-veiligheidsregio.docx")


def test_a_text_that_is_no_agreement_is_left_open(toetser: Toetser, maak_docx: Callable[..., Path]) -> None:
    report = toetser.toets([maak_docx(["Boodschappenlijst", "Melk en brood.", "Een kilo appels."])])
    verdicts = [p.oordeel for question in report.vragen for p in question.deelvragen]
    assert verdicts.count(Antwoord.OPEN) >= 17
    assert any("lijkt geen overeenkomst" in warning for warning in report.waarschuwingen)
