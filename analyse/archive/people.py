"""Who may log in, and what they may do."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from analyse.errors import GebruiksfoutError
from analyse.register import Register
from analyse.register.tables import Gebruiker, Gegeven

LEAST_LETTERS = 12
"""Of a password (NIST SP 800-63B: length counts, composition rules do not)."""
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(8))  # an unknown name takes as long as a wrong password


class Rol(StrEnum):
    """Each may do what the ones before it may."""

    LEZER = "lezer"
    """Looks."""
    BEOORDELAAR = "beoordelaar"
    """Uploads, reviews, deletes."""
    BEHEERDER = "beheerder"
    """Says who may log in."""

    def may(self, needed: Rol) -> bool:
        """Does this role include ``needed``?"""
        order = list(Rol)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Persoon:
    """Somebody who is logged in."""

    naam: str
    rol: Rol
    eenheid: str
    actief: bool = True


def save(register: Register, person: Persoon, password: str | None = None) -> None:
    """Add or change somebody; ``password`` ``None`` leaves it as it is.

    Raises:
        GebruiksfoutError: a password that is too short, or no name or unit.
    """
    if not person.naam.strip() or not person.eenheid.strip():
        raise GebruiksfoutError("Vul een naam en een organisatie-eenheid in.")
    if password is not None and len(password) < LEAST_LETTERS:
        raise GebruiksfoutError(f"Een wachtwoord heeft minstens {LEAST_LETTERS} tekens. Een korte zin werkt goed.")
    with register.write() as session:
        row = session.get(Gebruiker, person.naam) or Gebruiker(naam=person.naam.strip()[:128], wachtwoord="")
        row.rol, row.eenheid, row.actief = person.rol, person.eenheid.strip()[:64], person.actief
        if password is not None:
            row.wachtwoord = _HASHER.hash(password)
        session.add(row)


def log_in(register: Register, name: str, password: str) -> Persoon | None:
    """The person with this name and password."""
    with register.read() as session:
        row = session.get(Gebruiker, name)
        stored = row.wachtwoord if row and row.wachtwoord and row.actief else _NOBODY
        try:
            _HASHER.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return None
        return _person(row) if row and stored is not _NOBODY else None


def person(register: Register, name: str) -> Persoon | None:
    """Somebody who may log in now."""
    with register.read() as session:
        row = session.get(Gebruiker, name)
        return _person(row) if row and row.actief else None


def everybody(register: Register) -> Sequence[Persoon]:
    """Everybody who is known, by name."""
    with register.read() as session:
        return [_person(row) for row in session.scalars(select(Gebruiker).order_by(Gebruiker.naam))]


def secret(register: Register, name: str) -> str:
    """A random key that stays the same over restarts."""
    with register.write() as session:
        row = session.get(Gegeven, name)
        if row is None:
            row = Gegeven(naam=name, waarde=secrets.token_urlsafe(48))
            session.add(row)
        return row.waarde


def _person(row: Gebruiker) -> Persoon:
    return Persoon(row.naam, Rol(row.rol), row.eenheid, row.actief)
