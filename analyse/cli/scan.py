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

if TYPE_CHECKING:
    from analyse.questions import Vragenset
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
    from analyse.questions import load_question_set
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
    questions = load_question_set(options.vragenset)
    with closing(Register(url)) as register, _workers(options) as workers:
        here = _Archief(folder, register, workers, questions, options)
        done = _round(here, list(walk(folder, per_folder=options.per_map)))
        for pad, reason in register.failures()[:_SHOWN]:
            print(f"{pad}: {reason}", file=sys.stderr)
        _write(here)
        if options.volg:
            _follow(here)
    return 3 if done.gezien and done.mislukt == done.gezien else 1 if done.mislukt else 0


@dataclass(frozen=True, slots=True)
class _Archief:
    """What is scanned, by whom, and where it goes."""

    map: Path
    register: Register
    workers: Werkers
    vragenset: Vragenset
    keuzes: Keuzes


def _round(here: _Archief, dossiers: Sequence[Dossier]) -> Voortgang:
    from analyse.extract import Leeswijze
    from analyse.scan import scan

    versions = here.workers.versies()
    number = here.register.begin_round(here.map, versions)
    quick = here.keuzes.snel
    with _progress(len(dossiers)) as tell:
        done = scan(
            dossiers,
            here.register,
            here.workers,
            versions=versions,
            how=Leeswijze(ocr=here.keuzes.ocr and not quick, paginas=not quick),
            tell=tell,
        )
    here.register.end_round(number, done.nieuw, done.bekend, done.mislukt)
    print(
        f"{done.gezien} overeenkomsten gezien: {done.nieuw} getoetst, {done.bekend} al bekend, {done.mislukt} mislukt.",
        flush=True,
    )
    return done


@contextmanager
def _workers(options: Keuzes) -> Iterator[Werkers]:
    """Those that were asked for; they end with the command."""
    from analyse.scan import Cluster, Lokaal

    models = (options.vragenset, options.taalmodel)
    workers = Cluster(options.cluster, models) if options.cluster else Lokaal(options.werkers, models)
    try:
        yield workers
    except BaseException:
        workers.stop(now=True)
        raise
    workers.stop(now=False)


def _follow(here: _Archief) -> None:
    """Check what arrives until Ctrl-C."""
    from watchfiles import watch

    from analyse.scan import walk

    print(f"Ik let op nieuwe bestanden in {here.map}. Stoppen: Ctrl-C.", file=sys.stderr, flush=True)
    for changes in watch(here.map, raise_interrupt=True):
        touched = {Path(path) for _, path in changes}
        arrived = [d for d in walk(here.map, per_folder=here.keuzes.per_map) if touched & set(d.paden)]
        if arrived:
            _round(here, arrived)
            _write(here)


def _write(here: _Archief) -> None:
    from analyse.register.export import EXPORTERS
    from analyse.report.write import write_file

    for path in here.keuzes.uit:
        print(f"Overzicht maken: {path.name} …", file=sys.stderr, flush=True)
        write_file(EXPORTERS[path.suffix.lower()](here.register, here.vragenset), path)
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
