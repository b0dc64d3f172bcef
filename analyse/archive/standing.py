"""Where each sub-question of a dossier stands after the review: kept in a table, so that lists need no reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from analyse.register.tables import Dossier, Oordeel, Overeenkomst, Stand, Toetsing, Wijzigingrij
from analyse.review import Soort, Wijziging, reviews
from analyse.types import Antwoord, Deeloordeel

_CLOSED = (Antwoord.BEANTWOORD, Antwoord.NVT)


def renew(session: Session, dossier: Dossier) -> None:
    """Bring the standing of ``dossier`` up to date, and remember the models' verdicts where they are by new models."""
    by_models = judged(session, dossier.sleutel)
    _remember(session, dossier, by_models)
    models = {d: Deeloordeel(d, "", Antwoord(answer), (), "", "") for d, answer in by_models.items()}
    changed = reviews(changes(session, dossier.id), models)
    answers = {d: changed[d].oordeel if d in changed else model.oordeel for d, model in models.items()}
    session.execute(delete(Stand).where(Stand.dossier_id == dossier.id))
    if answers:
        session.execute(
            insert(Stand),
            [{"dossier_id": dossier.id, "deelvraag": d, "oordeel": answer.value} for d, answer in answers.items()],
        )
    dossier.gaten = sum(answer not in _CLOSED for answer in answers.values())


def judged(session: Session, key: str) -> dict[str, str]:
    """The models' verdicts on an agreement by sub-question; none when there is no report."""
    query = select(Oordeel.deelvraag, Oordeel.oordeel).join(Overeenkomst, Overeenkomst.id == Oordeel.overeenkomst_id)
    return dict(session.execute(query.where(Overeenkomst.sleutel == key)).all())


def changes(session: Session, dossier: str) -> list[Wijziging]:
    """The changes of a review in the order in which they were made."""
    query = select(Wijzigingrij).where(Wijzigingrij.dossier_id == dossier).order_by(Wijzigingrij.nr)
    return [
        Wijziging(row.nr, row.deelvraag, Soort(row.soort), row.waarde, row.door, row.op)
        for row in session.scalars(query)
    ]


def _remember(session: Session, dossier: Dossier, judged: Mapping[str, str]) -> None:
    versions = session.scalar(select(Overeenkomst.versies).where(Overeenkomst.sleutel == dossier.sleutel)) or ""
    last = session.scalar(
        select(Toetsing.versies).where(Toetsing.dossier_id == dossier.id).order_by(Toetsing.nr.desc()).limit(1)
    )
    if versions != last:
        session.add(
            Toetsing(dossier_id=dossier.id, op=datetime.now(UTC), versies=versions, oordelen=json.dumps(judged))
        )
