"""The work of one process: from documents to the rows of a report, with models that are loaded once."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from threadpoolctl import threadpool_limits

from analyse.errors import AnalyseError, LeesfoutError
from analyse.register.stored import Rijen, rows
from analyse.types import Document

if TYPE_CHECKING:
    from analyse.pipeline import Toetser

DOCUMENTS = TypeAdapter(tuple[Document, ...])
Modellen = tuple[str | None, str | None]
"""Question set and language model, as ``Toetser.load`` takes them."""
Uitkomst = tuple[Rijen | None, str]
"""(rows of the report, ""), or (``None``, why there is none)."""


def warm_up(models: Modellen) -> None:
    """Load the models at the start of a process; that they are not there is told by ``versions``."""
    with suppress(AnalyseError):
        _checker(*models)
    gc.disable()  # see ``judge``


def versions(models: Modellen) -> str:
    """Models and question set behind the verdicts.

    Raises:
        GebruiksfoutError: they are not there.
    """
    return _checker(*models).versies


def judge(documents: str, warnings: Sequence[str], models: Modellen) -> Uitkomst:
    """The report on ``documents`` (JSON)."""
    try:
        return rows(_checker(*models).beoordeel(DOCUMENTS.validate_json(documents), warnings)), ""
    except LeesfoutError as error:
        return None, str(error)
    except Exception as error:
        return None, f"Toetsen lukt niet door een fout in analyse ({type(error).__name__})."
    finally:
        gc.collect()  # once an agreement, in place of every so many objects


@cache
def _checker(questions: str | None, model: str | None) -> Toetser:
    from analyse.pipeline import Toetser  # only where it is used: the process that hands out the work needs no models

    checker = Toetser.load(vragenset=questions, taalmodel=model, threads=1)
    threadpool_limits(1)  # as many processes as there are cores already
    gc.freeze()  # what is loaded now stays, and need not be looked through every time
    return checker
