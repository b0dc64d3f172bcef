"""Reading and writing the register; every write is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from analyse.extract import Leesresultaat
from analyse.register.database import WRITES, open_database
from analyse.register.stored import Rijen, unpack
from analyse.register.tables import Inhoud, Labelrij, Mislukt, Oordeel, Overeenkomst, Plek, Ronde, Zinrij
from analyse.types import Rapport

_READ = TypeAdapter(Leesresultaat)


class Regel(NamedTuple):
    """One agreement in the overview."""

    naam: str
    titel: str
    type: str
    partijen: tuple[str, ...]
    jaar: int | None
    paden: tuple[str, ...]
    gaten: int
    """Sub-questions that are not answered."""
    oordelen: Mapping[str, str]


class Bewijs(NamedTuple):
    """A sentence of evidence in the overview."""

    naam: str
    deelvraag: str
    oordeel: str
    kop: str
    pagina: int | None
    tekst: str


class Register:
    """A database with everything that was read and judged."""

    def __init__(self, url: str) -> None:
        """Open, and bring the tables up to date.

        Raises:
            GebruiksfoutError: no such database, it cannot be opened, or it is no register of this version.
        """
        self._engine = open_database(url)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @property
    def is_sqlite(self) -> bool:
        """One file on this machine, with one writer at a time."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A look at one moment of the database."""
        with Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: all of it, or nothing."""
        with Session(self._engine.execution_options(**WRITES)) as session, session.begin():
            yield session

    def settle(self) -> None:
        """After a deletion: empty SQLite's log, in which the deleted text still stands."""
        if self.is_sqlite:
            with self._engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def known_hash(self, path: Path) -> str | None:
        """The hash of a file that did not change since it was last seen (same size and time)."""
        stat = path.stat()
        with self.read() as session:
            seen = session.get(Plek, str(path))
            same = seen and (seen.grootte, seen.gewijzigd) == (stat.st_size, stat.st_mtime_ns)
            return seen.sha256 if seen and same else None

    def reading(self, sha256: str) -> Leesresultaat | None:
        """What was read in these bytes before."""
        with self.read() as session:
            stored = session.get(Inhoud, sha256)
            return _READ.validate_json(stored.gelezen) if stored else None

    def is_judged(self, key: str, versions: str) -> bool:
        """Is there a report on this agreement by these models and questions?"""
        with self.read() as session:
            query = select(Overeenkomst.sleutel).where(Overeenkomst.sleutel == key, Overeenkomst.versies == versions)
            return session.scalar(query) is not None

    def put_off(self, hashes: Sequence[str]) -> bool:
        """Was text recognition put off for any of these?"""
        with self.read() as session:
            query = select(Inhoud.sha256).where(Inhoud.sha256.in_(hashes), Inhoud.ongelezen).limit(1)
            return session.scalar(query) is not None

    def report(self, key: str) -> Rapport | None:
        """The report on this agreement, its documents without their blocks."""
        with self.read() as session:
            packed = session.scalar(select(Overeenkomst.rapport).where(Overeenkomst.sleutel == key))
            return unpack(packed) if packed else None

    def save(
        self,
        key: str,
        files: Mapping[Path, str],
        readings: Mapping[str, Leesresultaat],
        report: Rijen | None,
        versions: str,
    ) -> None:
        """Everything about one agreement in one transaction.

        Args:
            key: the agreement.
            files: its paths with the hash of their bytes; none for an upload.
            readings: what was read in each hash, where it was read now.
            report: its rows; ``None`` when there was nothing to judge, or when it is kept as it was.
            versions: models and question set behind the report.
        """

        def keep() -> None:
            with self.write() as session:
                for sha256, reading in readings.items():
                    save_reading(session, sha256, reading)
                for path, sha256 in files.items():
                    _save_place(session, path, sha256, key)
                if report is not None:
                    save_report(session, key, report, versions)

        try:
            keep()
        except DBAPIError:  # another scan saved the same at the same moment: now it is there, and is replaced
            keep()

    def refuse(self, path: Path, reason: str) -> None:
        """This path could not be read at all."""
        with self.write() as session:
            session.merge(Mislukt(pad=str(path), reden=reason))

    def begin_round(self, folder: Path, versions: str) -> int:
        """A new run over ``folder``; returns its number."""
        with self.write() as session:
            row = Ronde(begonnen=datetime.now(UTC), map=str(folder), versies=versions)
            session.add(row)
            session.flush()
            return row.id

    def end_round(self, number: int, new: int, known: int, failed: int) -> None:
        """The run came to its end."""
        with self.write() as session:
            row = session.get_one(Ronde, number)
            row.klaar, row.nieuw, row.bekend, row.mislukt = datetime.now(UTC), new, known, failed

    def overview(self) -> list[Regel]:
        """Every agreement that has a place, with its verdicts, what is most open first."""
        with self.read() as session:
            places: dict[str, list[str]] = {}
            for key, path in session.execute(select(Plek.overeenkomst_sleutel, Plek.pad).order_by(Plek.pad)):
                places.setdefault(key, []).append(path)
            answers: dict[int, dict[str, str]] = {}
            for number, part, answer in session.execute(
                select(Oordeel.overeenkomst_id, Oordeel.deelvraag, Oordeel.oordeel)
            ):
                answers.setdefault(number, {})[part] = answer
            query = select(Overeenkomst).order_by(Overeenkomst.gaten.desc(), Overeenkomst.naam)
            return [
                Regel(
                    row.naam,
                    row.titel,
                    row.type,
                    tuple(row.partijen),
                    row.jaar,
                    tuple(places[row.sleutel]),
                    row.gaten,
                    answers[row.id],
                )
                for row in session.scalars(query)
                if row.sleutel in places
            ]

    def evidence(self) -> Iterator[Bewijs]:
        """Every sentence of evidence, by agreement and sub-question; of agreements that have a place."""
        placed = select(Plek.overeenkomst_sleutel)
        agreements = select(Overeenkomst.id, Overeenkomst.naam).where(Overeenkomst.sleutel.in_(placed))
        with self.read() as session:
            for number, name in session.execute(agreements.order_by(Overeenkomst.naam)).all():
                units = {
                    nr: (heading, page, text)
                    for nr, heading, page, text in session.execute(
                        select(Zinrij.nr, Zinrij.kop, Zinrij.pagina, Zinrij.tekst).where(
                            Zinrij.overeenkomst_id == number
                        )
                    )
                }
                verdicts = select(Oordeel).where(Oordeel.overeenkomst_id == number).order_by(Oordeel.deelvraag)
                for row in session.scalars(verdicts):
                    for nr in sorted(row.bewijs):
                        yield Bewijs(name, row.deelvraag, row.oordeel, *units[nr])

    def failures(self) -> list[tuple[str, str]]:
        """(path, reason) of what could not be read."""
        with self.read() as session:
            return [(row.pad, row.reden) for row in session.scalars(select(Mislukt).order_by(Mislukt.pad))]


def save_reading(session: Session, sha256: str, reading: Leesresultaat) -> None:
    """What was read in these bytes."""
    session.merge(
        Inhoud(
            sha256=sha256,
            gelezen=_READ.dump_json(reading).decode(),
            ongelezen=reading.ongelezen,
            fouten=list(reading.fouten),
        )
    )


def save_report(session: Session, key: str, made: Rijen, versions: str) -> None:
    """The report on an agreement with its verdicts, sentences and labels, in place of an older one."""
    session.execute(delete(Overeenkomst).where(Overeenkomst.sleutel == key))
    agreement = Overeenkomst(sleutel=key, versies=versions, getoetst=datetime.now(UTC), **made.overeenkomst)
    session.add(agreement)
    session.flush()
    for table, of_table in ((Oordeel, made.oordelen), (Zinrij, made.zinnen), (Labelrij, made.labels)):
        if of_table:
            session.execute(insert(table), [{"overeenkomst_id": agreement.id, **row} for row in of_table])


def _save_place(session: Session, path: Path, sha256: str, key: str) -> None:
    try:
        stat = path.stat()
    except OSError:  # gone since it was read
        return
    session.merge(
        Plek(
            pad=str(path),
            sha256=sha256,
            grootte=stat.st_size,
            gewijzigd=stat.st_mtime_ns,
            overeenkomst_sleutel=key,
        )
    )
    errors = session.scalar(select(Inhoud.fouten).where(Inhoud.sha256 == sha256))
    if errors:
        session.merge(Mislukt(pad=str(path), sha256=sha256, reden=" ".join(errors)))
    else:
        session.execute(delete(Mislukt).where(Mislukt.pad == str(path)))
