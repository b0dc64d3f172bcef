"""``analyse scan``: every agreement below a folder into the register."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from analyse.errors import GebruiksfoutError
from analyse.report.write import write_file

if TYPE_CHECKING:
    from analyse.pipeline import Toetser
    from analyse.register import Register
    from analyse.scan import Dossier, Voortgang, Werkers

_SHOWN = 20  # failures on the screen; all of them are in the overview


@dataclass(frozen=True, slots=True)
class Keuzes:
    """The options of ``analyse scan``."""

    register: str | None
    uit: Sequence[Path]
    werkers: int
    cluster: str | None
    per_map: bool
    volg: bool
    ocr: bool
    snel: bool
    vragenset: str | None
    taalmodel: str | None


def run(folder: Path, options: Keuzes) -> int:
    """Scan ``folder``; returns the exit code.

    Raises:
        GebruiksfoutError: no such folder, an overview of another form, or a register or cluster that cannot be reached.
    """
    from analyse.pipeline import Toetser
    from analyse.register import Register
    from analyse.register.export import EXPORTERS
    from analyse.scan import walk

    for path in options.uit:
        if path.suffix.lower() not in EXPORTERS:
            known = ", ".join(EXPORTERS)
            raise GebruiksfoutError(f"Een overzicht kan niet als '{path.suffix or path.name}'. Kies uit: {known}.")
    if not folder.is_dir():
        raise GebruiksfoutError(f"De map {folder} bestaat niet.")
    folder = folder.resolve()
    url = options.register or f"sqlite:///{Path('analyse-register.sqlite').resolve()}"
    with closing(Register(url)) as register:
        checker = Toetser.load(vragenset=options.vragenset, taalmodel=options.taalmodel)
        done = _round(folder, list(walk(folder, per_folder=options.per_map)), register, checker, options)
        for pad, reason in register.failures()[:_SHOWN]:
            print(f"{pad}: {reason}", file=sys.stderr)
        _write(register, checker, options.uit)
        if options.volg:
            _follow(folder, register, checker, options)
    return 3 if done.gezien and done.mislukt == done.gezien else 1 if done.mislukt else 0


def _round(
    folder: Path, dossiers: Sequence[Dossier], register: Register, checker: Toetser, options: Keuzes
) -> Voortgang:
    from analyse.extract import Leeswijze
    from analyse.scan import scan

    number = register.begin_round(folder, checker.versies)
    with _progress(len(dossiers)) as tell:
        done = scan(
            dossiers,
            register,
            versions=checker.versies,
            workers=_workers(options),
            how=Leeswijze(ocr=options.ocr and not options.snel, paginas=not options.snel),
            tell=tell,
        )
    register.end_round(number, done.nieuw, done.bekend, done.mislukt)
    print(
        f"{done.gezien} overeenkomsten gezien: {done.nieuw} getoetst, {done.bekend} al bekend, {done.mislukt} mislukt.",
        flush=True,
    )
    return done


def _workers(options: Keuzes) -> Werkers:
    from analyse.scan import Cluster, Lokaal

    if options.cluster:
        return Cluster(options.cluster, options.vragenset, options.taalmodel)
    return Lokaal(options.werkers, options.vragenset, options.taalmodel)


def _follow(folder: Path, register: Register, checker: Toetser, options: Keuzes) -> None:
    """Check what arrives in ``folder`` until Ctrl-C."""
    from watchfiles import watch

    from analyse.scan import walk

    print(f"Ik let op nieuwe bestanden in {folder}. Stoppen: Ctrl-C.", file=sys.stderr, flush=True)
    for changes in watch(folder, raise_interrupt=True):
        touched = {Path(path) for _, path in changes}
        arrived = [d for d in walk(folder, per_folder=options.per_map) if touched & set(d.paden)]
        if arrived:
            _round(folder, arrived, register, checker, options)
            _write(register, checker, options.uit)


def _write(register: Register, checker: Toetser, out: Sequence[Path]) -> None:
    from analyse.register.export import EXPORTERS

    for path in out:
        write_file(EXPORTERS[path.suffix.lower()](register, checker.vragenset), path)
        print(f"Geschreven: {path}", file=sys.stderr)


@contextmanager
def _progress(total: int) -> Iterator:  # type: ignore[type-arg]
    """Count, rate, time left and failures on stderr, only where somebody watches."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(
        *columns,
        TextColumn("{task.fields[tempo]}"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("Overeenkomsten", total=total, tempo="")

        def tell(progress: Voortgang) -> None:
            failed = f" ({progress.mislukt} mislukt)" if progress.mislukt else ""
            speed = bar.tasks[task].finished_speed or bar.tasks[task].speed
            rate = f"{60 * speed:.0f} per minuut" if speed else ""
            bar.update(task, completed=progress.gezien, description=f"Overeenkomsten{failed}", tempo=rate)

        yield tell
