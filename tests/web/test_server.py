"""The server as a process: it ends cleanly, and its log tells what went wrong but quotes nobody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.web.running import running, token


def test_ctrl_c_ends_the_server_and_its_workers(tmp_path: Path) -> None:
    with running(tmp_path / "r.sqlite", "--snel") as server:
        workers = server.workers()
        server.stop()
        assert server.process.returncode in (0, 130)
        assert not [number for number in workers if Path(f"/proc/{number}").exists()]


def test_a_fault_is_logged_without_names_or_texts(tmp_path: Path) -> None:
    database = tmp_path / "r.sqlite"
    with running(database, "--snel", "--werkers", "0") as server, closing(server.client()) as client:
        secret = token(client)
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("ALTER TABLE bron RENAME TO weg")
            connection.commit()
        files = {"bestanden": ("Geheim plan.txt", b"Vertrouwelijke tekst over de reorganisatie.")}
        answer = client.post("/dossiers", data={"csrf": secret}, files=files)
        assert answer.status_code == 500
        assert "iets mis in analyse zelf" in answer.text
        log = server.log.read_text()
    assert "OperationalError" in log
    for word in ("Geheim", "Vertrouwelijk", "Traceback"):
        assert word not in log
