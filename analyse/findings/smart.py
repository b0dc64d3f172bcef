"""Is a result measurable? Indicator, norm, date and who measures (after Doran's SMART, 1981)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyse.language.facts import AMOUNT, DATE, TERM
from analyse.types import Zin

_RESULT = "7a"
_INDICATOR = re.compile(
    r"\b(?:aantal|percentage|aandeel|score|doorlooptijd\w*|responstijd|opkomsttijd|bereikbaarheid|tevredenheid|naleving\w*"
    r"|controles|inspecties|vergunningen|adviezen|rapport\w*|meldingen|besluiten|uren|fte|dossiers|plaatsen|woningen"
    r"|km|kilometer|hectare|ton|kwaliteitscriteri\w+)\b|%",
    re.IGNORECASE,
)
_NORM = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:%|procent)|\b(?:ten minste|minimaal|maximaal|hoogstens|niet meer dan|gemiddeld)\s+\S*\d"
    r"|\b\d{2,3}(?:\.\d{3})*\s+[a-z]{3,}|\b\d\s+(?:uren?|dagen|weken|maanden|keer|maal)\b|\bnorm\b",
    re.IGNORECASE,
)
_MEASURER = re.compile(
    r"\b(?:meet|meten|gemeten|registreert|geregistreerd|monitor\w*|evalueert|geëvalueerd|rapporteert|accountant"
    r"|auditor|steekproef|benchmark|meting\w*|vastgesteld door)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resultaat:
    """A sentence about a result, with the parts of SMART that it names; an empty part is missing."""

    zin: int
    indicator: str
    norm: str
    datum: str
    meting: str

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """What is missing, as the reader sees it."""
        parts = {
            "wat u meet": self.indicator,
            "de norm": self.norm,
            "de datum": self.datum,
            "wie het meet": self.meting,
        }
        return tuple(name for name, found in parts.items() if not found)


def results(units: Sequence[Zin]) -> tuple[Resultaat, ...]:
    """The sentences that the tagger calls results (7a), in the order of the text."""
    return tuple(
        Resultaat(
            unit.nr,
            _found(_INDICATOR, unit.tekst),
            _found(_NORM, unit.tekst) or _found(AMOUNT, unit.tekst),
            _found(DATE, unit.tekst) or _found(TERM, unit.tekst),
            _found(_MEASURER, unit.tekst),
        )
        for unit in units
        if any(label.deelvraag == _RESULT for label in unit.labels)
    )


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0].strip() if match else ""
