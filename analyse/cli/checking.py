"""What the commands share that check one agreement: load, read with progress, judge."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from analyse.errors import AnalyseError
from analyse.questions import Vragenset
from analyse.types import Rapport


def check_one(files: Sequence[Path], model: str | None) -> tuple[Rapport, Vragenset, int]:
    """The report on ``files`` together, the question set, and how many files could not be read.

    Raises:
        AnalyseError: none of them could be read.
    """
    with progress(1) as tell:
        tell("Modellen laden", 0)
        from analyse.pipeline import Toetser

        checker = Toetser.load(taalmodel=model)
        documents, errors = checker.lees(files, lambda step: tell(f"{files[0].name}: {step}", 0))
        for error in errors:
            print(error, file=sys.stderr)
        if not documents:
            raise AnalyseError("Er kon niets worden gelezen.")
        tell(files[0].name, 0)
        return checker.beoordeel(documents, [str(error) for error in errors]), checker.vragenset, len(errors)


@contextmanager
def progress(total: int) -> Iterator:  # type: ignore[type-arg]
    """Progress on stderr, only where somebody watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)

        def tell(text: str, done: int) -> None:
            count = f" ({done + 1} van {total})" if total > 1 else ""
            bar.update(task, description=f"{text}{count}", completed=done)

        yield tell
