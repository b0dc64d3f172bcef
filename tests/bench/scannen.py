"""How fast is ``analyse scan``, and what does it cost as the archive grows? Everything in one run, on made agreements.

    python -m tests.bench.scannen                    # 300 agreements, about ten minutes on two cores
    python -m tests.bench.scannen --aantal 10000     # the whole, more than an hour

The agreements (2 to 30 pages, PDF and Word) are put together from our own corpus with other names and amounts. Compared
with, on a sample of the same files: a plain loop (pdfplumber's default text or python-docx, then the whole spaCy
pipeline, one document at a time) and the floor (PDFium's text or python-docx, then spaCy's tokenizer only).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import docx
import pdfplumber
import pikepdf
import psutil
import pypdfium2 as pdfium
import spacy
import typer

from analyse.extract import Leesresultaat
from analyse.register import Register
from analyse.register.stored import rows
from analyse.resources import resource

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "modellen/corpus/tekst").glob("*.txt"))
LINES, WIDTH = 46, 92
CORES = 8
"""Of a machine in the estimate."""
SAMPLE = 100
"""Agreements for the rates; the same for each of what is compared."""
PLACES = ("Elsmarke", "Wolderveen", "Meerland", "Oudveen", "Zandloper", "Rietmonde", "Waterkwartier", "Hoogstede")


def paragraphs(dice: random.Random, pages: int) -> list[str]:
    """The text of an agreement of about so many pages."""
    made: list[str] = []
    count = 0
    while count < pages * LINES:
        for line in dice.choice(TEXTS).read_text(encoding="utf-8").splitlines():
            line = re.sub(
                r"\d{2,}", lambda m: str(dice.randrange(10 ** (len(m[0]) - 1), 10 ** len(m[0]))), line.strip()
            )
            line = re.sub(r"(?<=gemeente )[A-Z]\w+", lambda _: dice.choice(PLACES), line)
            if line and count < pages * LINES:
                made.append(line)
                count += 1 + len(line) // WIDTH
    return made


def write_pdf(texts: list[str], path: Path) -> None:
    """A plain PDF: lines of Helvetica."""
    lines = [text[i : i + WIDTH] for text in texts for i in range(0, len(text), WIDTH)]
    pdf = pikepdf.new()
    kind = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name.Helvetica}
    font = pdf.make_indirect(pikepdf.Dictionary(**kind, Encoding=pikepdf.Name.WinAnsiEncoding))
    for start in range(0, len(lines), LINES):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = b"".join(
            b"BT /F1 10 Tf 60 %d Td <%s> Tj ET\n" % (790 - 16 * n, line.encode("cp1252", "replace").hex().encode())
            for n, line in enumerate(lines[start : start + LINES])
        )
        page.Contents = pdf.make_stream(shown)
    pdf.save(path)


def write_docx(texts: list[str], path: Path) -> None:
    """A plain Word file."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))


def generate(folder: Path, count: int) -> list[Path]:
    """So many agreements in folders of a hundred; two in three are PDF."""
    made = []
    for n in range(count):
        dice = random.Random(n)
        place = folder / f"{n // 100:03}"
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"overeenkomst-{n:05}{'.docx' if n % 3 == 0 else '.pdf'}"
        texts = paragraphs(dice, min(30, max(2, round(dice.lognormvariate(2.0, 0.7)))))
        (write_docx if n % 3 == 0 else write_pdf)(texts, path)
        made.append(path)
    return made


class Ronde(NamedTuple):
    """One scan, models loaded and all."""

    seconden: float
    geheugen: list[int]
    """Of the parent, in MB, every second."""
    rekentijd: float
    """Of the parent itself, in seconds."""


def scanned(folder: Path, database: Path, *more: str) -> Ronde:
    """A scan of ``folder`` in a process of its own."""
    command = [sys.executable, "-m", "analyse", "scan", str(folder), "--snel", *more]
    process = psutil.Popen(
        [*command, "--register", f"sqlite:///{database}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    start, memory, cpu = time.perf_counter(), [], 0.0
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            used = process.cpu_times()
            memory, cpu = [*memory, process.memory_info().rss >> 20], used.user + used.system
        time.sleep(0.2 if len(memory) < 10 else 1)
    if process.returncode:
        raise SystemExit(f"analyse scan eindigde met {process.returncode}")
    return Ronde(time.perf_counter() - start, memory, cpu)


@contextlib.contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """A Dask scheduler with so many workers on this machine, each a process of its own; its address."""
    where = folder / "scheduler.json"
    python, quiet = [sys.executable, "-m"], {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    shared = ["--scheduler-file", str(where), "--no-dashboard"]
    own = ["--no-nanny", "--nthreads", "1", "--local-directory", str(folder)]
    here = ["--host", "127.0.0.1", "--port", "0"]
    started = [subprocess.Popen([*python, "distributed.cli.dask_scheduler", *shared, *here], **quiet)]
    try:
        while not where.exists():
            time.sleep(0.1)
        for _ in range(workers):
            started.append(subprocess.Popen([*python, "distributed.cli.dask_worker", *shared, *own], **quiet))
        time.sleep(5)
        yield json.loads(where.read_text(encoding="utf-8"))["address"]
    finally:
        for process in started:
            process.terminate()
            process.wait()


def plain(path: Path, nlp: spacy.Language) -> None:
    """What one would write first."""
    if path.suffix == ".pdf":
        with pdfplumber.open(path) as pdf:
            text = "\n".join(page.extract_text() or "" for page in pdf.pages)
    else:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    list(nlp(text).sents)


def floor(path: Path, nlp: spacy.Language) -> None:
    """The least that anything could do."""
    if path.suffix == ".pdf":
        with pdfium.PdfDocument(path) as pdf:
            text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    else:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    nlp(text)


def per_second(paths: list[Path], do: Callable[[Path, spacy.Language], None], nlp: spacy.Language) -> float:
    """Documents a second, one at a time."""
    start = time.perf_counter()
    for path in paths:
        do(path, nlp)
    return len(paths) / (time.perf_counter() - start)


def saving(database: Path, many: int) -> tuple[float, float]:
    """Seconds to keep one agreement in a register with few rows, and in one with ``many``; the mean of 300."""
    register = Register(f"sqlite:///{database}")
    from analyse.pipeline import Toetser

    report = rows(Toetser.load().toets([ROOT / "voorbeelden/dvo-omgevingsdienst.pdf"]))

    def cost(tag: str) -> float:
        start = time.perf_counter()
        for n in range(300):
            key = hashlib.sha256(f"{tag}{n}".encode()).hexdigest()
            register.save(key, {}, {key: Leesresultaat()}, report, "v")
        return (time.perf_counter() - start) / 300

    cost("warm")
    few = cost("a")
    grow(database, many)
    cost("rest")  # merges of the text index that copying left for the next ones
    later = cost("b")
    register.close()
    return few, later


def grow(database: Path, many: int) -> None:
    """Copy the last agreement ``many`` times, a hundred at a time, so that SQLite's text index grows as in a scan.

    Of each copy the first 50 sentences with their labels, to get there in minutes.
    """
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA cache_size=-131072")
    source = connection.execute("SELECT max(id) FROM overeenkomst").fetchone()[0]
    for done in range(0, many, 100):
        for table, own, keys, made, limit in (
            ("overeenkomst", "id", "sleutel, id", "lower(hex(randomblob(32))), ? + n", ""),
            ("oordeel", "overeenkomst_id", "overeenkomst_id", "? + n", ""),
            ("zin", "overeenkomst_id", "overeenkomst_id", "? + n", "AND nr <= 50"),
            ("label", "overeenkomst_id", "overeenkomst_id", "? + n", "AND nr <= 50"),
        ):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            fields = ", ".join(name for name in names if name not in ("sleutel", "id", "overeenkomst_id"))
            connection.execute(
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100) "
                f"INSERT INTO {table}({keys}, {fields}) "
                f"SELECT {made}, {fields} FROM t, {table} WHERE {table}.{own} = ? {limit}",
                (source + done, source),
            )
        connection.commit()
    connection.close()


def estimate(worker: float, parent: float, kilobytes: float, count: int = 1_000_000) -> None:
    """What ``count`` agreements take on paper, from what one was measured to take.

    Args:
        worker: processor seconds of a worker for one agreement, reading and judging.
        parent: processor seconds of the process that hands out and saves, for one agreement.
        kilobytes: what one agreement adds to the register.
        count: how many.
    """
    print(f"op papier: {count} overeenkomsten, register {kilobytes * count / 1e6:.0f} GB, machines met {CORES} kernen")
    for machines in (1, 10, 100):
        work, save = worker * count / (CORES * machines - 1) / 3600, parent * count / 3600
        first = "de werkers" if work > save else "het proces dat bewaart"
        print(f"  {machines} machines: {max(work, save):.0f} uur; grens: {first} ({work:.1f} en {save:.1f} uur)")


class Rates:
    """Scans of a sample, the start (models loaded, nothing to do) left out."""

    def __init__(self, folder: Path, sample: list[Path]) -> None:
        self.folder, self.count = folder, len(sample)
        self.register = folder / "r.sqlite"
        for name in ("deel", "leeg"):
            (folder / name).mkdir()
        for path in sample:
            (folder / "deel" / path.name).write_bytes(path.read_bytes())

    def measure(self, *more: str) -> tuple[float, float]:
        """(documents a second, processor seconds of the parent for one)."""
        empty = scanned(self.folder / "leeg", self.folder / "leeg.sqlite", *more)
        self.register.unlink(missing_ok=True)
        full = scanned(self.folder / "deel", self.register, *more)
        return self.count / (full.seconden - empty.seconden), (full.rekentijd - empty.rekentijd) / self.count


def speed(rates: Rates, sample: list[Path]) -> None:
    """One worker and two, against a plain loop and the least possible."""
    one, two = rates.measure("--werkers", "1")[0], rates.measure("--werkers", "2")[0]
    print(f"1 werker {one:.2f}/s, 2 werkers {two:.2f}/s ({two / one:.2f} keer)", flush=True)
    shipped = spacy.load(resource("modellen/nl_bestuur"))
    slow, fast = per_second(sample, plain, shipped), per_second(sample, floor, spacy.blank("nl"))
    print(f"gewone lus {slow:.2f}/s (wij {two / slow:.1f} keer zo snel)")
    print(f"ondergrens {fast:.2f}/s (wij {fast / two:.1f} keer trager)", flush=True)


def on_a_cluster(rates: Rates) -> None:
    """Two workers of Dask on this machine, and what that says of a million agreements."""
    with cluster(rates.folder, 2) as address:
        there, parent = rates.measure("--cluster", address)
    print(f"cluster van 2 werkers {there:.2f}/s; het hoofdproces rekent {1000 * parent:.0f} ms per overeenkomst")
    estimate(2 / there - parent, parent, rates.register.stat().st_size / 1000 / rates.count)


def growth(folder: Path, many: int) -> None:
    """Keeping an agreement in a small register and in a large one."""
    before, after = saving(folder / "groei.sqlite", many)
    print(f"bewaren: {1000 * before:.0f} ms in een leeg register, {1000 * after:.0f} ms bij {many} overeenkomsten")


def everything(folder: Path, count: int) -> None:
    """All that was made, with two workers; the memory of the parent over time."""
    whole = scanned(folder / "archief", folder / "geheel.sqlite", "--werkers", "2")
    tenth, last = whole.geheugen[len(whole.geheugen) // 10], whole.geheugen[-2]
    print(f"alle {count} met 2 werkers: {count / whole.seconden:.2f}/s")
    print(f"hoofdproces: {tenth} MB na een tiende, {last} MB aan het eind ({last / tenth - 1:+.0%})")


def main(aantal: int = 300, rijen: int = 100_000, deel: Annotated[list[str] | None, typer.Option()] = None) -> None:
    """Measure and print; ``--deel`` for some of it: snelheid, cluster, groei, geheel."""
    wanted = set(deel or ("snelheid", "cluster", "groei", "geheel"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = generate(folder / "archief", aantal)
        print(f"{aantal} overeenkomsten gemaakt", flush=True)
        rates = Rates(folder, paths[:SAMPLE])
        if "snelheid" in wanted:
            speed(rates, paths[:SAMPLE])
        if "cluster" in wanted:
            on_a_cluster(rates)
        if "groei" in wanted:
            growth(folder, rijen)
        if "geheel" in wanted:
            everything(folder, aantal)


if __name__ == "__main__":
    typer.run(main)
