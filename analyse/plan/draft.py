"""From a report to the content of a draft execution plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from analyse.language.facts import AMOUNT, DATE, TERM
from analyse.questions import Vragenset
from analyse.report.content import Inhoud, content
from analyse.types import Antwoord, Rapport, Zin

_COSTS = frozenset({"5a", "5b", "5c", "5d"})
_PLANNING, _REPORTING = frozenset({"7b"}), frozenset({"7c"})
_UNNAMED = "[WIE?]"


class Citaat(NamedTuple):
    """What the agreement says, with where it says so."""

    tekst: str
    waar: str


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One sub-question of a chapter."""

    id: str
    vraag: str
    oordeel: Antwoord
    citaten: tuple[Citaat, ...]
    invullen: str
    """What to ask and fill in; empty when the agreement answers it."""
    reden: str
    """Why it is still to be filled in."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table of facts from the agreement."""

    titel: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """One question."""

    nummer: str
    titel: str
    onderdelen: tuple[Onderdeel, ...]
    tabellen: tuple[Tabel, ...]


@dataclass(frozen=True, slots=True)
class Uitvoeringsplan:
    """A draft, ready to be laid out."""

    overeenkomst: str
    partijen: tuple[str, ...]
    hoofdstukken: tuple[Hoofdstuk, ...]
    herkomst: str
    """Which models made it."""

    @property
    def in_te_vullen(self) -> int:
        """Number of open places."""
        return sum(bool(part.invullen) for chapter in self.hoofdstukken for part in chapter.onderdelen)


def draft(report: Rapport, questions: Vragenset) -> Uitvoeringsplan:
    """The draft that follows from ``report``."""
    inhoud = content(report, questions)
    return Uitvoeringsplan(
        overeenkomst=report.overeenkomst.titel,
        partijen=tuple(p.naam for p in report.overeenkomst.partijen),
        hoofdstukken=tuple(
            Hoofdstuk(
                question.id,
                question.vraag,
                tuple(
                    Onderdeel(
                        part.id,
                        part.deelvraag,
                        part.oordeel,
                        tuple(Citaat(line.tekst, line.waar) for line in inhoud.bewijs(part)),
                        part.gespreksvraag,
                        part.toelichting if part.gespreksvraag else "",
                    )
                    for part in question.deelvragen
                ),
                tuple(table for table in _tables(inhoud, {p.id for p in question.deelvragen}) if table.rijen),
            )
            for question in report.vragen
        ),
        herkomst=f"vragenset {report.vragenset.naam} {report.vragenset.versie}, taalmodel {report.taalmodel.naam} "
        f"{report.taalmodel.versie}, labelmodel {report.labelmodel.versie}",
    )


def _tables(inhoud: Inhoud, parts: set[str]) -> Iterator[Tabel]:
    """The tables that belong to a chapter with these sub-questions."""
    if "4a" in parts:
        yield Tabel(
            "Taken per partij",
            ("Partij", "Doet wat", "Voor wie", "Wanneer", "Bron"),
            tuple(
                (
                    task.partij or _UNNAMED,
                    task.wat,
                    task.voor or "–",
                    task.wanneer or "[WANNEER?]",
                    inhoud.plaats(task.zin),
                )
                for task in sorted(inhoud.bevindingen.taken, key=lambda t: (not t.partij, t.partij, t.zin))
            ),
        )
    if parts & _COSTS:
        yield Tabel(
            "Bedragen",
            ("Bedrag", "Waarvoor", "Bron"),
            tuple(
                (match[0].strip(), unit.tekst, inhoud.plaats(unit.nr))
                for unit in _about(inhoud, _COSTS)
                for match in AMOUNT.finditer(unit.tekst)
            ),
        )
    if parts & _PLANNING:
        yield Tabel("Planning", ("Wanneer", "Wat", "Bron"), tuple(_moments(inhoud, _PLANNING)))
    if parts & _REPORTING:
        yield Tabel("Rapportagekalender", ("Wanneer", "Wat", "Bron"), tuple(_moments(inhoud, _REPORTING)))


def _moments(inhoud: Inhoud, parts: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for unit in _about(inhoud, parts):
        for match in [*DATE.finditer(unit.tekst), *TERM.finditer(unit.tekst)]:
            yield match[0].strip(), unit.tekst, inhoud.plaats(unit.nr)


def _about(inhoud: Inhoud, parts: frozenset[str]) -> Iterator[Zin]:
    return (unit for unit in inhoud.rapport.zinnen if any(label.deelvraag in parts for label in unit.labels))
