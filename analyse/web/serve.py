"""Running it: the pages in this process, each worker in one of its own that is started again when it dies."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from analyse.archive import worker
from analyse.extract import Leeswijze
from analyse.pipeline import Toetser
from analyse.register import Register
from analyse.web.app import create_app
from analyse.web.settings import Instellingen

_LOG = logging.getLogger("analyse.web")
_RESTART = 1.0  # seconds before a worker that died is started again
_STOP = 10.0  # seconds in which workers may end what they do
_WATCH = 1.0


def serve(settings: Instellingen, register: Register, workers: Sequence[str], ready: Callable[[str], None]) -> None:
    """Serve pages until Ctrl-C.

    Args:
        settings: how.
        register: the database.
        workers: the command that starts a worker.
        ready: is told the address to open, once pages can be opened.
    """
    app = create_app(settings, register)
    logging.getLogger("uvicorn.error").addFilter(_without_traceback)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.adres,
            port=settings.poort,
            access_log=False,  # addresses of dossiers and search words stay out of logs
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=3,
            proxy_headers=settings.https,
        )
    )
    stop = threading.Event()
    keepers = [threading.Thread(target=_keep, args=(workers, stop)) for _ in range(settings.werkers)]
    for thread in (*keepers, threading.Thread(target=_announce, args=(server, app, ready, stop), daemon=True)):
        thread.start()
    try:
        server.run()
    finally:
        stop.set()
        for thread in keepers:
            thread.join()


def work(settings: Instellingen, register: Register) -> None:
    """Be a worker until asked to stop, or until the process that started this one is gone."""
    stop, parent = threading.Event(), os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())

    def orphaned() -> None:
        while not stop.wait(_WATCH):
            if os.getppid() != parent:
                stop.set()

    threading.Thread(target=orphaned, daemon=True).start()
    how = Leeswijze(ocr=not settings.snel, paginas=not settings.snel)
    worker.work(register, Toetser.load(vragenset=settings.vragenset, taalmodel=settings.taalmodel, wijze=how), stop)


def default_register() -> str:
    """A SQLite file in the user's own data folder (XDG Base Directory), readable by the user only."""
    folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "analyse"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return f"sqlite:///{folder / 'register.sqlite'}"


def worker_command(arguments: Sequence[str]) -> list[str]:
    """The command line of a worker with these options of ``analyse web``."""
    return [sys.executable, "-m", "analyse", "web", "--alleen-werker", *arguments]


def _keep(command: Sequence[str], stop: threading.Event) -> None:
    while not stop.is_set():
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and not stop.wait(_RESTART):
            pass
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        elif not stop.is_set():
            _LOG.warning("Een werker stopte (%s) en begint opnieuw.", process.returncode)
            stop.wait(_RESTART)


def _without_traceback(record: logging.LogRecord) -> bool:
    """A traceback may quote a document; ``app`` has written down what went wrong and where."""
    record.exc_info = record.exc_text = None
    return True


def _announce(server: uvicorn.Server, app: object, ready: Callable[[str], None], stop: threading.Event) -> None:
    while not (server.started or stop.is_set()):
        time.sleep(0.05)
    for running in server.servers:
        for socket in running.sockets:
            host, port = socket.getsockname()[:2]
            here = app.state.toepassing  # type: ignore[attr-defined]
            path = f"/begin?sleutel={here.sleutel}" if here.instellingen.aanmelden == "sleutel" else "/"
            ready(f"http://{host}:{port}{path}")
            return
