"""A register with an upload or two, and a worker to read them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyse.archive import queue, worker
from analyse.archive.queue import Bestand
from analyse.pipeline import Toetser
from analyse.register import Register

TEXTS = ["# Convenant toezicht", "De gemeente betaalt in 2026 € 40.000 aan de dienst.", "Partijen overleggen."]


@pytest.fixture
def register(register_url: str) -> Iterator[Register]:
    made = Register(register_url)
    yield made
    made.close()


@pytest.fixture
def bestand(maak_docx: Callable[..., Path]) -> Callable[..., Bestand]:
    """An uploaded Word file with this text."""

    def make(name: str = "convenant.docx", texts: list[str] | None = None) -> Bestand:
        return Bestand(name, maak_docx(texts or TEXTS).read_bytes())

    return make


@pytest.fixture
def lees_alles(register: Register, toetser: Toetser) -> Callable[[], None]:
    """Let a worker do everything that waits."""

    def run() -> None:
        stop = threading.Event()
        thread = threading.Thread(target=worker.work, args=(register, toetser, stop))
        thread.start()
        try:
            for _ in range(600):
                if not queue.unfinished(register):
                    return
                stop.wait(0.1)
            pytest.fail("the worker did not come to an end")
        finally:
            stop.set()
            thread.join()

    return run
