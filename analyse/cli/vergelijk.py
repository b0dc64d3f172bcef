"""``analyse vergelijk``: an agreement beside its execution plan and progress reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from analyse.errors import AnalyseError, GebruiksfoutError
from analyse.questions import Vragenset
from analyse.report.write import write_file


def run(agreement: Path, others: Sequence[Path], out: Sequence[Path], model: str | None) -> int:
    """Compare ``others`` (the plan first, then progress reports) with ``agreement``; returns the exit code.

    Raises:
        GebruiksfoutError: a form that a comparison cannot have.
        AnalyseError: the agreement cannot be read, or none of the others.
    """
    from analyse.cli.checking import progress
    from analyse.compare import Vergelijking, compare, render
    from analyse.pipeline import Toetser

    forms: dict[str, Callable[[Sequence[Vergelijking], Vragenset], str | bytes]] = {
        ".html": render.as_html,
        ".docx": render.as_docx,
        ".json": render.as_json,
    }
    for path in out:
        if path.suffix.lower() not in forms:
            raise GebruiksfoutError(f"Een vergelijking wordt .html, .docx of .json, niet '{path.suffix or path.name}'.")
    found: list[Vergelijking] = []
    failures = 0
    with progress(1 + len(others)) as tell:
        tell("Modellen laden", 0)
        checker = Toetser.load(taalmodel=model)
        tell(agreement.name, 0)
        first = checker.toets([agreement])
        for number, path in enumerate(others):
            tell(path.name, number + 1)
            try:
                found.append(compare(first, checker.toets([path]), "voortgang" if number else "plan"))
            except AnalyseError as error:
                print(error, file=sys.stderr)
                failures += 1
    if not found:
        raise AnalyseError("Er kon niets worden vergeleken.")
    for comparison in found:
        print(f"{comparison.overeenkomst} en {comparison.bestand}: {render.summary(comparison)}")
    for path in out:
        write_file(forms[path.suffix.lower()](found, checker.vragenset), path)
        print(f"Geschreven: {path}", file=sys.stderr)
    return 1 if failures else 0
