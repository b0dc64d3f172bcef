"""What was read and judged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from analyse.register.tables.base import Base, GrootGetal, Ingepakt, Moment


class Inhoud(Base):
    """The bytes of a file, once, however many names they have; with what was read in them."""

    __tablename__ = "inhoud"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    gelezen: Mapped[str] = mapped_column(Ingepakt)
    """``Leesresultaat`` as JSON: documents and failures."""
    ongelezen: Mapped[bool] = mapped_column(default=False)
    """Text recognition, which was put off, would find more."""
    fouten: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Why there is nothing, or less than there should be."""


class Plek(Base):
    """A path at which these bytes lay when it was last seen."""

    __tablename__ = "plek"

    pad: Mapped[str] = mapped_column(String(4096), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    grootte: Mapped[int] = mapped_column(BigInteger)
    gewijzigd: Mapped[int] = mapped_column(BigInteger)
    """Modification time in nanoseconds: same size and time, same bytes."""
    overeenkomst_sleutel: Mapped[str] = mapped_column(String(64), index=True)


class Overeenkomst(Base):
    """An agreement: one file, or a dossier of files."""

    __tablename__ = "overeenkomst"

    id: Mapped[int] = mapped_column(GrootGetal, primary_key=True, autoincrement=True)
    """Counts up, so that what belongs to an agreement is added at the end of its tables, however large they are."""
    sleutel: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 over the hashes of its files, in order."""
    naam: Mapped[str] = mapped_column(String(512))
    titel: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(String(64), index=True)
    partijen: Mapped[list[str]] = mapped_column(JSON)
    jaar: Mapped[int | None] = mapped_column(index=True)
    versies: Mapped[str] = mapped_column(String(256))
    """Models and question set behind the verdicts."""
    getoetst: Mapped[datetime] = mapped_column(Moment)
    gaten: Mapped[int] = mapped_column(index=True)
    """Sub-questions that are not answered."""
    rapport: Mapped[str] = mapped_column(Ingepakt, deferred=True)
    """``Rapport`` as JSON without blocks (they stand in ``Inhoud``); only loaded where it is asked for."""


def _of_agreement(**options: Any) -> Mapped[int]:
    return mapped_column(ForeignKey("overeenkomst.id", ondelete="CASCADE"), **options)


class Oordeel(Base):
    """The models' verdict on one sub-question."""

    __tablename__ = "oordeel"

    overeenkomst_id: Mapped[int] = _of_agreement(primary_key=True)
    deelvraag: Mapped[str] = mapped_column(String(16), primary_key=True)
    oordeel: Mapped[str] = mapped_column(String(16))
    bewijs: Mapped[list[int]] = mapped_column(JSON)
    """Numbers of the sentences of evidence."""

    __table_args__ = (Index("oordeel_deelvraag", "deelvraag", "oordeel"), {"sqlite_with_rowid": False})


class Zinrij(Base):
    """A sentence, for searching; the full-text index of ``search.py`` stands on this table."""

    __tablename__ = "zin"

    id: Mapped[int] = mapped_column(GrootGetal, primary_key=True, autoincrement=True)
    overeenkomst_id: Mapped[int] = _of_agreement()
    nr: Mapped[int]
    pagina: Mapped[int | None]
    kop: Mapped[str] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("zin_overeenkomst", "overeenkomst_id", "nr"),)


class Labelrij(Base):
    """A sentence is about a sub-question."""

    __tablename__ = "label"

    overeenkomst_id: Mapped[int] = _of_agreement(primary_key=True)
    nr: Mapped[int] = mapped_column(primary_key=True)
    deelvraag: Mapped[str] = mapped_column(String(16), primary_key=True)
    gehalte: Mapped[str] = mapped_column(String(16))
    kans: Mapped[float]

    __table_args__ = ({"sqlite_with_rowid": False},)


class Mislukt(Base):
    """A path that could not be read, and why."""

    __tablename__ = "mislukt"

    pad: Mapped[str] = mapped_column(String(4096), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    reden: Mapped[str] = mapped_column(Text)


class Ronde(Base):
    """One run of ``analyse scan``."""

    __tablename__ = "ronde"

    id: Mapped[int] = mapped_column(GrootGetal, primary_key=True, autoincrement=True)
    begonnen: Mapped[datetime] = mapped_column(Moment)
    klaar: Mapped[datetime | None] = mapped_column(Moment)
    """Empty when it was stopped."""
    map: Mapped[str] = mapped_column(String(4096))
    versies: Mapped[str] = mapped_column(String(256))
    nieuw: Mapped[int] = mapped_column(default=0)
    bekend: Mapped[int] = mapped_column(default=0)
    mislukt: Mapped[int] = mapped_column(default=0)
