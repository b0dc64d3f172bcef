"""Finding dossiers: lists, the grid of dossiers by sub-questions, and counts over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from analyse.register import Register
from analyse.register.search import agreements_with
from analyse.register.tables import Dossier, Overeenkomst, Stand, Zinrij
from analyse.types import Antwoord

GAP = "gat"
"""In place of a verdict: any that is no answer."""

PAGE = 50
"""Dossiers on one page."""

ORDERS: Mapping[str, str] = {
    "gaten": "meeste gaten eerst",
    "nieuw": "nieuwste eerst",
    "naam": "op naam",
}


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What to look for; empty fields do not matter."""

    tekst: str = ""
    """Words that a sentence of the agreement holds, or part of its name or title."""
    partij: str = ""
    soort: str = ""
    deelvraag: str = ""
    oordeel: str = ""
    """Verdict on ``deelvraag``; on any sub-question when that is empty."""
    volgorde: str = "gaten"
    pagina: int = 1


@dataclass(frozen=True, slots=True)
class Rij:
    """A dossier in a list."""

    id: str
    naam: str
    status: str
    stap: str
    reden: str
    gemaakt: datetime
    titel: str
    soort: str
    partijen: tuple[str, ...]
    jaar: int | None
    gaten: int | None
    stand: Mapping[str, str] = field(default_factory=dict)
    """Sub-question → verdict."""


@dataclass(frozen=True, slots=True)
class Gevonden:
    """One page of what was found."""

    rijen: Sequence[Rij]
    totaal: int


def find(register: Register, unit: str, question: Zoekvraag) -> Gevonden:
    """The dossiers of ``unit`` that answer to ``question``."""
    with register.read() as session:
        query = _filtered(session, unit, question)
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
        order = {
            "gaten": (Dossier.gaten.desc().nulls_last(), Dossier.gemaakt.desc()),
            "nieuw": (Dossier.gemaakt.desc(),),
            "naam": (Dossier.naam, Dossier.gemaakt.desc()),
        }.get(question.volgorde, (Dossier.gemaakt.desc(),))
        page = query.order_by(*order, Dossier.id).limit(PAGE).offset(PAGE * (max(1, question.pagina) - 1))
        return Gevonden(_rows(session, page), total)


def recent(register: Register, unit: str, count: int) -> Sequence[Rij]:
    """The latest uploads of ``unit``."""
    with register.read() as session:
        return _rows(session, _dossiers(unit).order_by(Dossier.gemaakt.desc(), Dossier.id).limit(count))


def one(register: Register, unit: str, dossier: str) -> Rij | None:
    """A dossier, if ``unit`` may see it."""
    with register.read() as session:
        return next(iter(_rows(session, _dossiers(unit).where(Dossier.id == dossier))), None)


def kinds(register: Register, unit: str) -> list[str]:
    """The kinds of agreement that ``unit`` has."""
    query = select(Overeenkomst.type).join(Dossier, Dossier.sleutel == Overeenkomst.sleutel)
    with register.read() as session:
        return list(session.scalars(query.where(Dossier.eenheid == unit).distinct().order_by(Overeenkomst.type)))


def passages(register: Register, unit: str, words: str, keys: Sequence[str]) -> Mapping[str, str]:
    """Dossier → a sentence in it with the first of ``words``, for the list of what was found."""
    first = next(iter(words.split()), "")
    if not first or not keys:
        return {}
    query = (
        select(Dossier.id, func.min(Zinrij.tekst))
        .join(Overeenkomst, Overeenkomst.sleutel == Dossier.sleutel)
        .join(Zinrij, Zinrij.overeenkomst_id == Overeenkomst.id)
        .where(Dossier.eenheid == unit, Dossier.id.in_(keys), Zinrij.tekst.icontains(first, autoescape=True))
        .group_by(Dossier.id)
    )
    with register.read() as session:
        return dict(session.execute(query).all())


def counts(register: Register, unit: str) -> dict[str, dict[str, int]]:
    """Sub-question → verdict → number of dossiers."""
    query = (
        select(Stand.deelvraag, Stand.oordeel, func.count())
        .join(Dossier, Dossier.id == Stand.dossier_id)
        .where(Dossier.eenheid == unit)
        .group_by(Stand.deelvraag, Stand.oordeel)
    )
    made: dict[str, dict[str, int]] = {}
    with register.read() as session:
        for part, answer, number in session.execute(query):
            made.setdefault(part, {})[answer] = number
    return made


def gaps_by(register: Register, unit: str, column: str) -> list[tuple[str, int, float]]:
    """(value, dossiers, mean number of gaps) per ``jaar`` or ``soort`` of the agreement."""
    by = {"jaar": Overeenkomst.jaar, "soort": Overeenkomst.type}[column]
    query = (
        select(by, func.count(), func.avg(Dossier.gaten))
        .join(Overeenkomst, Overeenkomst.sleutel == Dossier.sleutel)
        .where(Dossier.eenheid == unit, Dossier.gaten.is_not(None), by.is_not(None))
        .group_by(by)
        .order_by(by)
    )
    with register.read() as session:
        return [(str(value), number, float(mean)) for value, number, mean in session.execute(query)]


def _dossiers(unit: str) -> Select[Dossier, Overeenkomst]:
    return (
        select(Dossier, Overeenkomst)
        .outerjoin(Overeenkomst, Overeenkomst.sleutel == Dossier.sleutel)
        .where(Dossier.eenheid == unit)
    )


def _filtered(session: Session, unit: str, question: Zoekvraag) -> Select[Dossier, Overeenkomst]:
    query = _dossiers(unit)
    if words := question.tekst.strip():
        query = query.where(
            or_(
                Dossier.sleutel.in_(agreements_with(session, words)),
                Dossier.naam.icontains(words, autoescape=True),
                Overeenkomst.titel.icontains(words, autoescape=True),
            )
        )
    if question.partij:
        query = query.where(cast(Overeenkomst.partijen, Text).icontains(question.partij, autoescape=True))
    if question.soort:
        query = query.where(Overeenkomst.type == question.soort)
    if question.oordeel or question.deelvraag:
        stands = select(Stand.dossier_id)
        if question.deelvraag:
            stands = stands.where(Stand.deelvraag == question.deelvraag)
        if question.oordeel == GAP:
            stands = stands.where(Stand.oordeel.not_in((Antwoord.BEANTWOORD, Antwoord.NVT)))
        elif question.oordeel:
            stands = stands.where(Stand.oordeel == question.oordeel)
        query = query.where(Dossier.id.in_(stands))
    return query


def _rows(session: Session, query: Select[Dossier, Overeenkomst]) -> list[Rij]:
    found = session.execute(query).all()
    stands: dict[str, dict[str, str]] = {}
    of = select(Stand.dossier_id, Stand.deelvraag, Stand.oordeel)
    for key, part, answer in session.execute(of.where(Stand.dossier_id.in_([d.id for d, _ in found]))):
        stands.setdefault(key, {})[part] = answer
    return [
        Rij(
            id=dossier.id,
            naam=dossier.naam,
            status=dossier.status,
            stap=dossier.stap,
            reden=dossier.reden,
            gemaakt=dossier.gemaakt,
            titel=agreement.titel if agreement and dossier.gaten is not None else dossier.naam,
            soort=agreement.type if agreement else "",
            partijen=tuple(agreement.partijen) if agreement else (),
            jaar=agreement.jaar if agreement else None,
            gaten=dossier.gaten,
            stand=stands.get(dossier.id, {}),
        )
        for dossier, agreement in found
    ]
