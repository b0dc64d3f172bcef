"""Read every file in a process of its own, within bounds of memory, processor time, file size and silence.

Parsers of PDF and Word crash, hang and swell on broken and hostile files; none survives them all. So the parser may
die, and the batch goes on with a recorded reason. Results come back as JSON: what a broken-in child writes is parsed,
never unpickled.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from pydantic import TypeAdapter

from analyse.errors import LeesfoutError
from analyse.extract.files import Leesresultaat, read_file
from analyse.extract.how import Leeswijze
from analyse.limits import Limits

_RESULT = TypeAdapter(Leesresultaat)
_STEP, _DONE = b"s", b"d"
_STARTING = threading.Lock()
_GRACE = 2.0  # seconds between asking a reader to stop and ending it
_PRELOAD = ["analyse.extract.isolate", "analyse.extract.pdf", "analyse.extract.docx", "analyse.extract.pagination"]


def read_isolated(path: Path, how: Leeswijze | None = None) -> Leesresultaat:
    """Like ``read_file``, but nothing that happens while reading reaches this process."""
    how = how or Leeswijze()
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="analyse-") as folder:
        bare = replace(how, tell=Leeswijze().tell)  # the caller's function cannot travel
        child = context.Process(target=_child, args=(sender, path, bare, folder), daemon=True)
        with _without_main():
            child.start()
        sender.close()
        try:
            return _await(receiver, child, path.name, how)
        finally:
            _end(child)
            receiver.close()


def _context() -> SpawnContext | ForkServerContext:
    """A server that has the parsers loaded forks a child in milliseconds; Windows starts each from nothing."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module: a child would run it again, and needs nothing of it.

    It may be a script without a guard, or Dask's worker, which is slow to load.
    """
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _await(receiver: Connection, child: BaseProcess, name: str, how: Leeswijze) -> Leesresultaat:
    start = time.monotonic()
    while True:
        left = min(how.limits.stilte, start + how.limits.tijd - time.monotonic())
        if not receiver.poll(max(0.0, left)):
            return _failure(
                f"{name} lezen duurt te lang; het is overgeslagen. Splits het bestand of maak een nieuw exemplaar."
            )
        try:
            message = receiver.recv_bytes(how.limits.uitgepakt)
        except (EOFError, OSError):
            child.join(5)
            return _failure(_reason(name, child.exitcode))
        if message[:1] == _STEP:
            how.tell(message[1:].decode("utf-8", "replace"))
            continue
        try:
            return _RESULT.validate_json(message[1:])
        except ValueError:
            return _failure(_reason(name, None))


def _reason(name: str, code: int | None) -> str:
    if code == -getattr(signal, "SIGXCPU", 0):
        return f"{name} lezen kost te veel rekentijd; het is overgeslagen. Maak een nieuw exemplaar."
    return f"{name} is beschadigd of kwaadaardig: het lezen brak af. Vraag een nieuw exemplaar."


def _failure(text: str) -> Leesresultaat:
    return Leesresultaat(fouten=(text,))


def _end(child: BaseProcess) -> None:
    """End the child and everything that it started.

    It is asked first, for LibreOffice runs in a group of its own, which only the child can end; a child that hangs in a
    parser does not answer, and has started nothing.
    """
    if child.is_alive():
        child.terminate()
        child.join(_GRACE)
    if child.is_alive() and child.pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
    child.join()
    child.close()


def _child(sender: Connection, path: Path, how: Leeswijze, folder: str) -> None:
    tempfile.tempdir = folder  # the parent clears it up, however this ends
    os.environ["TMPDIR"] = folder
    with contextlib.suppress(AttributeError, PermissionError):
        os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what it started is ended on the way out
    _bound(how.limits)
    with Path(os.devnull).open("w") as nowhere:  # parsers write pieces of the document to stderr
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    how = replace(how, tell=lambda step: sender.send_bytes(_STEP + step.encode()))
    try:
        result = read_file(path, how)
    except LeesfoutError as error:
        result = _failure(str(error))
    except MemoryError:
        result = _failure(f"{path.name} lezen kost te veel geheugen; het is overgeslagen. Vraag een nieuw exemplaar.")
    with contextlib.suppress(BrokenPipeError):
        sender.send_bytes(_DONE + _RESULT.dump_json(result))
    sender.close()


def _bound(limits: Limits) -> None:
    """Soft limits of this process; Windows has none, there only the clock bounds it."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in (
        (resource.RLIMIT_AS, limits.geheugen),
        (resource.RLIMIT_CPU, limits.rekentijd),
        (resource.RLIMIT_FSIZE, limits.uitgepakt),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
