"""The words and signs that every report uses for verdicts: both, so that colour is never the only signal."""

from __future__ import annotations

from typing import NamedTuple

from analyse.types import Antwoord, Deeloordeel, Rapport


class Weergave(NamedTuple):
    """How a verdict looks."""

    woord: str
    teken: str
    kleur: str
    """Name of a rich style."""
    vlak: str = "#FFFFFF"
    """Background in a spreadsheet."""


WEERGAVE = {
    Antwoord.OPEN: Weergave("open", "○", "bold red", "#F9D5D8"),
    Antwoord.DOORGESCHOVEN: Weergave("doorgeschoven", "→", "yellow", "#FCE5C2"),
    Antwoord.VAAG: Weergave("vaag", "≈", "yellow", "#FFF3CD"),
    Antwoord.BEANTWOORD: Weergave("beantwoord", "●", "green", "#D6EDDF"),
    Antwoord.NVT: Weergave("niet van toepassing", "–", "dim", "#E6E6E6"),
}
"""In the order of a report: what is open first."""

VRAAG_WEERGAVE = {
    "open": Weergave("open", "○", "bold red"),
    "deels": Weergave("deels", "◐", "yellow"),
    "beantwoord": Weergave("beantwoord", "●", "green"),
}

GROEPEN = (
    ("Open", "De overeenkomst zegt hier niets over.", (Antwoord.OPEN,)),
    (
        "Vaag of doorgeschoven",
        "De overeenkomst raakt dit, maar laat ruimte of verwijst door.",
        (Antwoord.VAAG, Antwoord.DOORGESCHOVEN),
    ),
    ("Beantwoord", "Dit kunt u overnemen in het uitvoeringsplan.", (Antwoord.BEANTWOORD,)),
    ("Niet van toepassing", "Volgens de beoordelaar speelt dit hier niet.", (Antwoord.NVT,)),
)


def by_verdict(report: Rapport, answers: tuple[Antwoord, ...]) -> list[Deeloordeel]:
    """The sub-questions with one of these verdicts, in the order of the question set."""
    return [part for question in report.vragen for part in question.deelvragen if part.oordeel in answers]


def summary(report: Rapport) -> str:
    """ "Van de 19 deelvragen zijn er 7 beantwoord, 4 vaag, 2 doorgeschoven en 6 open."."""
    parts = [part for question in report.vragen for part in question.deelvragen]
    counts = {answer: sum(p.oordeel is answer for p in parts) for answer in WEERGAVE}
    skipped = f" ({counts[Antwoord.NVT]} niet van toepassing)" if counts[Antwoord.NVT] else ""
    return (
        f"Van de {len(parts)} deelvragen {'is' if counts[Antwoord.BEANTWOORD] == 1 else 'zijn'} er "
        f"{counts[Antwoord.BEANTWOORD]} beantwoord, {counts[Antwoord.VAAG]} vaag, "
        f"{counts[Antwoord.DOORGESCHOVEN]} doorgeschoven en {counts[Antwoord.OPEN]} open{skipped}."
    )
