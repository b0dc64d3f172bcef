"""The real command as a process of its own, for tests and benchmarks."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx


class Draaiend:
    """``analyse web`` while it runs."""

    def __init__(self, database: Path, *more: str) -> None:
        command = [sys.executable, "-m", "analyse", "web", "--poort", "0", "--register", f"sqlite:///{database}", *more]
        self.log = database.with_suffix(f".{time.monotonic_ns()}.log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stderr=log, start_new_session=True)
        while not (link := re.search(r"http\S+", self.log.read_text())) and self.process.poll() is None:
            time.sleep(0.05)
        assert link, self.log.read_text()
        self.start = link[0]

    def client(self) -> httpx.Client:
        """Somebody who came in by the link."""
        client = httpx.Client(base_url=self.start.split("/begin")[0], follow_redirects=True, timeout=60)
        client.get(self.start)
        return client

    def workers(self) -> list[int]:
        """Process numbers of the workers."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(number) for number in listed.stdout.split()]

    def kill(self, *, server: bool = True, workers: bool = True) -> None:
        """kill -9, with no chance to tidy up."""
        for number in self.workers() if workers else []:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(number, signal.SIGKILL)
        if server:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


@contextlib.contextmanager
def running(database: Path, *more: str) -> Iterator[Draaiend]:
    """A server that is stopped at the end, however it ends."""
    server = Draaiend(database, *more)
    try:
        yield server
    finally:
        server.kill()


def token(client: httpx.Client, path: str = "/") -> str:
    """What a form on this page must carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    return found[1] if found else ""
