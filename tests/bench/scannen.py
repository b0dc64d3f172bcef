"""How fast is ``analyse scan``, and what does it cost as the archive grows? Everything in one run, on made agreements.

    python -m tests.bench.scannen                    # 300 agreements, about ten minutes on two cores
    python -m tests.bench.scannen --aantal 10000     # the whole, some hours

The agreements (2 to 30 pages, PDF and Word) are put together from our own corpus with other names and amounts. Compared
with, on a sample of the same files: a plain loop (pdfplumber's default text or python-docx, then the whole spaCy
pipeline, one document at a time) and the floor (PDFium's text or python-docx, then spaCy's tokenizer only).
"""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
import pikepdf
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
SAMPLE = 30
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


def scanned(folder: Path, database: Path, workers: int) -> tuple[float, list[int]]:
    """(seconds, memory of the parent in kB, every second) of a scan of ``folder``, models loaded and all."""
    command = [sys.executable, "-m", "analyse", "scan", str(folder), "--snel", "--werkers", str(workers)]
    start, memory = time.perf_counter(), []
    process = subprocess.Popen(
        [*command, "--register", f"sqlite:///{database}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory += [int(found[1]) for found in [re.search(r"VmRSS:\s+(\d+)", status)] if found]
        time.sleep(1)
    return time.perf_counter() - start, memory


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


def main(aantal: int = 300, rijen: int = 100_000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = generate(folder / "archief", aantal)
        print(f"{aantal} overeenkomsten gemaakt")
        few = folder / "deel"
        few.mkdir()
        for path in paths[: max(SAMPLE, aantal // 4)]:
            (few / path.name).write_bytes(path.read_bytes())
        count = len(list(few.iterdir()))
        (folder / "leeg").mkdir()
        start = scanned(folder / "leeg", folder / "leeg.sqlite", 1)[0]  # loading models, once
        one, two = (count / (scanned(few, folder / f"r{n}.sqlite", n)[0] - start) for n in (1, 2))
        seconds, memory = scanned(folder / "archief", folder / "r.sqlite", 2)
        whole = aantal / (seconds - start)
        shipped = spacy.load(resource("modellen/nl_bestuur"))
        slow, fast = per_second(paths[:SAMPLE], plain, shipped), per_second(paths[:SAMPLE], floor, spacy.blank("nl"))
        tenth, last = memory[len(memory) // 10], memory[-2]
        print(f"1 werker {one:.2f}/s, 2 werkers {two:.2f}/s ({two / one:.2f} keer), alles met 2: {whole:.2f}/s")
        print(f"gewone lus {slow:.2f}/s (wij {whole / slow:.1f} keer zo snel)")
        print(f"ondergrens {fast:.2f}/s (wij {fast / whole:.1f} keer trager)")
        mb = 1024
        print(f"hoofdproces: {tenth // mb} MB na een tiende, {last // mb} MB aan het eind ({last / tenth - 1:+.0%})")
        before, after = saving(folder / "groei.sqlite", rijen)
        print(f"bewaren: {1000 * before:.0f} ms in een leeg register, {1000 * after:.0f} ms bij {rijen} overeenkomsten")


if __name__ == "__main__":
    typer.run(main)
