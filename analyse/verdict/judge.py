"""Verdicts with evidence, reason and conversation question for a whole question set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analyse.questions import Deelvraag, Vragenset
from analyse.tagging.model import GEHALTES, Kansen
from analyse.types import Antwoord, Deeloordeel, Gehalte, Overeenkomst, Vraagoordeel, Zin
from analyse.verdict.context import Samenhang
from analyse.verdict.conversation import conversation_question
from analyse.verdict.criteria import meets_criterion
from analyse.verdict.evidence import evidence
from analyse.verdict.model import Oordeelmodel
from analyse.verdict.reason import reason


def judge(
    units: Sequence[Zin], kansen: Kansen, agreement: Overeenkomst, questions: Vragenset, model: Oordeelmodel
) -> tuple[Vraagoordeel, ...]:
    """One verdict per sub-question, arranged by question.

    Args:
        units: labelled sentences, ``units[i].nr == i + 1``.
        kansen: the tagger's probabilities for the same sentences.
        agreement: facts for reasons and conversation questions.
        questions: the question set.
        model: the trained verdict model.
    """
    answers, proof = verdicts(units, kansen, model, questions)
    answered = frozenset(d for d, answer in answers.items() if answer is Antwoord.BEANTWOORD)
    context = Samenhang(units, agreement, proof, answered)

    def judged(question: Deelvraag) -> Deeloordeel:
        answer = answers[question.id]
        return Deeloordeel(
            id=question.id,
            deelvraag=question.deelvraag,
            oordeel=answer,
            bewijs=proof[question.id],
            toelichting=reason(context, question, answer),
            gespreksvraag=conversation_question(context, question, answer),
        )

    result = []
    for question in questions.vragen:
        parts = tuple(judged(d) for d in question.deelvragen)
        result.append(Vraagoordeel(question.id, question.vraag, overall(parts), parts))
    return tuple(result)


def verdicts(
    units: Sequence[Zin], kansen: Kansen, model: Oordeelmodel, questions: Vragenset | None = None
) -> tuple[dict[str, Antwoord], dict[str, tuple[int, ...]]]:
    """(verdict, evidence) per sub-question.

    Rules stand above the model, so that a report can defend what it says: an answer meets the guideline's least
    requirement (``criteria.py``) in a sentence that it cites, sentences that all put it off are no answer, and a
    verdict without any sentence is ``open``.
    """
    answers, proof = {}, {}
    own = [d.id for d in questions.deelvragen.values() if d.eigen] if questions else []
    for d, answer in (model.verdicts(units, kansen.without(own)) | _by_labels(units, own)).items():
        found = evidence(units, kansen, d, answer)
        if answer is Antwoord.BEANTWOORD and found:
            answer = _defensible(units, kansen, d, found)
            found = evidence(units, kansen, d, answer)
        answers[d], proof[d] = answer if found else Antwoord.OPEN, found
    return answers, proof


def _by_labels(units: Sequence[Zin], deelvragen: Sequence[str]) -> dict[str, Antwoord]:
    """The plain rule for sub-questions that no model was trained on: the best that any sentence says."""
    said = {d: {label.gehalte for unit in units for label in unit.labels if label.deelvraag == d} for d in deelvragen}
    best = ((Gehalte.CONCREET, Antwoord.BEANTWOORD), (Gehalte.DOORGESCHOVEN, Antwoord.DOORGESCHOVEN))
    return {
        d: next((answer for g, answer in best if g in found), Antwoord.VAAG if found else Antwoord.OPEN)
        for d, found in said.items()
    }


def _defensible(units: Sequence[Zin], kansen: Kansen, deelvraag: str, found: Sequence[int]) -> Antwoord:
    """``beantwoord``, or what is left of it when the evidence only puts it off or lacks what an answer needs."""
    column = kansen.deelvragen.index(deelvraag)
    if all(GEHALTES[int(kansen.gehalte[nr - 1, column].argmax())] is Gehalte.DOORGESCHOVEN for nr in found):
        return Antwoord.DOORGESCHOVEN
    enough = meets_criterion(deelvraag, [units[nr - 1].tekst for nr in found])
    return Antwoord.BEANTWOORD if enough else Antwoord.VAAG


def overall(parts: Sequence[Deeloordeel]) -> Literal["beantwoord", "deels", "open"]:
    """A question is answered when all its sub-questions are (or do not apply), open when none is."""
    answered = sum(part.oordeel in (Antwoord.BEANTWOORD, Antwoord.NVT) for part in parts)
    return "beantwoord" if answered == len(parts) else "deels" if answered else "open"
