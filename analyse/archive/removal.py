"""Deleting for good, what may no longer be kept, and taking in what a scan found."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from analyse.archive.queue import Status
from analyse.archive.standing import renew
from analyse.extract import Leesresultaat
from analyse.register import Register
from analyse.register.search import forget_deleted
from analyse.register.tables import Beeld, Bron, Dossier, Inhoud, Overeenkomst, Plek, Stuk

_READ = TypeAdapter(Leesresultaat)


def remove(register: Register, dossier: str) -> bool:
    """Delete a dossier with its files, text, pictures, verdicts and review; what another dossier shares stays there.

    Returns:
        Whether it was there.
    """
    with register.write() as session:
        row = session.get(Dossier, dossier)
        if row is None:
            return False
        key, hashes = row.sleutel, [part.sha256 for part in row.stukken]
        session.delete(row)
        session.flush()
        if session.scalar(select(Dossier.id).where(Dossier.sleutel == key).limit(1)) is None:
            hashes += session.scalars(select(Plek.sha256).where(Plek.overeenkomst_sleutel == key))
            session.execute(delete(Plek).where(Plek.overeenkomst_sleutel == key))
            session.execute(delete(Overeenkomst).where(Overeenkomst.sleutel == key))
        for sha256 in set(hashes):
            _forget_bytes(session, sha256)
        session.flush()
        forget_deleted(session)
    register.settle()
    return True


def expire(register: Register, today: date) -> int:
    """Delete the dossiers whose time is over; returns how many."""
    with register.read() as session:
        over = list(session.scalars(select(Dossier.id).where(Dossier.bewaren_tot < today)))
    return sum(remove(register, dossier) for dossier in over)


def adopt(register: Register, unit: str) -> int:
    """Make a dossier of ``unit`` for every agreement that a scan found and nobody has yet; returns how many."""
    found = (
        select(Overeenkomst.sleutel, Overeenkomst.naam)
        .where(Overeenkomst.sleutel.in_(select(Plek.overeenkomst_sleutel)))
        .where(Overeenkomst.sleutel.not_in(select(Dossier.sleutel)))
    )
    with register.read() as session:
        if session.execute(found.limit(1)).first() is None:
            return 0
    with register.write() as session:
        rows = session.execute(found).all()
        for key, name in rows:
            dossier = Dossier(
                id=uuid4().hex,
                eenheid=unit,
                naam=name,
                sleutel=key,
                status=Status.KLAAR,
                door="scan",
                gemaakt=datetime.now(UTC),
            )
            session.add(dossier)
            session.flush()
            renew(session, dossier)
        return len(rows)


def _forget_bytes(session: Session, sha256: str) -> None:
    """The bytes, their text and pictures, unless they are somebody else's too."""
    used = session.scalar(select(Stuk.sha256).where(Stuk.sha256 == sha256).limit(1))
    if used or session.scalar(select(Plek.sha256).where(Plek.sha256 == sha256).limit(1)):
        return
    content = session.get(Inhoud, sha256)
    inner = {document.sha256 for document in _READ.validate_json(content.gelezen).documenten} if content else set()
    for model in (Bron, Inhoud):
        session.execute(delete(model).where(model.sha256 == sha256))
    session.execute(delete(Beeld).where(Beeld.sha256.in_(inner | {sha256}), Beeld.sha256.not_in(select(Stuk.sha256))))
