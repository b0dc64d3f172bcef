"""Who does what: the sentences that give a party a task, with for whom and when as far as they say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyse.language.facts import DATE, TERM
from analyse.types import Overeenkomst, Partij, Zin

_TASK = ("4a", "4b", "5b", "7c")
"""Sub-questions whose sentences give tasks: of either party, paying, reporting."""
_TOGETHER = re.compile(
    r"^(?:(?:de|beide|alle)\s+)*(?:partijen|deelnemers|convenantpartners|overeenkomstsluitende)\b"
    r"|^(?:iedere|elke|ieder|elk)\s+(?:van\s+|der\s+)?(?:de\s+)?(?:partij(?:en)?|deelnemers?)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:aan|voor|namens|jegens)\s+(?P<wie>(?:de|het)\s+[A-Z]?\w+)", re.UNICODE)
_ARTICLE = re.compile(r"^(?:de|het|een)\s+", re.IGNORECASE)
_SUBJECT = 60  # characters at the start of a sentence within which its subject stands
TOGETHER = "partijen samen"


@dataclass(frozen=True, slots=True)
class Taak:
    """One obligation."""

    zin: int
    partij: str
    """Name of the party, ``TOGETHER``, or empty where the sentence names nobody."""
    wat: str
    voor: str = ""
    wanneer: str = ""


def tasks(units: Sequence[Zin], agreement: Overeenkomst) -> tuple[Taak, ...]:
    """The tasks in the order of the text."""
    return tuple(
        _task(unit, agreement.partijen)
        for unit in units
        if unit.soort not in ("kop", "titel") and any(label.deelvraag in _TASK for label in unit.labels)
    )


def without_task(found: Sequence[Taak], agreement: Overeenkomst) -> tuple[Partij, ...]:
    """Parties that no task names; none when tasks of all parties together are all there is to go by."""
    named = {task.partij for task in found}
    return tuple(p for p in agreement.partijen if _called(p) not in named) if named - {"", TOGETHER} else ()


def _task(unit: Zin, parties: Sequence[Partij]) -> Taak:
    text = f"{unit.aanhef} {unit.tekst}".strip()
    party = _subject(text, parties) or _actor(text, parties)
    recipient = _FOR.search(text)
    when = TERM.search(unit.tekst) or DATE.search(unit.tekst)
    receiver = next((_called(p) for p in parties if recipient and _names(p, recipient["wie"])), "")
    return Taak(unit.nr, party, unit.tekst, receiver if receiver != party else "", when[0].strip() if when else "")


def _called(party: Partij) -> str:
    return party.aanduiding or party.naam


def _names(party: Partij, text: str) -> bool:
    """Does ``text`` hold the party by short name, by name or by role?"""
    words = [_ARTICLE.sub("", name) for name in (party.aanduiding, party.naam) if name]
    words += [party.rol] if party.rol != "partij" else []
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words)


def _subject(text: str, parties: Sequence[Partij]) -> str:
    """The party with which the sentence starts, before its first comma."""
    start = text[:_SUBJECT].split(",")[0]
    if _TOGETHER.match(start):
        return TOGETHER
    found = [(match, _called(p)) for p in parties if (match := _first(p, start)) is not None]
    return min(found)[1] if found else ""


def _first(party: Partij, text: str) -> int | None:
    words = [_ARTICLE.sub("", name) for name in (party.aanduiding, party.naam) if name]
    words += [party.rol] if party.rol != "partij" else []
    places = [match.start() for word in words if (match := re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))]
    return min(places, default=None)


def _actor(text: str, parties: Sequence[Partij]) -> str:
    """The party behind "door …" in a passive."""
    for match in re.finditer(r"\bdoor\s+(?P<wie>[^,.;]{3,60})", text):
        if _TOGETHER.match(match["wie"]):
            return TOGETHER
        if found := next((_called(p) for p in parties if _names(p, match["wie"])), ""):
            return found
    return ""
