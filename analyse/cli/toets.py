"""``analyse toets``: one report per agreement, the other files go on when one cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from analyse.errors import GebruiksfoutError
from analyse.types import Rapport

STDOUT = Path("-")


def run(
    files: Sequence[Path],
    out: Sequence[Path],
    dossier: bool,
    questions: str | None,
    model: str | None,
    models: Path | None,
    least: float,
    fast: bool,
) -> int:
    """Check ``files``; returns the exit code.

    Raises:
        GebruiksfoutError: something is wrong with what was asked, before any file is read.
    """
    agreements = [list(files)] if dossier else [[file] for file in files]
    targets = _targets(agreements, out)
    with _progress(len(agreements)) as tell:
        tell("Modellen laden", 0)
        from analyse.extract import Leeswijze
        from analyse.pipeline import Toetser
        from analyse.report.as_text import print_summary
        from analyse.report.write import write_report

        checker = Toetser.load(
            vragenset=questions,
            taalmodel=model,
            modellen=models,
            drempel=least,
            wijze=Leeswijze(ocr=not fast, paginas=not fast),
        )
        reports: list[Rapport] = []
        written: list[Path] = []
        failures = 0
        for number, (agreement, paths) in enumerate(zip(agreements, targets, strict=True)):
            tell(agreement[0].name, number)
            documents, errors = checker.lees(agreement, partial(tell, done=number, file=agreement[0].name))
            for error in errors:
                print(error, file=sys.stderr)
            failures += len(errors)
            if not documents:
                continue
            report = checker.beoordeel(documents, [str(error) for error in errors])
            for path in paths:
                if path == STDOUT:
                    from analyse.report.as_json import render

                    sys.stdout.write(render(report, checker.vragenset))
                else:
                    write_report(report, checker.vragenset, path)
                    written.append(path)
            reports.append(report)
    if STDOUT not in out:
        console = Console(highlight=False)
        for i, report in enumerate(reports):
            if i:
                console.rule()
            print_summary(report, checker.vragenset, console)
    for path in written:
        print(f"Rapport geschreven: {path}", file=sys.stderr)
    return 3 if not reports else 1 if failures else 0


def _targets(agreements: Sequence[Sequence[Path]], out: Sequence[Path]) -> list[list[Path]]:
    """The report files per agreement; with more than one agreement each gets the file name in its own name."""
    from analyse.report.write import check_suffix

    for path in out:
        if path != STDOUT:
            check_suffix(path)
    if len(agreements) == 1:
        return [list(out)]
    if STDOUT in out:
        raise GebruiksfoutError("'--uit -' kan maar voor één overeenkomst tegelijk. Geef één bestand op, of --dossier.")
    names: list[str] = []
    for agreement in agreements:
        name, n = agreement[0].stem, 2
        while name in names:
            name, n = f"{agreement[0].stem}-{n}", n + 1
        names.append(name)
    return [[path.with_name(f"{path.stem}-{name}{path.suffix}") for path in out] for name in names]


@contextmanager
def _progress(total: int) -> Iterator:  # type: ignore[type-arg]
    """Progress on stderr, only where somebody watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)

        def tell(text: str, done: int, file: str = "") -> None:
            count = f" ({done + 1} van {total})" if total > 1 else ""
            step = f": {text}" if file else ""
            bar.update(task, description=f"{file or text}{count}{step}", completed=done)

        yield tell
