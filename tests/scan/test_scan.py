"""An archive into the register: nothing twice, nothing lost, whatever stops it."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pypdfium2 as pdfium
import pytest
from pyarrow import parquet
from sqlalchemy import select

from analyse.extract import Leeswijze
from analyse.register import Register
from analyse.register.tables import Overeenkomst
from analyse.scan import Dossier, Lokaal, scan, walk
from tests.conftest import needs_tesseract

HOW = Leeswijze(ocr=False, paginas=False)


@pytest.fixture
def archive(tmp_path: Path, maak_docx: Callable[..., Path]) -> Path:
    """Four agreements, one of them twice, a broken file, a hidden one and a picture of another kind."""
    folder = tmp_path / "archief"
    (folder / "dossier").mkdir(parents=True)
    for n in range(4):
        texts = [
            f"# Convenant {n}",
            f"De gemeente betaalt in 202{n} € {n + 1}.000 aan de dienst.",
            "Partijen overleggen.",
        ]
        shutil.copy(maak_docx(texts, f"c{n}.docx"), folder)
    shutil.copy(folder / "c0.docx", folder / "dossier" / "kopie.docx")
    (folder / "dossier" / "kapot.pdf").write_bytes(b"%PDF-1.7 kapot")
    (folder / ".verborgen.txt").write_text("geheim", encoding="utf-8")
    (folder / "logo.svg").write_text("<svg/>", encoding="utf-8")
    return folder


Scan = Callable[..., tuple[int, int, int, int]]


@pytest.fixture
def run(archive: Path, register: Register, werkers: Lokaal) -> Scan:
    """Scans the archive; (seen, new, known, failed)."""

    def scanned(versions: str = "v1", *, per_folder: bool = False) -> tuple[int, int, int, int]:
        done = scan(walk(archive, per_folder=per_folder), register, werkers, versions=versions, how=HOW)
        return done.gezien, done.nieuw, done.bekend, done.mislukt

    return scanned


def test_nothing_is_read_or_judged_twice(run: Scan, register: Register) -> None:
    seen, new, known, failed = run()
    assert (seen, failed) == (6, 1)
    assert new + known == 5
    lines = register.overview()
    assert len(lines) == 4
    assert sorted(len(line.paden) for line in lines) == [1, 1, 1, 2]
    assert all(len(line.oordelen) == 19 for line in lines)
    assert [Path(path).name for path, _ in register.failures()] == ["kapot.pdf"]
    assert run() == (6, 0, 5, 1)


def test_new_models_judge_again_from_stored_text(run: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr("analyse.scan.workers.read_isolated", lambda *_: pytest.fail("read again"))
    assert run("v2")[1] >= 4


def test_a_mended_file_is_read_again(archive: Path, run: Scan, register: Register) -> None:
    run()
    shutil.copy(archive / "c1.docx", archive / "dossier" / "kapot.pdf")
    assert run()[3] == 0
    assert not register.failures()


def test_the_files_of_a_folder_can_be_one_agreement(run: Scan, register: Register) -> None:
    assert run(per_folder=True)[:2] == (2, 2)
    assert {len(line.paden) for line in register.overview()} == {4, 2}


def test_a_file_that_is_gone_again_costs_nothing_but_itself(archive: Path, register: Register, werkers: Lokaal) -> None:
    gone = Dossier((archive / "weg.pdf",))
    half = Dossier((archive / "c1.docx", archive / "weg.pdf"))
    done = scan([gone, half, *walk(archive, per_folder=False)], register, werkers, how=HOW)
    assert (done.gezien, done.mislukt) == (8, 2)
    assert {Path(path).name for path, _ in register.failures()} == {"weg.pdf", "kapot.pdf"}


def _command(archive: Path, database: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "analyse",
        "scan",
        str(archive),
        "--register",
        f"sqlite:///{database}",
        "--snel",
        *more,
    ]


@pytest.fixture
def larger(archive: Path) -> Path:
    """The archive with enough in it to be stopped halfway."""
    for n in range(30):
        texts = [f"Convenant {n}", f"De gemeente betaalt in 2026 € {n + 1}.000 aan de dienst.", "Partijen overleggen."]
        (archive / f"meer-{n:02}.txt").write_text("\n\n".join(texts * 20), encoding="utf-8")
    return archive


def _content(url: str) -> tuple[object, ...]:
    """Everything in the register but moments and numbers of rows."""
    with closing(Register(url)) as opened:
        with opened.read() as session:
            keys = session.scalars(select(Overeenkomst.sleutel).order_by(Overeenkomst.sleutel)).all()
        reports = [opened.report(key) for key in keys]
        return opened.overview(), opened.failures(), list(opened.evidence()), keys, reports


def test_after_kill_9_at_ten_moments_the_register_ends_up_as_without_it(larger: Path, tmp_path: Path) -> None:
    dice = random.Random(9)
    stopped = 0
    for _ in range(10):
        process = subprocess.Popen(
            _command(larger, tmp_path / "a.sqlite"), stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(dice.uniform(1.0, 5.5))
        stopped += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert stopped >= 5
    assert subprocess.run(_command(larger, tmp_path / "a.sqlite"), capture_output=True, check=False).returncode == 1
    assert subprocess.run(_command(larger, tmp_path / "b.sqlite"), capture_output=True, check=False).returncode == 1
    assert _content(f"sqlite:///{tmp_path / 'a.sqlite'}") == _content(f"sqlite:///{tmp_path / 'b.sqlite'}")


@pytest.mark.parametrize("moment", [2.0, 4.5])
def test_ctrl_c_ends_everything_in_words(larger: Path, tmp_path: Path, moment: float) -> None:
    process = subprocess.Popen(
        _command(larger, tmp_path / "a.sqlite", "--werkers", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    shown, told = process.communicate(timeout=30)
    if b"overeenkomsten gezien" not in shown:
        assert (process.returncode, told.decode()[:10]) == (130, "Afgebroken")


def test_two_scans_at_once_fill_one_register(archive: Path, tmp_path: Path, register_url: str) -> None:
    command = _command(archive, tmp_path / "x.sqlite")
    command[command.index("--register") + 1] = register_url
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, told = process.communicate(timeout=180)
        assert (process.returncode, b"Traceback" in told) == (1, False)
    assert subprocess.run(_command(archive, tmp_path / "b.sqlite"), capture_output=True, check=False).returncode == 1
    assert _content(register_url) == _content(f"sqlite:///{tmp_path / 'b.sqlite'}")


@needs_tesseract
def test_text_recognition_can_wait_for_a_next_time(
    tmp_path: Path,
    register: Register,
    werkers: Lokaal,
    maak_pdf: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [
        (70.0, 760.0 - 30 * n, 14.0, "Partijen betalen in 2026 samen 40.000 euro aan de dienst.") for n in range(12)
    ]
    with pdfium.PdfDocument(maak_pdf([lines])) as pdf:
        picture = pdf[0].render(scale=3).to_pil()
    folder = tmp_path / "scans"
    folder.mkdir()
    picture.save(folder / "scan.png")
    later = scan(walk(folder, per_folder=False), register, werkers, versions="v", how=HOW)
    assert (later.nieuw, later.mislukt) == (0, 1)
    assert "uitgesteld" in register.failures()[0][1]
    now = scan(walk(folder, per_folder=False), register, werkers, versions="v", how=replace(HOW, ocr=True))
    assert (now.nieuw, now.mislukt) == (1, 0)
    assert not register.failures()
    monkeypatch.setattr("analyse.scan.workers.read_isolated", lambda *_: pytest.fail("read again"))
    again = scan(walk(folder, per_folder=False), register, werkers, versions="v", how=replace(HOW, ocr=True))
    assert again.bekend == 1


def test_a_folder_is_followed(tmp_path: Path, maak_docx: Callable[..., Path]) -> None:
    folder, overview = tmp_path / "map", tmp_path / "o.json"
    folder.mkdir()
    command = _command(folder, tmp_path / "r.sqlite", "--volg", "--uit", str(overview))
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr
    try:
        assert any("Ik let op" in line for line in process.stderr)
        shutil.copy(maak_docx(["# Convenant", "De gemeente betaalt € 10.000."], "nieuw.docx"), folder)
        until = time.monotonic() + 30
        while time.monotonic() < until and "nieuw.docx" not in overview.read_text(encoding="utf-8"):
            time.sleep(0.2)
        assert "nieuw.docx" in overview.read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stderr.close()


class Dask(NamedTuple):
    """A cluster of processes."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Dask]:
    """A real Dask scheduler with two workers, each a process of its own."""
    pytest.importorskip("distributed")
    where = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    python = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    scheduler = subprocess.Popen(
        [*python, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where)], **quiet
    )
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(where), "--no-nanny"]
    workers = [
        subprocess.Popen([*worker, "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path)], **quiet)
        for _ in range(2)
    ]
    until = time.monotonic() + 30
    while not where.exists() and time.monotonic() < until:
        time.sleep(0.1)
    yield Dask(json.loads(where.read_text(encoding="utf-8"))["address"], scheduler, workers)
    for process in (*workers, scheduler):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_cluster_gives_the_same_and_survives_the_loss_of_a_worker(
    archive: Path, tmp_path: Path, cluster: Dask
) -> None:
    for n in range(8):
        (archive / f"extra{n}.txt").write_text(f"Convenant {n}\n\nDe gemeente betaalt € {n}0.000.", encoding="utf-8")
    outcomes = []
    for name, more in (("a", ["--cluster", cluster.address]), ("b", [])):
        process = subprocess.Popen(
            _command(archive, tmp_path / f"{name}.sqlite", *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if more:
            time.sleep(5)
            os.killpg(cluster.workers[0].pid, signal.SIGKILL)
        assert process.wait(180) == 1  # one file is broken
        with closing(Register(f"sqlite:///{tmp_path / name}.sqlite")) as opened:
            outcomes.append((opened.overview(), opened.failures()))
    assert outcomes[0] == outcomes[1]


def test_a_scheduler_that_goes_away_ends_the_scan_in_words(larger: Path, tmp_path: Path, cluster: Dask) -> None:
    command = _command(larger, tmp_path / "r.sqlite", "--cluster", cluster.address)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(5)
    os.killpg(cluster.scheduler.pid, signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert (process.returncode, b"Traceback" in told) == (2, False)
    assert b"antwoordt niet meer" in told
    assert subprocess.run(_command(larger, tmp_path / "r.sqlite"), capture_output=True, check=False).returncode == 1


def test_overviews(archive: Path, tmp_path: Path) -> None:
    shutil.copy(archive / "c2.docx", archive / "=1+1.docx")
    paths = [tmp_path / f"o.{suffix}" for suffix in ("xlsx", "html", "csv", "json", "parquet")]
    command = _command(archive, tmp_path / "r.sqlite", *(arg for path in paths for arg in ("--uit", str(path))))
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "kapot.pdf" in run.stderr
    sheet = openpyxl.load_workbook(paths[0])["Overzicht"]
    assert sheet.max_row == 5
    assert all(isinstance(row[6].value, int) for row in sheet.iter_rows(min_row=2))
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    proof = openpyxl.load_workbook(paths[0])["Bewijs"]
    assert proof.max_row > 4
    assert any("€ 3.000" in str(row[5].value) for row in proof)
    page = paths[1].read_text(encoding="utf-8")
    assert page.count('class="vak') == 4 * 19
    assert "Per jaar van de overeenkomst" in page or "Per soort" in page
    rows = list(csv.reader(paths[2].read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 5
    assert not any(cell.startswith("=") for row in rows for cell in row)
    table = parquet.read_table(paths[4])
    assert (table.num_rows, "7c" in table.column_names) == (4, True)
    data = json.loads(paths[3].read_text(encoding="utf-8"))
    assert len(data["overeenkomsten"]) == 4
    assert len(data["mislukt"]) == 1
