"""The work of one process: from documents to a report, with models that are loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter
from threadpoolctl import threadpool_limits

from analyse.errors import LeesfoutError
from analyse.pipeline import Toetser
from analyse.register.stored import pack
from analyse.types import Document

DOCUMENTS = TypeAdapter(tuple[Document, ...])
_given: tuple[str | None, str | None] = (None, None)


def load(questions: str | None, model: str | None) -> None:
    """Load the models; the start of a process."""
    global _given
    _given = (questions, model)
    threadpool_limits(1)  # as many processes as there are cores already
    _checker(*_given)


def judge(documents: str, warnings: Sequence[str]) -> tuple[str, str]:
    """(packed report, "") on ``documents`` (JSON), or ("", why there is none), with the models of ``load``."""
    return judge_with(documents, warnings, *_given)


def judge_with(documents: str, warnings: Sequence[str], questions: str | None, model: str | None) -> tuple[str, str]:
    """As ``judge``, with these models."""
    try:
        return pack(_checker(questions, model).beoordeel(DOCUMENTS.validate_json(documents), warnings)), ""
    except LeesfoutError as error:
        return "", str(error)


@cache
def _checker(questions: str | None, model: str | None) -> Toetser:
    return Toetser.load(vragenset=questions, taalmodel=model)
