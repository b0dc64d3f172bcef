"""``analyse scan``: every agreement below a folder into the register."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from analyse.errors import GebruiksfoutError
from analyse.report.write import write_file


def run(
    folder: Path,
    register_url: str | None,
    out: Sequence[Path],
    workers: int,
    per_folder: bool,
    fast: bool,
    questions: str | None,
    model: str | None,
) -> int:
    """Scan ``folder``; returns the exit code.

    Raises:
        GebruiksfoutError: no such folder, an overview of another form, or a register that cannot be opened.
    """
    from analyse.extract import Leeswijze
    from analyse.pipeline import Toetser
    from analyse.register import Register
    from analyse.register.export import EXPORTERS
    from analyse.scan import Voortgang, scan, walk

    for path in out:
        if path.suffix.lower() not in EXPORTERS:
            known = ", ".join(EXPORTERS)
            raise GebruiksfoutError(f"Een overzicht kan niet als '{path.suffix or path.name}'. Kies uit: {known}.")
    if not folder.is_dir():
        raise GebruiksfoutError(f"De map {folder} bestaat niet.")
    register = Register(register_url or f"sqlite:///{Path('analyse-register.sqlite').resolve()}")
    checker = Toetser.load(vragenset=questions, taalmodel=model)
    dossiers = list(walk(folder.resolve(), per_folder=per_folder))
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as bar:
        number = register.begin_round(folder.resolve(), checker.versies)
        task = bar.add_task("Overeenkomsten", total=len(dossiers))

        def tell(progress: Voortgang) -> None:
            failed = f" ({progress.mislukt} mislukt)" if progress.mislukt else ""
            bar.update(task, completed=progress.gezien, description=f"Overeenkomsten{failed}")

        done = scan(
            dossiers,
            register,
            versions=checker.versies,
            workers=workers,
            questions=questions,
            model=model,
            how=Leeswijze(ocr=not fast, paginas=not fast),
            tell=tell,
        )
    register.end_round(number, done.nieuw, done.bekend, done.mislukt)
    print(
        f"{done.gezien} overeenkomsten gezien: {done.nieuw} getoetst, {done.bekend} al bekend, {done.mislukt} mislukt."
    )
    for pad, reason in register.failures()[:20]:
        print(f"{pad}: {reason}", file=sys.stderr)
    for path in out:
        write_file(EXPORTERS[path.suffix.lower()](register, checker.vragenset), path)
        print(f"Geschreven: {path}", file=sys.stderr)
    return 3 if done.gezien and done.mislukt == done.gezien else 1 if done.mislukt else 0
