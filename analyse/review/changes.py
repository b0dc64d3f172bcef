"""The changes of a review. None is ever altered or removed: undoing one is another change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from analyse.types import Antwoord, Beoordeling, Deeloordeel


class Soort(StrEnum):
    """What a reviewer can do with a sub-question."""

    OORDEEL = "oordeel"
    """``waarde`` is the verdict; the models' own verdict again is an acceptance."""
    BEWIJS_BIJ = "bewijs_bij"
    """``waarde`` is the number of a sentence."""
    BEWIJS_AF = "bewijs_af"
    NOTITIE = "notitie"
    """``waarde`` is the text, in place of the note before it."""
    BESPROKEN = "besproken"
    """``waarde`` is "ja" or empty."""
    ONGEDAAN = "ongedaan"
    """``waarde`` is the number of the change that no longer counts."""


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One change, with who and when."""

    nr: int
    deelvraag: str
    soort: Soort
    waarde: str
    door: str
    op: datetime


def reviews(changes: Sequence[Wijziging], judged: Mapping[str, Deeloordeel]) -> dict[str, Beoordeling]:
    """What ``changes``, in the order in which they were made, come to per sub-question.

    Args:
        changes: all changes of one agreement.
        judged: the models' verdicts by sub-question; changes on other sub-questions are left out.
    """
    undone = {change.waarde for change in changes if change.soort is Soort.ONGEDAAN}
    found: dict[str, Beoordeling] = {}
    for change in changes:
        if change.soort is Soort.ONGEDAAN or str(change.nr) in undone or change.deelvraag not in judged:
            continue
        model = judged[change.deelvraag]
        found[change.deelvraag] = _after(found.get(change.deelvraag), model, change)
    return found


def _after(before: Beoordeling | None, model: Deeloordeel, change: Wijziging) -> Beoordeling:
    """The review of a sub-question after one more change."""
    answer = before.oordeel if before else model.oordeel
    note = before.notitie if before else ""
    more, fewer = set(before.bewijs_bij if before else ()), set(before.bewijs_af if before else ())
    discussed = before.besproken if before else False
    match change.soort:
        case Soort.OORDEEL:
            answer = Antwoord(change.waarde)
        case Soort.NOTITIE:
            note = change.waarde
        case Soort.BESPROKEN:
            discussed = bool(change.waarde)
        case Soort.BEWIJS_BIJ:
            more, fewer = more | ({int(change.waarde)} - set(model.bewijs)), fewer - {int(change.waarde)}
        case Soort.BEWIJS_AF:
            more, fewer = more - {int(change.waarde)}, fewer | ({int(change.waarde)} & set(model.bewijs))
    return Beoordeling(
        oordeel=answer,
        door=change.door,
        op=change.op.isoformat(timespec="seconds"),
        notitie=note,
        bewijs_bij=tuple(sorted(more)),
        bewijs_af=tuple(sorted(fewer)),
        besproken=discussed,
    )
