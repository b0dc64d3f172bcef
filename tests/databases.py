"""Databases for tests: SQLite, and a real PostgreSQL of its own that is thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyse.archive import queue, worker
from analyse.pipeline import Toetser
from analyse.register import Register
from analyse.scan import Lokaal

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), default=None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Makes an empty database, returns its URL."""
    if BIN is None:
        pytest.skip("PostgreSQL is not here")
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        # PostgreSQL refuses to run as root; its own user is there where Debian's package is
        as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if as_user:
            shutil.chown(folder, "postgres")
        data = Path(folder) / "data"

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [*as_user, str(BIN / program), *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL
            )

        run("initdb", "-D", str(data), "-U", "toets", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(
            "pg_ctl",
            "-D",
            str(data),
            "-w",
            "-o",
            f"-k {folder} -c listen_addresses= -F",
            "-l",
            f"{folder}/log",
            "start",
        )
        try:

            def create() -> str:
                name = f"t{uuid.uuid4().hex}"
                run("createdb", "-h", folder, "-U", "toets", name)
                return f"postgresql+psycopg://toets@/{name}?host={folder}"

            yield create
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def register_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty register, in each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'register.sqlite'}"
    return str(request.getfixturevalue("postgresql")())


@pytest.fixture
def register(register_url: str) -> Iterator[Register]:
    """The same, opened."""
    made = Register(register_url)
    yield made
    made.close()


@pytest.fixture(scope="session")
def werkers() -> Iterator[Lokaal]:
    """One local process that judges, for scans."""
    made = Lokaal(1, (None, None))
    yield made
    made.stop(now=True)


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
