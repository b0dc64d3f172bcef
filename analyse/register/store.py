"""Reading and writing the register; every write is one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from analyse.errors import GebruiksfoutError
from analyse.extract import Leesresultaat
from analyse.register.schema import Base, Inhoud, Mislukt, Oordeel, Overeenkomst, Plek

_READ = TypeAdapter(Leesresultaat)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Regel(NamedTuple):
    """One agreement in the overview."""

    naam: str
    titel: str
    type: str
    partijen: tuple[str, ...]
    jaar: int | None
    paden: tuple[str, ...]
    oordelen: Mapping[str, str]

    @property
    def gaten(self) -> int:
        """Sub-questions that are not answered."""
        return sum(answer != "beantwoord" for answer in self.oordelen.values())


class Register:
    """A database with everything that was read and judged."""

    def __init__(self, url: str) -> None:
        """Open, and make the tables where they are missing.

        Raises:
            GebruiksfoutError: no such database, or it cannot be opened.
        """
        try:
            self._engine = create_engine(url)
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _as_log)
            Base.metadata.create_all(self._engine)
        except (SQLAlchemyError, ImportError) as error:
            raise GebruiksfoutError(f"Het register {_without_password(url)} is niet te openen.") from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: all of it, or nothing."""
        with Session(self._engine) as session, session.begin():
            yield session

    def known_hash(self, path: Path) -> str | None:
        """The hash of a file that did not change since it was last seen (same size and time)."""
        stat = path.stat()
        with self.session() as session:
            seen = session.get(Plek, str(path))
            same = seen and (seen.grootte, seen.gewijzigd) == (stat.st_size, stat.st_mtime_ns)
            return seen.sha256 if seen and same else None

    def reading(self, sha256: str) -> Leesresultaat | None:
        """What was read in these bytes before."""
        with self.session() as session:
            stored = session.get(Inhoud, sha256)
            return _READ.validate_json(stored.gelezen) if stored else None

    def is_judged(self, key: str, versions: str) -> bool:
        """Is there a report on this agreement by these models and questions?"""
        with self.session() as session:
            query = select(Overeenkomst.sleutel).where(Overeenkomst.sleutel == key, Overeenkomst.versies == versions)
            return session.scalar(query) is not None

    def save(
        self,
        key: str,
        files: Mapping[Path, str],
        readings: Mapping[str, Leesresultaat],
        report: Mapping[str, Any] | None,
        versions: str,
    ) -> None:
        """Everything about one agreement in one transaction.

        Args:
            key: the agreement.
            files: its paths with the hash of their bytes.
            readings: what was read in each hash, where it was read now.
            report: the JSON report; ``None`` when there was nothing to judge, or when it is kept as it was.
            versions: models and question set behind the report.
        """
        with self.session() as session:
            for sha256, reading in readings.items():
                session.merge(Inhoud(sha256=sha256, gelezen=_READ.dump_json(reading).decode()))
            for path, sha256 in files.items():
                self._save_place(session, path, sha256, key)
            if report is not None:
                session.merge(_agreement(key, report, versions))

    @staticmethod
    def _save_place(session: Session, path: Path, sha256: str, key: str) -> None:
        stat = path.stat()
        session.merge(
            Plek(
                pad=str(path),
                sha256=sha256,
                grootte=stat.st_size,
                gewijzigd=stat.st_mtime_ns,
                overeenkomst_sleutel=key,
            )
        )
        content, old = session.get(Inhoud, sha256), session.get(Mislukt, str(path))
        errors = _READ.validate_json(content.gelezen).fouten if content else ()
        if errors:
            session.merge(Mislukt(pad=str(path), sha256=sha256, reden=" ".join(errors)))
        elif old:
            session.delete(old)

    def overview(self) -> list[Regel]:
        """Every agreement with its places and verdicts, what is most open first."""
        with self.session() as session:
            places: dict[str, list[str]] = {}
            for key, path in session.execute(select(Plek.overeenkomst_sleutel, Plek.pad).order_by(Plek.pad)):
                places.setdefault(key, []).append(path)
            answers: dict[str, dict[str, str]] = {}
            for row in session.scalars(select(Oordeel)):
                answers.setdefault(row.sleutel, {})[row.deelvraag] = row.oordeel
            lines = [
                Regel(
                    o.naam,
                    o.titel,
                    o.type,
                    tuple(o.partijen),
                    o.jaar,
                    tuple(places.get(o.sleutel, ())),
                    answers[o.sleutel],
                )
                for o in session.scalars(select(Overeenkomst))
                if o.sleutel in places
            ]
        return sorted(lines, key=lambda line: (-line.gaten, line.naam))

    def failures(self) -> list[tuple[str, str]]:
        """(path, reason) of what could not be read."""
        with self.session() as session:
            return [(row.pad, row.reden) for row in session.scalars(select(Mislukt).order_by(Mislukt.pad))]


def _agreement(key: str, report: Mapping[str, Any], versions: str) -> Overeenkomst:
    agreement = report["overeenkomst"]
    years = [int(year) for year in _YEAR.findall(agreement["titel"])]
    return Overeenkomst(
        sleutel=key,
        naam=report["documenten"][0]["bestand"][:512],
        titel=agreement["titel"],
        type=agreement["type"],
        partijen=[party["naam"] for party in agreement["partijen"]],
        jaar=min(years, default=None),
        versies=versions,
        getoetst=datetime.now(UTC),
        rapport=dict(report),
        oordelen=[
            Oordeel(sleutel=key, deelvraag=part["id"], oordeel=part["oordeel"])
            for question in report["vragen"]
            for part in question["deelvragen"]
        ],
    )


def _as_log(connection: Any, _: Sequence[Any]) -> None:
    """SQLite with a write-ahead log: readers do not wait for the writer, and a crash leaves whole transactions."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _without_password(url: str) -> str:
    return re.sub(r"//([^:/@]+):[^@]*@", r"//\1:…@", url)
