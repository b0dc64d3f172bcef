"""Read and judge what the register does not know yet, several at a time; every agreement is one transaction.

Reading starts a process for each file (``extract.isolate``), so threads are enough to keep those busy. Only this
process writes to the register.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from analyse.extract import Leesresultaat, Leeswijze, ocr
from analyse.register import Register
from analyse.register.stored import Rijen
from analyse.scan.judge import DOCUMENTS
from analyse.scan.walk import Dossier, agreement_key, content_hash
from analyse.scan.workers import Werkers

_AHEAD = 3  # agreements under way for each worker: enough to keep it busy, few to lose


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
    report: Rijen | None = None
    known: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _Round:
    """What is the same for every agreement of a scan."""

    register: Register
    versions: str
    how: Leeswijze
    workers: Werkers
    stop: threading.Event


def scan(
    dossiers: Iterable[Dossier],
    register: Register,
    workers: Werkers,
    *,
    versions: str | None = None,
    how: Leeswijze | None = None,
    tell: Callable[[Voortgang], None] = lambda _: None,
) -> Voortgang:
    """Bring ``dossiers`` into ``register``; what it knows by these ``versions`` is skipped.

    Whatever stops this (Ctrl-C, a crash) loses at most the agreements under way; the next call goes on.

    Args:
        dossiers: the agreements.
        register: where the outcome goes.
        workers: who does the work; they are stopped when this is stopped.
        versions: models and question set, where they are not those of ``workers``.
        how: how files are read.
        tell: is told of every agreement that is done.
    """
    progress, stop = Voortgang(), threading.Event()
    this = _Round(register, versions or workers.versies(), how or Leeswijze(), workers, stop)
    with ThreadPoolExecutor(workers.aantal) as threads:
        running: set[Future[_Result]] = set()
        try:
            for dossier in dossiers:
                running.add(threads.submit(_one, dossier, this))
                if len(running) >= _AHEAD * workers.aantal:
                    running = _collect(running, this, progress, tell)
            while running:
                running = _collect(running, this, progress, tell)
        except BaseException:
            stop.set()
            workers.stop(now=True)
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return progress


def _collect(
    running: set[Future[_Result]], this: _Round, progress: Voortgang, tell: Callable[[Voortgang], None]
) -> set[Future[_Result]]:
    """Save what is done; the rest goes on."""
    done, left = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        result = future.result()
        this.register.save(result.key, result.files, result.readings, result.report, this.versions)
        progress.gezien += 1
        progress.bekend += result.known
        progress.mislukt += result.failed
        progress.nieuw += result.report is not None
        tell(progress)
    return left


def _one(dossier: Dossier, this: _Round) -> _Result:
    files = {path: this.register.known_hash(path) or content_hash(path) for path in dossier.paden}
    result = _Result(agreement_key(tuple(files.values())), files)
    recognise = this.how.ocr and this.register.put_off(list(files.values())) and ocr.available()
    if not recognise and this.register.is_judged(result.key, this.versions):
        result.known = True
        return result
    found: list[Leesresultaat] = []
    for path, sha256 in files.items():
        if this.stop.is_set():
            return result
        reading = result.readings.get(sha256) or this.register.reading(sha256)
        if reading is None or (recognise and reading.ongelezen and sha256 not in result.readings):
            reading = result.readings[sha256] = this.workers.lees(path, this.how)
        found.append(reading)
    documents = tuple(document for reading in found for document in reading.documenten)
    errors = [error for reading in found for error in reading.fouten]
    if not documents:
        result.failed = True
        return result
    report, reason = this.workers.beoordeel(DOCUMENTS.dump_json(documents).decode(), errors)
    if report:
        result.report = report
    else:
        result.failed = True
        first, reading = next(iter(files.items())), found[0]
        result.readings[first[1]] = Leesresultaat(reading.documenten, (*reading.fouten, f"{first[0].name}: {reason}"))
    return result
