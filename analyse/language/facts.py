"""Amounts, dates and terms in Dutch administrative writing.

General date parsers read "Q3 2026" as a day and know no "binnen zes weken"; price parsers read "1,5 miljoen euro" as
1.5. These patterns are about the forms that agreements use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.types import Vondst, Zin

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_COUNT = r"(?:\d{1,3}(?:[.,]\d+)?|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|veertien|dertig|zestig)"
_UNIT = r"(?:(?:werk|kalender)?dag(?:en)?|wek?en|week|maand(?:en)?|kwarta(?:al|len)|ja(?:ar|ren)|uur|uren|minuten)"

AMOUNT = re.compile(
    r"(?:€|EUR|f\.|ƒ)\s?\d[\d.]*(?:,(?:\d{1,2}|-{1,2}|–))?(?:\s?(?:miljoen|miljard|mln|mld))?"
    r"|\d[\d.]*(?:,\d+)?\s?(?:miljoen|miljard|mln\.?|mld\.?)?\s?(?:euro|gulden)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b\d{{1,2}}\s(?:{_MONTHS})(?:\s\d{{4}})?\b|\b(?:{_MONTHS})\s\d{{4}}\b|\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}\b"
    r"|\b(?:Q[1-4]|(?:eerste|tweede|derde|vierde)\skwartaal(?:\svan)?)\s\d{4}\b",
    re.IGNORECASE,
)
TERM = re.compile(
    rf"\b(?:binnen|uiterlijk|ten\sminste|minimaal|maximaal|gedurende|na|voor\sde\sduur\svan|een\stermijn\svan"
    rf"|een\speriode\svan|looptijd\svan)\s(?:\w+\s)?{_COUNT}(?:\s\({_COUNT}\))?\s{_UNIT}\b"
    rf"|\b{_COUNT}\s{_UNIT}\s(?:na|voor|vóór|voorafgaand)\b"
    rf"|\b(?:jaarlijks|halfjaarlijks|maandelijks|wekelijks|per\skwartaal|elk\skwartaal|per\smaand|per\sjaar"
    rf"|{_COUNT}\s?(?:maal|keer)\sper\s(?:jaar|maand|week|kwartaal))\b",
    re.IGNORECASE,
)


def amounts(units: Sequence[Zin]) -> tuple[Vondst, ...]:
    """Sums of money, in the order of the text."""
    return _found(AMOUNT, units)


def dates(units: Sequence[Zin]) -> tuple[Vondst, ...]:
    """Calendar dates, months and quarters."""
    return _found(DATE, units)


def terms(units: Sequence[Zin]) -> tuple[Vondst, ...]:
    """Terms and frequencies ("binnen zes weken", "twee maal per jaar")."""
    return _found(TERM, units)


def _found(pattern: re.Pattern[str], units: Sequence[Zin]) -> tuple[Vondst, ...]:
    return tuple(Vondst(unit.nr, match[0].strip()) for unit in units for match in pattern.finditer(unit.tekst))
