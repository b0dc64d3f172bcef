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
    refused: dict[Path, str] = field(default_factory=dict)
    """Why a file cannot be read or judged, where that is not in what was read in it."""
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
    busy: dict[str, threading.Event] = field(default_factory=dict)
    """By key: agreements under way, set when they are saved; the same bytes may lie in more places."""


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
            for event in list(this.busy.values()):
                event.set()
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
        for path, reason in result.refused.items():
            this.register.refuse(path, reason)
        if saved := this.busy.pop(result.key, None):
            saved.set()
        progress.gezien += 1
        progress.bekend += result.known
        progress.mislukt += result.failed
        progress.nieuw += result.report is not None
        tell(progress)
    return left


def _one(dossier: Dossier, this: _Round) -> _Result:
    hashes = {path: _hash(path, this.register) for path in dossier.paden}
    files = {path: sha256 for path, sha256 in hashes.items() if sha256}
    result = _Result(agreement_key(tuple(files.values())), files, failed=not files)
    for path in dossier.paden:
        if path not in files:
            result.refused[path] = f"{path.name} is er niet meer, of mag niet worden gelezen."
    if not files:
        return result
    mine = threading.Event()
    if (first := this.busy.setdefault(result.key, mine)) is not mine:
        first.wait()  # the same bytes from another place: then they are known
    recognise = this.how.ocr and this.register.put_off(list(files.values())) and ocr.available()
    if not recognise and this.register.is_judged(result.key, this.versions):
        result.known = True
    else:
        _judge(result, _read(result, this, recognise), this)
    return result


def _hash(path: Path, register: Register) -> str | None:
    """Of the bytes; ``None`` when they are not there, or not ours to read."""
    try:
        return register.known_hash(path) or content_hash(path)
    except OSError:
        return None


def _read(result: _Result, this: _Round, recognise: bool) -> list[Leesresultaat]:
    """What stands in the files, read now where it is not known; ends early when all has to stop."""
    found: list[Leesresultaat] = []
    for path, sha256 in result.files.items():
        if this.stop.is_set():
            break
        reading = result.readings.get(sha256) or this.register.reading(sha256)
        if reading is None or (recognise and reading.ongelezen and sha256 not in result.readings):
            reading = result.readings[sha256] = this.workers.lees(path, this.how)
        found.append(reading)
    return found


def _judge(result: _Result, found: list[Leesresultaat], this: _Round) -> None:
    """Put the report in ``result``, or why there is none."""
    documents = tuple(document for reading in found for document in reading.documenten)
    errors = [error for reading in found for error in reading.fouten]
    if not documents or this.stop.is_set():
        result.failed = True
        return
    result.report, reason = this.workers.beoordeel(DOCUMENTS.dump_json(documents).decode(), errors)
    if result.report is None:
        result.failed = True
        path = next(iter(result.files))
        result.refused[path] = f"{path.name}: {reason}"
