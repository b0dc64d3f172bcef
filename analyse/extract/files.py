"""One path → the documents in it: itself, or what a ZIP or an e-mail holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analyse.errors import LeesfoutError, OngelezenScanError
from analyse.extract.containers import open_mail, unzip
from analyse.extract.how import Leeswijze
from analyse.extract.kinds import kind_of
from analyse.extract.read import file_bytes, read_known
from analyse.types import Document

_DEPTH = 3  # a ZIP in a mail in a ZIP


@dataclass(frozen=True, slots=True)
class Leesresultaat:
    """The documents that were read, and a Dutch sentence for each that could not be."""

    documenten: tuple[Document, ...] = ()
    fouten: tuple[str, ...] = ()
    ongelezen: bool = False
    """Text recognition would find more in it."""


def read_file(path: Path, how: Leeswijze | None = None) -> Leesresultaat:
    """Read everything in ``path``, in this process; one bad part does not stop the others."""
    documents: list[Document] = []
    errors: list[str] = []
    unread = False
    for found in _documents(path, how or Leeswijze(), _DEPTH):
        if isinstance(found, Document):
            documents.append(found)
            unread |= found.ongelezen
        else:
            errors.append(str(found))
            unread |= isinstance(found, OngelezenScanError)
    return Leesresultaat(tuple(documents), tuple(errors), unread)


def _documents(path: Path, how: Leeswijze, depth: int) -> Iterator[Document | LeesfoutError]:
    try:
        data = file_bytes(path, how)
        kind = kind_of(path, data)
        if kind not in ("zip", "mail"):
            yield read_known(path, data, kind, how)
            return
        if not depth:
            raise LeesfoutError(f"{path.name} zit te diep in andere bestanden en is niet gelezen.")
        empty = True
        with tempfile.TemporaryDirectory() as folder:
            for part in (unzip if kind == "zip" else open_mail)(path, Path(folder), how.limits):
                empty = False
                yield from _documents(part, how, depth - 1)
        if empty:
            raise LeesfoutError(f"{path.name} bevat geen bestanden.")
    except LeesfoutError as error:
        yield error
    except MemoryError:
        raise
    except Exception:  # a broken archive, in ways that no list of exceptions foresees
        yield LeesfoutError(
            f"{path.name} is beschadigd: de opbouw van het bestand klopt niet. Vraag een nieuw exemplaar."
        )
