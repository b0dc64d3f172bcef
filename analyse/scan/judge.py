"""The work of one process: from documents to a report, with models that are loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter
from threadpoolctl import threadpool_limits

from analyse.errors import LeesfoutError
from analyse.pipeline import Toetser
from analyse.register.stored import Rijen, rows
from analyse.types import Document

DOCUMENTS = TypeAdapter(tuple[Document, ...])
Uitkomst = tuple[Rijen | None, str]
_given: tuple[str | None, str | None] = (None, None)


def load(questions: str | None, model: str | None) -> None:
    """Load the models; the start of a process."""
    global _given
    _given = (questions, model)
    threadpool_limits(1)  # as many processes as there are cores already
    _checker(*_given)


def judge(documents: str, warnings: Sequence[str]) -> Uitkomst:
    """As ``judge_with``, with the models of ``load``."""
    return judge_with(documents, warnings, *_given)


def judge_with(documents: str, warnings: Sequence[str], questions: str | None, model: str | None) -> Uitkomst:
    """(rows of the report, "") on ``documents`` (JSON), or (``None``, why there is none)."""
    try:
        return rows(_checker(questions, model).beoordeel(DOCUMENTS.validate_json(documents), warnings)), ""
    except LeesfoutError as error:
        return None, str(error)


@cache
def _checker(questions: str | None, model: str | None) -> Toetser:
    return Toetser.load(vragenset=questions, taalmodel=model)
