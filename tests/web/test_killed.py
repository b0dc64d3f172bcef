"""kill -9 at random moments: every upload is done, waiting or failed with a reason; none is lost, none there twice."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx2 as httpx

from tests.web.running import running, token

UPLOADS = int(os.environ.get("ANALYSE_UPLOADS", "12"))
"""50 for the figure in docs/server.md; fewer keep the tests quick."""


def _rows(database: Path) -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute("SELECT naam, status, reden FROM dossier").fetchall()
    finally:
        connection.close()


def test_no_upload_is_lost_or_there_twice(tmp_path: Path) -> None:
    dice, database = random.Random(7), tmp_path / "r.sqlite"
    waiting = [f"convenant-{n:02}.txt" for n in range(UPLOADS)]
    accepted: set[str] = set()
    while waiting:
        with running(database, "--snel", "--werkers", "2") as server:
            target = dice.choice([{"server": True}, {"server": False}, {"server": True, "workers": False}])
            threading.Timer(dice.uniform(1.0, 6.0), server.kill, kwargs=target).start()
            with closing(server.client()) as client:
                while waiting and server.process.poll() is None:
                    name = waiting[0]
                    text = f"Convenant {name}\n\nDe gemeente betaalt in 2026 € 40.000.\n\nPartijen overleggen."
                    try:
                        files = {"bestanden": (name, text.encode())}
                        answer = client.post("/dossiers", data={"csrf": token(client)}, files=files)
                    except httpx.HTTPError:
                        waiting.pop(0)  # nobody was told that it was taken on; it may or may not be there
                        continue
                    if answer.status_code == 200:
                        accepted.add(waiting.pop(0))
    seen = Counter(name for name, *_ in _rows(database))
    assert accepted <= set(seen)
    assert set(seen.values()) == {1}
    assert all(status in ("wacht", "bezig", "klaar") for _, status, _ in _rows(database))
    with running(database, "--snel", "--werkers", "2"):
        deadline = time.monotonic() + 60 + 3 * UPLOADS
        while any(status in ("wacht", "bezig") for _, status, _ in _rows(database)) and time.monotonic() < deadline:
            time.sleep(0.5)
    assert {(status, bool(reason)) for _, status, reason in _rows(database)} <= {("klaar", False), ("mislukt", True)}
    assert sum(status == "klaar" for _, status, _ in _rows(database)) >= 0.8 * len(seen)
