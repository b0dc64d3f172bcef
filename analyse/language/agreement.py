"""What the agreement says about itself: title, type, parties, amounts, dates, missing annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.language.annexes import missing_annexes
from analyse.language.facts import amounts, dates, terms
from analyse.language.parties import parties
from analyse.types import Document, Overeenkomst, Zin

_TYPES = {
    "dienstverleningsovereenkomst": r"dienstverlening(?:s)?(?:overeenkomst|afspra)|\bdvo\b|service level|\bsla\b",
    "prestatieovereenkomst": r"prestatie(?:overeenkomst|afspra|contract)",
    "convenant": r"convenant",
    "samenwerkingsovereenkomst": r"samenwerkings(?:overeenkomst|verband|afspra|protocol|regeling)|intentieovereenkomst",
}
_MAX_TITLE = 300
_OPENING = 12  # units in which the type is looked for when the title does not say it


def describe(units: Sequence[Zin], documents: Sequence[Document]) -> Overeenkomst:
    """The agreement in facts; empty where the text does not say."""
    title = _title(units, documents)
    kind = _type(title, units)
    return Overeenkomst(
        titel=title,
        type=kind,
        partijen=parties(units, kind),
        bedragen=amounts(units),
        data=dates(units),
        termijnen=terms(units),
        ontbrekende_bijlagen=missing_annexes(units, documents),
    )


def _title(units: Sequence[Zin], documents: Sequence[Document]) -> str:
    """The title, or else the opening words."""
    titles = [unit.tekst for unit in units if unit.soort == "titel"]
    opening = titles[0] if titles else units[0].tekst if units else documents[0].bestand
    return opening if len(opening) <= _MAX_TITLE else opening[:_MAX_TITLE].rsplit(" ", 1)[0] + "…"


def _type(title: str, units: Sequence[Zin]) -> str:
    for text in [title, *(unit.tekst for unit in units[:_OPENING])]:
        for name, pattern in _TYPES.items():
            if re.search(pattern, text, re.IGNORECASE):
                return name
    return "overig"
