"""The work of one process: from documents to a report, with models that are loaded once."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from analyse.errors import LeesfoutError
from analyse.pipeline import Toetser
from analyse.register.stored import pack
from analyse.types import Document

DOCUMENTS = TypeAdapter(tuple[Document, ...])
_toetser: Toetser | None = None


def load(questions: str | None, model: str | None) -> None:
    """Load the models; the start of a process."""
    global _toetser
    _toetser = Toetser.load(vragenset=questions, taalmodel=model)


def judge(documents: str, warnings: Sequence[str]) -> tuple[str, str]:
    """(packed report, "") on ``documents`` (JSON), or ("", why there is none)."""
    assert _toetser is not None
    try:
        report = _toetser.beoordeel(DOCUMENTS.validate_json(documents), warnings)
    except LeesfoutError as error:
        return "", str(error)
    return pack(report), ""
