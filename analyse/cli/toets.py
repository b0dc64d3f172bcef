"""``analyse toets``: one report per agreement, the other files go on when one cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from analyse.cli.checking import progress
from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
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
    marked: Path | None,
) -> int:
    """Check ``files``; returns the exit code.

    Raises:
        GebruiksfoutError: something is wrong with what was asked, before any file is read.
    """
    agreements = [list(files)] if dossier else [[file] for file in files]
    targets = _targets(agreements, out)
    if marked and not marked.is_dir():
        raise GebruiksfoutError(f"De map {marked} bestaat niet. Maak die map eerst aan.")
    with progress(len(agreements)) as tell:
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
            documents, errors = checker.lees(agreement, _named(tell, agreement[0].name, number))
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
            if marked:
                written += _mark(agreement, report, checker.vragenset, marked)
            reports.append(report)
    if STDOUT not in out:
        console = Console(highlight=False)
        for i, report in enumerate(reports):
            if i:
                console.rule()
            print_summary(report, checker.vragenset, console)
    for path in written:
        print(f"Geschreven: {path}", file=sys.stderr)
    return 3 if not reports else 1 if failures else 0


def _mark(files: Sequence[Path], report: Rapport, questions: Vragenset, folder: Path) -> list[Path]:
    """Write a marked copy of every file that can be marked; say which cannot."""
    from analyse.report.annotated import annotate
    from analyse.report.write import write_file

    written = []
    for number, document in enumerate(report.documenten):
        source = next((file for file in files if file.name == document.bestand), None)
        if source is None:
            continue
        target = folder / f"{source.stem}-gemarkeerd{source.suffix}"
        try:
            write_file(annotate(source, number, report, questions), target)
            written.append(target)
        except GebruiksfoutError as error:
            print(error, file=sys.stderr)
    return written


def _named(tell: Callable[[str, int], None], name: str, number: int) -> Callable[[str], None]:
    return lambda step: tell(f"{name}: {step}", number)


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
