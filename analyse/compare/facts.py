"""What two sentences that belong together state differently: amounts, dates, terms, norms, parties, yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.language.facts import AMOUNT, DATE, TERM
from analyse.types import Partij

_NUMBER = re.compile(r"\b\d[\d.,]*\b\s?(?:%|procent|fte|uur|uren|dagen|weken|maanden)?", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:niet|geen|uitgezonderd|uitgesloten|nooit|noch)\b|\bmet uitzondering van\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:de|het|een)\s+", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:artikel(?:en)?|art\.|lid|leden|bijlage|onderdeel|paragraaf)\s+[\d.]+[a-z]?(?:\s*(?:,|en)\s*[\d.]+)*"
)


def differences(left: str, right: str, parties: Sequence[Partij]) -> tuple[str, ...]:
    """Kinds of facts that both sentences state, but not the same: "bedrag", "datum", "norm", "partij", …"""
    left, right = _REFERENCE.sub("", left), _REFERENCE.sub("", right)
    kinds = {
        "bedrag": (_amounts(left), _amounts(right)),
        "datum": (_found(DATE, left), _found(DATE, right)),
        "termijn": (_found(TERM, left), _found(TERM, right)),
        "norm": (_numbers(left), _numbers(right)),
        "partij": (_parties(left, parties), _parties(right, parties)),
    }
    found = [name for name, (a, b) in kinds.items() if a and b and not (a <= b or b <= a)]
    if bool(_NEGATION.search(left)) != bool(_NEGATION.search(right)):
        found.append("wel of niet")
    return tuple(found)


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {" ".join(match[0].lower().split()) for match in pattern.finditer(text)}


def _amounts(text: str) -> set[str]:
    return {re.sub(r"[^\d,]|,-+$|,00$", "", amount) for amount in _found(AMOUNT, text)}


def _numbers(text: str) -> set[str]:
    for pattern in (AMOUNT, DATE, TERM):
        text = pattern.sub(" ", text)
    return {re.sub(r"\s", "", match[0].lower().rstrip(".,")) for match in _NUMBER.finditer(text)}


def _parties(text: str, parties: Sequence[Partij]) -> set[str]:
    """The party that a sentence starts with: who does it."""
    start = text[:60].lower()
    names = {p.aanduiding or p.naam: _ARTICLE.sub("", p.aanduiding or p.naam).lower() for p in parties}
    return {name for name, core in names.items() if core and core in start}
