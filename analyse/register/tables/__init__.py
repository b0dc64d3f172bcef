"""The tables of the register (SQLAlchemy 2), for SQLite and PostgreSQL; ``migrations/`` makes them."""

from analyse.register.tables.base import Base
from analyse.register.tables.dossiers import (
    Beeld,
    Bron,
    Dossier,
    Gebruiker,
    Gegeven,
    Stand,
    Stuk,
    Toetsing,
    Wijzigingrij,
)
from analyse.register.tables.results import Inhoud, Labelrij, Mislukt, Oordeel, Overeenkomst, Plek, Ronde, Zinrij

__all__ = [
    "Base",
    "Beeld",
    "Bron",
    "Dossier",
    "Gebruiker",
    "Gegeven",
    "Inhoud",
    "Labelrij",
    "Mislukt",
    "Oordeel",
    "Overeenkomst",
    "Plek",
    "Ronde",
    "Stand",
    "Stuk",
    "Toetsing",
    "Wijzigingrij",
    "Zinrij",
]
