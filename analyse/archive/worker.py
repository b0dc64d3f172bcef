"""The process that reads uploads. It shares nothing with the pages but the register; each file is read in isolation."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from analyse.archive import queue
from analyse.archive.queue import Opdracht, neutral_name, with_names
from analyse.errors import LeesfoutError
from analyse.extract import Leesresultaat, Leeswijze, read_isolated
from analyse.extract.page_images import page_images
from analyse.pipeline import Toetser
from analyse.register import Register
from analyse.register.stored import rows

_PAUSE = 0.5  # seconds between looks at an empty queue
_BEAT = 3.0  # seconds between signs of life


def work(register: Register, checker: Toetser, stop: threading.Event) -> None:
    """Do what waits until ``stop`` is set; the upload in hand then goes back to the queue by itself."""
    me = f"{socket.gethostname()}:{os.getpid()}"[-64:]
    queue.announce(register, checker.versies)
    while not stop.is_set():
        queue.put_back(register)
        task = queue.claim(register, me)
        if task is None:
            stop.wait(_PAUSE)
            continue
        with _beating(register, task, me) as tell:
            _one(register, checker, task, me, tell)


@contextmanager
def _beating(register: Register, task: Opdracht, worker: str) -> Iterator[Callable[[str], None]]:
    """Signs of life from a thread, however long a step takes; each new step at once."""
    step, done = "lezen", threading.Event()

    def beats() -> None:
        while not done.wait(_BEAT):
            queue.beat(register, task, worker, step)

    def tell(new: str) -> None:
        nonlocal step
        step = new
        queue.beat(register, task, worker, step)

    thread = threading.Thread(target=beats, daemon=True)
    thread.start()
    try:
        yield tell
    finally:
        done.set()
        thread.join()


def _one(register: Register, checker: Toetser, task: Opdracht, me: str, tell: Callable[[str], None]) -> None:
    readings: dict[str, Leesresultaat] = {}
    with tempfile.TemporaryDirectory(prefix="analyse-") as folder:
        how = replace(checker.wijze, beelden=Path(folder), tell=tell)
        for number, (name, sha256) in enumerate(task.stukken, start=1):
            known = register.reading(sha256)
            if known and (known.fouten or queue.has_images(register, known)):
                readings[sha256] = known
            elif sha256 not in readings:
                tell(f"lezen, bestand {number} van {len(task.stukken)}" if len(task.stukken) > 1 else "lezen")
                readings[sha256] = _read(register, sha256, name, how, Path(folder))
        images = [(found, found.bestand.read_bytes()) for found in page_images(Path(folder))]
    documents = [document for reading in readings.values() for document in reading.documenten]
    errors = [error for reading in readings.values() for error in reading.fouten]
    if not documents:
        queue.fail(register, task, me, with_names(" ".join(errors), task.stukken))
        return
    report = None
    if not register.is_judged(task.sleutel, checker.versies):
        tell("zinnen zoeken en oordelen")
        try:
            report = rows(checker.beoordeel(documents, errors))
        except LeesfoutError as error:
            queue.fail(register, task, me, with_names(str(error), task.stukken))
            return
    queue.finish(register, task, me, readings, images, report, checker.versies)


def _read(register: Register, sha256: str, name: str, how: Leeswijze, folder: Path) -> Leesresultaat:
    path = folder / neutral_name(sha256, name)
    path.write_bytes(queue.source(register, sha256))
    try:
        return read_isolated(path, how)
    finally:
        path.unlink()
