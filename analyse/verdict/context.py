"""What reasons and conversation questions may refer to: places, quotations, parties, years, amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analyse.language.facts import AMOUNT, DATE
from analyse.tagging.patterns import Vindplaats, loose_phrase
from analyse.types import Antwoord, Gehalte, Overeenkomst, Partij, Rol, Zin
from analyse.verdict.places import place

_START = re.compile(r"met ingang van|in werking|vanaf|gaat in|begint|aanvang", re.IGNORECASE)
_END = re.compile(r"tot en met|eindigt|loopt tot|geldt tot|tot \d|van rechtswege", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_MAX_NAME = 45
_GEHALTE = {Antwoord.VAAG: Gehalte.VAAG, Antwoord.DOORGESCHOVEN: Gehalte.DOORGESCHOVEN}


@dataclass(frozen=True)
class Samenhang:
    """The agreement around one sub-question."""

    units: Sequence[Zin]
    agreement: Overeenkomst
    bewijs: Mapping[str, tuple[int, ...]]
    """Evidence per sub-question, best first."""
    beantwoord: frozenset[str] = frozenset()
    """The sub-questions that are answered."""

    def slots(self, deelvraag: str, answer: Antwoord) -> dict[str, str]:
        """The slots that can be filled; absent keys cannot."""
        numbers = self.bewijs[deelvraag]
        found = {
            "uitvoerder": self._party("opdrachtnemer", "de uitvoerende partij"),
            "opdrachtgever": self._party("opdrachtgever", "elke partij"),
            "partijen": self._parties,
            "jaar": self._year,
            "einde": self._end,
            "bedrag": self._amount,
        }
        found |= {f"plaats_{d}": place(self.units, n[0]) for d, n in self.bewijs.items() if d in self.beantwoord and n}
        if numbers:
            phrase, where = self.phrase(deelvraag, answer)
            found["plaats"] = place(self.units, where)
            found["ontbreekt"] = self.missing_annex(numbers)
            if phrase:
                found["citaat"] = phrase.citaat
                found["verwijzing"] = phrase.waar
        return {name: text for name, text in found.items() if text}

    def phrase(self, deelvraag: str, answer: Antwoord) -> tuple[Vindplaats | None, int]:
        """(phrase that leaves room, number of its sentence); the best sentence when there is no such phrase."""
        numbers, gehalte = self.bewijs[deelvraag], _GEHALTE.get(answer)
        for nr in numbers if gehalte else ():
            if phrase := loose_phrase(self.units[nr - 1].tekst, gehalte, deelvraag):  # type: ignore[arg-type]
                return phrase, nr
        return None, numbers[0]

    def missing_annex(self, numbers: Sequence[int]) -> str:
        """The first annex that these sentences refer to and that was not supplied."""
        names = self.agreement.ontbrekende_bijlagen.items()
        return next((name for nr in numbers for name, refs in names if nr in refs), "")

    def _party(self, role: Rol, otherwise: str) -> str:
        found = [p for p in self.agreement.partijen if p.rol == role]
        return short_name(found[0]) if len(found) == 1 else otherwise

    @cached_property
    def _parties(self) -> str:
        names = [short_name(p) for p in self.agreement.partijen]
        return f"{names[0]} en {names[1]}" if len(names) == 2 and all(len(n) < 30 for n in names) else "partijen"

    @cached_property
    def _year(self) -> str:
        starts = [d for d in self.agreement.data if _START.search(self.units[d.zin - 1].tekst)]
        years = [m[0] for d in starts if (m := _YEAR.search(d.tekst))] or _YEAR.findall(self.agreement.titel)
        return min(years) if years else "het eerste jaar"

    @cached_property
    def _end(self) -> str:
        ends = [d.tekst for d in self.agreement.data if _END.search(self.units[d.zin - 1].tekst)]
        dated = [text for text in ends if _YEAR.search(text)]
        return max(dated, key=lambda text: _YEAR.findall(text)[-1]) if dated else ""

    @cached_property
    def _amount(self) -> str:
        texts = [match[0] for nr in self.bewijs.get("5a", ()) for match in AMOUNT.finditer(self.units[nr - 1].tekst)]
        return max(texts, key=_value, default="")

    def fact(self, numbers: Sequence[int], deelvraag: str) -> str:
        """The amount (5a) or date (7b) that the evidence names first; empty for other sub-questions."""
        pattern = {"5a": AMOUNT, "7b": DATE}.get(deelvraag)
        found = (pattern.search(self.units[nr - 1].tekst) for nr in numbers) if pattern else iter(())
        return next((match[0].strip() for match in found if match), "")


def short_name(party: Partij) -> str:
    """The name that the text itself uses; the full name in lower case article otherwise, cut when it is long."""
    name = party.aanduiding or party.naam
    name = name if len(name) <= _MAX_NAME else name[: _MAX_NAME - 1].rsplit(" ", 1)[0] + "…"
    return re.sub(r"^(De|Het) (?=\w)", lambda m: m[0].lower(), name)


def _value(amount: str) -> float:
    number = re.search(r"\d[\d.]*(?:,\d+)?", amount)
    value = float(number[0].rstrip(".").replace(".", "").replace(",", ".")) if number else 0.0
    scale = 1e6 if re.search(r"miljoen|mln", amount, re.I) else 1e9 if re.search(r"miljard|mld", amount, re.I) else 1
    return value * scale
