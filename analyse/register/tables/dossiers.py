"""What people see and do: dossiers with their files, the review, users."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from analyse.register.tables.base import Base, GrootGetal, Moment


class Dossier(Base):
    """An agreement as people see it: one upload, or one find in a folder. Also the queue: ``wacht`` is work to do."""

    __tablename__ = "dossier"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    eenheid: Mapped[str] = mapped_column(String(64), index=True)
    """The organisation unit that may see it."""
    naam: Mapped[str] = mapped_column(String(512))
    sleutel: Mapped[str] = mapped_column(String(64), index=True)
    """Key of the agreement: the same files give the same."""
    status: Mapped[str] = mapped_column(String(16), index=True)
    """``wacht``, ``bezig``, ``klaar`` or ``mislukt``."""
    stap: Mapped[str] = mapped_column(String(200), default="")
    """What is being done now, for the reader."""
    reden: Mapped[str] = mapped_column(Text, default="")
    """Why it failed."""
    door: Mapped[str] = mapped_column(String(128))
    gemaakt: Mapped[datetime] = mapped_column(Moment, index=True)
    bewaren_tot: Mapped[date | None]
    gaten: Mapped[int | None] = mapped_column(index=True)
    """Sub-questions that are not answered after the review; empty until it was read."""
    werker: Mapped[str] = mapped_column(String(64), default="")
    hartslag: Mapped[datetime | None] = mapped_column(Moment)
    """Last sign of life of the worker that has it."""
    pogingen: Mapped[int] = mapped_column(default=0)
    stukken: Mapped[list[Stuk]] = relationship(cascade="all, delete-orphan", order_by="Stuk.volgorde")

    __table_args__ = (Index("dossier_rij", "status", "gemaakt"),)


class Stand(Base):
    """Where a sub-question of a dossier stands: the reviewer's verdict, or else the models'. For lists and counts."""

    __tablename__ = "stand"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True)
    deelvraag: Mapped[str] = mapped_column(String(16), primary_key=True)
    oordeel: Mapped[str] = mapped_column(String(16))

    __table_args__ = (Index("stand_deelvraag", "deelvraag", "oordeel"),)


class Stuk(Base):
    """A file of a dossier, by the name that the user gave it."""

    __tablename__ = "stuk"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True)
    volgorde: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)


class Bron(Base):
    """The bytes of an uploaded file. In the database: one transaction holds an upload whole, and deletes it whole."""

    __tablename__ = "bron"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    grootte: Mapped[int] = mapped_column(BigInteger)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Beeld(Base):
    """A page of an uploaded file as a picture."""

    __tablename__ = "beeld"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    pagina: Mapped[int] = mapped_column(primary_key=True)
    breedte: Mapped[float]
    """Size of the page in PDF points: the boxes of sentences are in the same measure."""
    hoogte: Mapped[float]
    webp: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Wijzigingrij(Base):
    """A change of a review (``analyse.review.Wijziging``); rows are only added."""

    __tablename__ = "wijziging"

    nr: Mapped[int] = mapped_column(GrootGetal, primary_key=True, autoincrement=True)
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    deelvraag: Mapped[str] = mapped_column(String(16))
    soort: Mapped[str] = mapped_column(String(16))
    waarde: Mapped[str] = mapped_column(Text)
    zin: Mapped[str] = mapped_column(Text, default="")
    """Text of the sentence that ``waarde`` numbers: a newer model may number otherwise."""
    door: Mapped[str] = mapped_column(String(128))
    op: Mapped[datetime] = mapped_column(Moment)


class Toetsing(Base):
    """The verdicts of an earlier check, so that a newer model shows what it changed."""

    __tablename__ = "toetsing"

    nr: Mapped[int] = mapped_column(GrootGetal, primary_key=True, autoincrement=True)
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    op: Mapped[datetime] = mapped_column(Moment)
    versies: Mapped[str] = mapped_column(String(256))
    oordelen: Mapped[str] = mapped_column(Text)
    """Sub-question → verdict as JSON."""


class Gebruiker(Base):
    """Somebody who may log in."""

    __tablename__ = "gebruiker"

    naam: Mapped[str] = mapped_column(String(128), primary_key=True)
    wachtwoord: Mapped[str] = mapped_column(String(256), default="")
    """Argon2 hash; empty for those who log in elsewhere (OIDC)."""
    rol: Mapped[str] = mapped_column(String(16))
    """``lezer``, ``beoordelaar`` or ``beheerder``."""
    eenheid: Mapped[str] = mapped_column(String(64))
    actief: Mapped[bool] = mapped_column(default=True)


class Gegeven(Base):
    """What the server keeps about itself: the key that signs sessions, the versions of the models."""

    __tablename__ = "gegeven"

    naam: Mapped[str] = mapped_column(String(32), primary_key=True)
    waarde: Mapped[str] = mapped_column(String(512))
