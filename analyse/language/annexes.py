"""Which annexes the text refers to, and which of those are not among the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.types import Document, Zin

_NUMBER = r"(?:\d{1,2}[a-z]?|[IVX]{1,4}|[A-Z])(?![\w-])"
_REFERENCE = re.compile(
    rf"\b[Bb]ijlagen?\s+(?P<list>{_NUMBER}(?:\s*(?:,|en|of|t/m|tot\s+en\s+met)\s*{_NUMBER})*)\b(?=(?P<after>.{{0,60}}))"
)
_RANGE = re.compile(r"(\d+)\s*(?:t/m|tot\s+en\s+met)\s*(\d+)")
# "bijlage I bij het Besluit kwaliteit leefomgeving" is somebody else's annex.
_FOREIGN = re.compile(
    r"^\s*,?\s*(?:bedoeld\s+in|bij|van|behorend\w*\s+bij)\s+(?:de|het|artikel)\s+(?:\w+\s+)?"
    r"(?:[A-Z]?\w*(?:besluit|wet|regeling|richtlijn|verordening|verdrag)\b|\d)",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:overeenkomst|convenant|dvo|regeling|protocol)\b", re.IGNORECASE)
_HEADING = re.compile(rf"^bijlage\s*({_NUMBER})?\b", re.IGNORECASE)


def missing_annexes(units: Sequence[Zin], documents: Sequence[Document]) -> dict[str, tuple[int, ...]]:
    """ "Bijlage 3" → numbers of the sentences that refer to it, for every annex that was not supplied."""
    present = {label.lower() for label in _present(units, documents)}
    references: dict[str, list[int]] = {}
    for unit in units:
        if unit.soort in ("kop", "titel"):
            continue
        for match in _REFERENCE.finditer(unit.tekst):
            if _FOREIGN.match(match["after"]) and not _OWN.search(match["after"][:40]):
                continue
            for label in _labels(match["list"]):
                if label.lower() not in present:
                    references.setdefault(f"Bijlage {label}", []).append(unit.nr)
    return {name: tuple(dict.fromkeys(numbers)) for name, numbers in references.items()}


def _present(units: Sequence[Zin], documents: Sequence[Document]) -> list[str]:
    names = [unit.tekst for unit in units if unit.soort in ("kop", "titel")]
    names += [document.bestand.replace("-", " ").replace("_", " ") for document in documents]
    found = [_HEADING.match(name.strip()) or re.search(rf"\bbijlage\s*({_NUMBER})\b", name, re.I) for name in names]
    return [match[1] for match in found if match and match[1]]


def _labels(text: str) -> list[str]:
    if match := _RANGE.search(text):
        first, last = int(match[1]), int(match[2])
        return [str(n) for n in range(first, min(last, first + 30) + 1)]
    return re.findall(_NUMBER, text)
