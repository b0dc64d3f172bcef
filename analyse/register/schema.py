"""The tables of the register (SQLAlchemy 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """The register's tables."""


class Inhoud(Base):
    """The bytes of a file, once, however many names they have; with what was read in them."""

    __tablename__ = "inhoud"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    gelezen: Mapped[str] = mapped_column(Text)
    """``Leesresultaat`` as JSON: documents and failures."""


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

    sleutel: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 over the hashes of its files, in order."""
    naam: Mapped[str] = mapped_column(String(512))
    titel: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(String(64), index=True)
    partijen: Mapped[list[str]] = mapped_column(JSON)
    jaar: Mapped[int | None]
    versies: Mapped[str] = mapped_column(String(256), index=True)
    """Models and question set behind the verdicts."""
    getoetst: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    rapport: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    """The JSON report (CONTRACT); only loaded where it is asked for."""
    oordelen: Mapped[list[Oordeel]] = relationship(back_populates="overeenkomst", cascade="all, delete-orphan")


class Oordeel(Base):
    """The verdict on one sub-question."""

    __tablename__ = "oordeel"

    sleutel: Mapped[str] = mapped_column(ForeignKey("overeenkomst.sleutel", ondelete="CASCADE"), primary_key=True)
    deelvraag: Mapped[str] = mapped_column(String(16), primary_key=True)
    oordeel: Mapped[str] = mapped_column(String(16))
    overeenkomst: Mapped[Overeenkomst] = relationship(back_populates="oordelen")

    __table_args__ = (Index("oordeel_deelvraag", "deelvraag", "oordeel"),)


class Mislukt(Base):
    """A path that could not be read, and why."""

    __tablename__ = "mislukt"

    pad: Mapped[str] = mapped_column(String(4096), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    reden: Mapped[str] = mapped_column(Text)
