"""The least that an answer must hold, by the corpus guideline ("Per deelvraag wanneer is het c?")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.language.facts import AMOUNT, DATE, TERM

_QUANTITY = re.compile(
    r"\d\s?(?:%|procent|fte|uren|uur)|\bprocent\b|\bkost(?:prijs|en)\b.{0,60}\bper\b|\bper\s+(?:uur|inwoner|product)\b",
    re.I,
)
_TIME = re.compile(
    r"\d\s?(?:jaar|maand|week|weken|dag|uur)|\b(?:jaar|maanden|weken|dagen|kwartaal|onbepaalde tijd)\b", re.I
)

_CRITERIA = {
    "5a": (AMOUNT, _QUANTITY),  # "een getal met een eenheid", or a rule to reckon with
    "7b": (DATE, TERM, _TIME),  # "een datum, termijn of looptijd"
}


def meets_criterion(deelvraag: str, texts: Sequence[str]) -> bool:
    """Does any of the sentences hold what an answer to this sub-question needs at least?"""
    needed = _CRITERIA.get(deelvraag)
    if needed is None:
        return bool(texts)
    return any(pattern.search(text) for text in texts for pattern in needed)
