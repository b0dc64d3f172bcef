"""Read and judge what the register does not know yet, with several processes; every agreement is one transaction.

Reading starts a process for each file (``extract.isolate``), so threads are enough to keep those busy; judging needs
the models in memory, so it has processes of its own that stay. Only this process writes to the register.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from analyse.extract import Leesresultaat, Leeswijze, read_isolated
from analyse.register import Register
from analyse.scan import judge as work
from analyse.scan.walk import Dossier, agreement_key, content_hash

_SECONDS = 300  # for judging one agreement
_AHEAD = 3  # agreements under way for each process: enough to keep it busy, few to lose


@dataclass(slots=True)
class Voortgang:
    """How far a scan is."""

    gezien: int = 0
    nieuw: int = 0
    bekend: int = 0
    mislukt: int = 0


@dataclass(slots=True)
class _Result:
    key: str
    files: dict[Path, str]
    readings: dict[str, Leesresultaat] = field(default_factory=dict)
    report: str | None = None
    known: bool = False
    failed: bool = False


def scan(
    dossiers: Iterable[Dossier],
    register: Register,
    *,
    versions: str,
    workers: int = 1,
    questions: str | None = None,
    model: str | None = None,
    how: Leeswijze | None = None,
    tell: Callable[[Voortgang], None] = lambda _: None,
) -> Voortgang:
    """Bring ``dossiers`` into ``register``; what it knows by these ``versions`` is skipped.

    Whatever stops this (Ctrl-C, a crash) loses at most the agreements under way; the next call goes on.
    """
    progress = Voortgang()
    stop = threading.Event()
    with (
        ProcessPool(max_workers=workers, initializer=work.load, initargs=(questions, model)) as pool,
        ThreadPoolExecutor(workers) as threads,
    ):
        running: set[Future[_Result]] = set()
        try:
            for dossier in dossiers:
                running.add(threads.submit(_one, dossier, register, versions, how or Leeswijze(), pool, stop))
                if len(running) >= _AHEAD * workers:
                    running = _collect(running, register, versions, progress, tell)
            while running:
                running = _collect(running, register, versions, progress, tell)
        except BaseException:
            stop.set()
            pool.stop()  # type: ignore[no-untyped-call]
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return progress


def _collect(
    running: set[Future[_Result]],
    register: Register,
    versions: str,
    progress: Voortgang,
    tell: Callable[[Voortgang], None],
) -> set[Future[_Result]]:
    """Save what is done; the rest goes on."""
    done, left = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        result = future.result()
        register.save(result.key, result.files, result.readings, result.report, versions)
        progress.gezien += 1
        progress.bekend += result.known
        progress.mislukt += result.failed
        progress.nieuw += result.report is not None
        tell(progress)
    return left


def _one(
    dossier: Dossier, register: Register, versions: str, how: Leeswijze, pool: ProcessPool, stop: threading.Event
) -> _Result:
    files = {path: register.known_hash(path) or content_hash(path) for path in dossier.paden}
    result = _Result(agreement_key(tuple(files.values())), files)
    if register.is_judged(result.key, versions):
        result.known = True
        return result
    found: list[Leesresultaat] = []
    for path, sha256 in files.items():
        if stop.is_set():
            return result
        reading = result.readings.get(sha256) or register.reading(sha256)
        if reading is None:
            reading = result.readings[sha256] = read_isolated(path, how)
        found.append(reading)
    documents = tuple(document for reading in found for document in reading.documenten)
    errors = [error for reading in found for error in reading.fouten]
    if not documents:
        result.failed = True
        return result
    text = work.DOCUMENTS.dump_json(documents).decode()
    try:
        report, reason = pool.schedule(work.judge, args=(text, errors), timeout=_SECONDS).result()
    except (TimeoutError, ProcessExpired):
        report, reason = "", f"{dossier.paden[0].name} toetsen lukt niet: het duurt te lang of breekt af."
    if report:
        result.report = report
    else:
        result.failed = True
        first = next(iter(files.values()))
        result.readings[first] = Leesresultaat(found[0].documenten, (*found[0].fouten, reason))
    return result
