"""Uploads and who works on them. Every step is one transaction: an upload is waiting, being read, done, or failed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import PurePath

from sqlalchemy import Select, func, select, update

from analyse.archive.standing import renew
from analyse.extract import Leesresultaat
from analyse.extract.page_images import Paginabeeld
from analyse.register import Register
from analyse.register.store import save_reading, save_report
from analyse.register.stored import Rijen
from analyse.register.tables import Beeld, Bron, Dossier, Gegeven, Overeenkomst, Stuk
from analyse.scan.walk import SUFFIXES, agreement_key

SILENCE = timedelta(seconds=15)
"""A worker that is quiet for this long is gone."""
_ATTEMPTS = 3
_VERSIONS = "versies"


class Status(StrEnum):
    """Where an upload is."""

    WACHT = "wacht"
    BEZIG = "bezig"
    KLAAR = "klaar"
    MISLUKT = "mislukt"


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as somebody uploaded it."""

    naam: str
    """As the browser gave it; shown, never used as a path."""
    inhoud: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.inhoud).hexdigest()


@dataclass(frozen=True, slots=True)
class Opdracht:
    """An upload that a worker has taken on."""

    dossier: str
    sleutel: str
    stukken: tuple[tuple[str, str], ...]
    """(name, SHA-256) of its files."""


def neutral_name(sha256: str, name: str) -> str:
    """What an uploaded file is called on disk and for the reader: its hash, with the suffix where that is known."""
    suffix = PurePath(name).suffix.lower()
    return sha256[:16] + (suffix if suffix in SUFFIXES else "")


def with_names(text: str, parts: Iterable[tuple[str, str]]) -> str:
    """``text`` with the users' names of files, (name, SHA-256) each, in place of the neutral ones."""
    for name, sha256 in parts:
        text = text.replace(neutral_name(sha256, name), name)
    return text


def shown_name(name: str) -> str:
    """The last part of a name, without what a browser or a joker put around it."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[:255].strip() or "naamloos"


def add(register: Register, files: Sequence[Bestand], *, unit: str, by: str, keep_until: date | None = None) -> str:
    """An upload of one or more files that form one agreement; returns its identifier."""
    hashes = [file.sha256 for file in files]
    identifier = uuid.uuid4().hex
    with register.write() as session:
        for file, sha256 in zip(files, hashes, strict=True):
            if session.get(Bron, sha256) is None:
                session.add(Bron(sha256=sha256, grootte=len(file.inhoud), inhoud=file.inhoud))
                session.flush()
        session.add(
            Dossier(
                id=identifier,
                eenheid=unit,
                naam=shown_name(files[0].naam),
                sleutel=agreement_key(tuple(hashes)),
                status=Status.WACHT,
                door=by,
                gemaakt=datetime.now(UTC),
                bewaren_tot=keep_until,
                stukken=[
                    Stuk(volgorde=n, naam=shown_name(file.naam), sha256=sha256)
                    for n, (file, sha256) in enumerate(zip(files, hashes, strict=True))
                ],
            )
        )
    return identifier


def refuse(register: Register, name: str, reason: str, *, unit: str, by: str) -> None:
    """A file that was not taken on stands in the list with the reason."""
    with register.write() as session:
        session.add(
            Dossier(
                id=uuid.uuid4().hex,
                eenheid=unit,
                naam=shown_name(name),
                sleutel="",
                status=Status.MISLUKT,
                reden=reason,
                door=by,
                gemaakt=datetime.now(UTC),
            )
        )


def announce(register: Register, versions: str) -> None:
    """Let the pages know by which models and questions uploads are judged now."""
    with register.write() as session:
        session.merge(Gegeven(naam=_VERSIONS, waarde=versions))


def versions_now(register: Register) -> str:
    """What the last worker announced; empty before there was one."""
    with register.read() as session:
        row = session.get(Gegeven, _VERSIONS)
        return row.waarde if row else ""


def claim(register: Register, worker: str) -> Opdracht | None:
    """The upload that has waited longest, now this worker's; ``None`` when nothing waits."""
    oldest = select(Dossier.id).where(Dossier.status == Status.WACHT).order_by(Dossier.gemaakt).limit(1)
    with register.write() as session:
        taken = session.scalar(
            update(Dossier)
            .where(Dossier.id == oldest.with_for_update(skip_locked=True).scalar_subquery())
            .values(
                status=Status.BEZIG,
                stap="beginnen",
                werker=worker,
                hartslag=datetime.now(UTC),
                pogingen=Dossier.pogingen + 1,
            )
            .returning(Dossier.id)
        )
        if taken is None:
            return None
        row = session.get_one(Dossier, taken)
        return Opdracht(row.id, row.sleutel, tuple((part.naam, part.sha256) for part in row.stukken))


def source(register: Register, sha256: str) -> bytes:
    """The bytes of an uploaded file."""
    with register.read() as session:
        return session.scalars(select(Bron.inhoud).where(Bron.sha256 == sha256)).one()


def has_images(register: Register, reading: Leesresultaat) -> bool:
    """Are there pictures of the pages of what was read, or has it no pages?"""
    with register.read() as session:
        return all(
            document.paginas is None or session.get(Beeld, (document.sha256, 1)) is not None
            for document in reading.documenten
        )


def beat(register: Register, task: Opdracht, worker: str, step: str) -> bool:
    """A sign of life with what is being done; false when the upload is no longer this worker's."""
    with register.write() as session:
        result = session.execute(
            update(Dossier)
            .where(Dossier.id == task.dossier, Dossier.werker == worker, Dossier.status == Status.BEZIG)
            .values(hartslag=datetime.now(UTC), stap=step[:200])
            .returning(Dossier.id)
        )
        return result.first() is not None


def put_back(register: Register) -> None:
    """Uploads of workers that are gone wait again; what broke off three times has failed."""
    silent = (Dossier.status == Status.BEZIG) & (Dossier.hartslag < datetime.now(UTC) - SILENCE)
    with register.read() as session:
        if session.scalar(select(Dossier.id).where(silent).limit(1)) is None:
            return
    with register.write() as session:
        session.execute(
            update(Dossier)
            .where(silent, Dossier.pogingen >= _ATTEMPTS)
            .values(
                status=Status.MISLUKT,
                reden="Het lezen van dit bestand brak drie keer af. Vraag een nieuw exemplaar, of sla het opnieuw op.",
            )
        )
        session.execute(update(Dossier).where(silent).values(status=Status.WACHT, stap="", werker=""))


def finish(
    register: Register,
    task: Opdracht,
    worker: str,
    readings: Mapping[str, Leesresultaat],
    images: Sequence[tuple[Paginabeeld, bytes]],
    report: Rijen | None,
    versions: str,
) -> bool:
    """Everything that was found, in one transaction; false, and nothing kept, when another worker has it now.

    Args:
        register: where it goes.
        task: what was done.
        worker: who did it.
        readings: what was read in each hash, where it was read now.
        images: pictures of pages, likewise.
        report: rows of the report; ``None`` when the register had it already.
        versions: models and question set behind the report.
    """
    with register.write() as session:
        row = session.get(Dossier, task.dossier, with_for_update=True)
        if row is None or row.werker != worker or row.status != Status.BEZIG:
            return False
        for sha256, reading in readings.items():
            save_reading(session, sha256, reading)
        for image, picture in images:
            session.merge(
                Beeld(
                    sha256=image.sha256, pagina=image.pagina, breedte=image.breedte, hoogte=image.hoogte, webp=picture
                )
            )
        if report is not None:
            save_report(session, task.sleutel, report, versions)
        row.status, row.stap, row.reden, row.werker = Status.KLAAR, "", "", ""
        session.flush()
        for same in session.scalars(
            select(Dossier).where(Dossier.sleutel == task.sleutel, Dossier.status == Status.KLAAR)
        ):
            renew(session, same)
        return True


def fail(register: Register, task: Opdracht, worker: str, reason: str) -> None:
    """It cannot be done, and why."""
    with register.write() as session:
        session.execute(
            update(Dossier)
            .where(Dossier.id == task.dossier, Dossier.werker == worker)
            .values(status=Status.MISLUKT, stap="", reden=reason, werker="")
        )


def unfinished(register: Register) -> int:
    """How many uploads wait or are being read."""
    with register.read() as session:
        busy = Dossier.status.in_((Status.WACHT, Status.BEZIG))
        return session.scalar(select(func.count()).select_from(Dossier).where(busy)) or 0


def again(register: Register, dossier: str) -> bool:
    """Let a finished or failed upload be done again; false when it is under way, or was found by a scan."""
    with register.write() as session:
        row = session.get(Dossier, dossier)
        if row is None or row.status not in (Status.KLAAR, Status.MISLUKT) or not row.stukken:
            return False
        row.status, row.pogingen, row.reden = Status.WACHT, 0, ""
        return True


def outdated(register: Register, unit: str, versions: str) -> list[str]:
    """The uploads of ``unit`` whose verdicts are by other models or questions than ``versions``."""
    with register.read() as session:
        return list(session.scalars(_outdated(unit, versions)))


def count_outdated(register: Register, unit: str, versions: str) -> int:
    """How many those are."""
    with register.read() as session:
        return session.scalar(select(func.count()).select_from(_outdated(unit, versions).subquery())) or 0


def _outdated(unit: str, versions: str) -> Select[str]:
    return (
        select(Dossier.id)
        .join(Overeenkomst, Overeenkomst.sleutel == Dossier.sleutel)
        .where(Dossier.eenheid == unit, Dossier.status == Status.KLAAR, Overeenkomst.versies != versions)
        .where(Dossier.stukken.any())
    )
