"""The report with a review in it: every form of report then shows what the reviewer made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from analyse.questions import Vragenset
from analyse.types import Antwoord, Beoordeling, Deeloordeel, Rapport
from analyse.verdict.context import Samenhang
from analyse.verdict.conversation import conversation_question
from analyse.verdict.judge import overall

_SAYS = {Antwoord.NVT: "niet van toepassing"}


def reviewed(report: Rapport, reviews: Mapping[str, Beoordeling], questions: Vragenset) -> Rapport:
    """``report`` with the verdicts, evidence and notes of ``reviews``."""
    parts = {part.id: part for question in report.vragen for part in question.deelvragen}
    proof = {d: _evidence(part, reviews.get(d)) for d, part in parts.items()}
    answers = {d: reviews[d].oordeel if d in reviews else part.oordeel for d, part in parts.items()}
    answered = frozenset(d for d, answer in answers.items() if answer is Antwoord.BEANTWOORD)
    context = Samenhang(report.zinnen, report.overeenkomst, proof, answered)

    def part_of(part: Deeloordeel) -> Deeloordeel:
        review = reviews.get(part.id)
        if review is None:
            return part
        same = review.oordeel is part.oordeel
        return replace(
            part,
            oordeel=review.oordeel,
            bewijs=proof[part.id],
            toelichting=_reason(part, review),
            gespreksvraag=part.gespreksvraag
            if same
            else conversation_question(context, questions.deelvragen[part.id], review.oordeel),
            beoordeling=review,
            van_model=part,
        )

    return replace(
        report,
        vragen=tuple(
            replace(question, deelvragen=made, oordeel=overall(made))
            for question in report.vragen
            for made in [tuple(part_of(part) for part in question.deelvragen)]
        ),
    )


def _evidence(part: Deeloordeel, review: Beoordeling | None) -> tuple[int, ...]:
    if review is None:
        return part.bewijs
    kept = [nr for nr in part.bewijs if nr not in review.bewijs_af]
    return (*kept, *(nr for nr in review.bewijs_bij if nr not in kept))


def _reason(part: Deeloordeel, review: Beoordeling) -> str:
    """The reviewer's note first; then who and when, and what the models said where that differs."""
    when = datetime.fromisoformat(review.op).strftime("%d-%m-%Y")
    note = f"{review.notitie.rstrip('.')}. " if review.notitie else ""
    discussed = "; besproken" if review.besproken else ""
    if review.oordeel is part.oordeel:
        return f"{note}{part.toelichting} (Beoordeeld door {review.door} op {when}{discussed}.)"
    return f"{note}Beoordeeld door {review.door} op {when}{discussed}; analyse zei: {part.oordeel.value}."
