"""The review of a dossier: its report as the reviewer sees it, and every change with who made it and when."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from analyse.archive.queue import with_names
from analyse.archive.standing import changes, judged, renew
from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
from analyse.register import Register
from analyse.register.stored import unpack
from analyse.register.tables import Dossier, Overeenkomst, Toetsing, Wijzigingrij
from analyse.review import Soort, Wijziging, reviewed, reviews
from analyse.types import Antwoord, Deeloordeel, Rapport

_MOST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Toets:
    """One check of a dossier in its history."""

    op: datetime
    versies: str
    oordelen: Mapping[str, str]


@lru_cache(maxsize=64)
def _report(register: Register, key: str, versions: str, judged: datetime) -> Rapport:
    """A report unpacked; the version and the moment make it another one after a new check."""
    report = register.report(key)
    assert report is not None
    return report


def report_of(register: Register, dossier: str, questions: Vragenset) -> Rapport | None:
    """The report with the review in it and the user's own names of files; ``None`` while there is none."""
    with register.read() as session:
        row = session.get(Dossier, dossier)
        found = row and _agreement(session, row.sleutel)
        if not row or not found:
            return None
        names = [(part.naam, part.sha256) for part in row.stukken]
        made = _with_names(_report(register, found.sleutel, found.versies, found.getoetst), names)
        numbered = _numbered(session, dossier, made)
    return reviewed(made, reviews(numbered, parts_of(made)), questions)


def document_hash(register: Register, dossier: str, number: int) -> str | None:
    """SHA-256 of document ``number`` of a dossier; ``None`` when there is no such document."""
    with register.read() as session:
        row = session.get(Dossier, dossier)
        found = row and _agreement(session, row.sleutel)
        documents = _report(register, found.sleutel, found.versies, found.getoetst).documenten if found else ()
    return documents[number].sha256 if 0 <= number < len(documents) else None


def _agreement(session: Session, key: str) -> Overeenkomst | None:
    return session.scalar(select(Overeenkomst).where(Overeenkomst.sleutel == key))


def parts_of(report: Rapport) -> dict[str, Deeloordeel]:
    """The models' verdicts by sub-question."""
    return {part.id: part.van_model or part for question in report.vragen for part in question.deelvragen}


def change(register: Register, dossier: str, part: str, kind: Soort, value: str, by: str) -> None:
    """Keep one change of the review.

    Raises:
        GebruiksfoutError: no such sub-question, sentence, verdict or change.
    """
    with register.write() as session:
        row = session.get(Dossier, dossier, with_for_update=True)
        if row is None or part not in judged(session, row.sleutel):
            raise GebruiksfoutError("Deze deelvraag is er niet (meer). Laad de pagina opnieuw.")
        sentence = _check(session, row, part, kind, value)
        session.add(
            Wijzigingrij(
                dossier_id=dossier,
                deelvraag=part,
                soort=kind.value,
                waarde=value.strip()[:_MOST_TEXT],
                zin=sentence,
                door=by,
                op=datetime.now(UTC),
            )
        )
        session.flush()
        if kind in (Soort.OORDEEL, Soort.ONGEDAAN):
            renew(session, row)


def history(register: Register, dossier: str) -> list[Wijziging]:
    """Every change, the oldest first."""
    with register.read() as session:
        return changes(session, dossier)


def checks(register: Register, dossier: str) -> list[Toets]:
    """The checks of a dossier by successive models, the oldest first."""
    with register.read() as session:
        rows = session.scalars(select(Toetsing).where(Toetsing.dossier_id == dossier).order_by(Toetsing.nr))
        return [Toets(row.op, row.versies, json.loads(row.oordelen)) for row in rows]


def _check(session: Session, row: Dossier, part: str, kind: Soort, value: str) -> str:
    """Refuse what makes no sense; returns the text of the sentence that ``value`` numbers, if it does."""
    wrong = GebruiksfoutError("Deze wijziging is niet mogelijk. Laad de pagina opnieuw.")
    if kind is Soort.OORDEEL and value not in set(Antwoord):
        raise wrong
    if kind is Soort.ONGEDAAN:
        before = session.get(Wijzigingrij, int(value)) if value.isdecimal() else None
        if before is None or (before.dossier_id, before.deelvraag) != (row.id, part) or before.soort == Soort.ONGEDAAN:
            raise wrong
    if kind in (Soort.BEWIJS_BIJ, Soort.BEWIJS_AF):
        packed = session.scalar(select(Overeenkomst.rapport).where(Overeenkomst.sleutel == row.sleutel))
        units = unpack(packed or "").zinnen
        if not value.isdecimal() or not 1 <= int(value) <= len(units):
            raise wrong
        return units[int(value) - 1].tekst
    return ""


def _numbered(session: Session, dossier: str, report: Rapport) -> list[Wijziging]:
    """The changes with the numbers that their sentences have in this report; a sentence that is gone drops out."""
    texts = dict(
        session.execute(
            select(Wijzigingrij.nr, Wijzigingrij.zin).where(Wijzigingrij.dossier_id == dossier, Wijzigingrij.zin != "")
        ).all()
    )
    found = []
    for made in changes(session, dossier):
        if made.nr in texts:
            number = _number(report, int(made.waarde), texts[made.nr])
            if number is None:
                continue
            made = replace(made, waarde=str(number))
        found.append(made)
    return found


def _number(report: Rapport, number: int, sentence: str) -> int | None:
    if number <= len(report.zinnen) and report.zin(number).tekst == sentence:
        return number
    return next((unit.nr for unit in report.zinnen if unit.tekst == sentence), None)


def _with_names(report: Rapport, parts: Sequence[tuple[str, str]]) -> Rapport:
    return replace(
        report,
        documenten=tuple(replace(d, bestand=with_names(d.bestand, parts)) for d in report.documenten),
        waarschuwingen=tuple(with_names(text, parts) for text in report.waarschuwingen),
    )
