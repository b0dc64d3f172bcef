"""Full-text search in the sentences: FTS5 in SQLite, tsvector with the Dutch dictionary in PostgreSQL."""

from __future__ import annotations

import re

from sqlalchemy import TextualSelect, column, text
from sqlalchemy.orm import Session

_WORD = re.compile(r"[^\W_]+")

_FIND = {
    "sqlite": "SELECT sleutel FROM overeenkomst WHERE id IN (SELECT overeenkomst_id FROM zin "
    "WHERE id IN (SELECT rowid FROM zin_tekst WHERE zin_tekst MATCH :woorden))",
    "postgresql": "SELECT sleutel FROM overeenkomst WHERE id IN (SELECT overeenkomst_id FROM zin "
    "WHERE to_tsvector('dutch', tekst) @@ plainto_tsquery('dutch', :woorden))",
}


def agreements_with(session: Session, words: str) -> TextualSelect:
    """A query for the keys of the agreements with a sentence that has all ``words``."""
    name = session.get_bind().dialect.name
    words = "".join(sign if sign.isprintable() else " " for sign in words)
    if name == "sqlite":
        # each word a string of its own, cut as the index cuts them: nothing in it is an operator, and the index keeps
        # no positions for strings of more words (that keeps it a third of the size, and quick to add to)
        words = " ".join(f'"{word}"*' for word in _WORD.findall(words)) or '""'
    return text(_FIND[name]).bindparams(woorden=words).columns(column("sleutel"))


def forget_deleted(session: Session) -> None:
    """Merge the index, so that words of deleted sentences are no longer in its file (SQLite keeps them until then)."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO zin_tekst(zin_tekst) VALUES ('optimize')"))
