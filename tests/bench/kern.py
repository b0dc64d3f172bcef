"""How long does a check take, beside a plain script? Run: ``python tests/bench/kern.py`` (prints a Markdown table).

The document is 20 pages of the examples put together. The plain script is what one would write in ten lines:
pdfplumber's ``extract_text`` and the same spaCy pipeline, sentence by sentence. All in the same run; the ratio is what
to compare.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parents[2]
PAGES = 20
RUNS = 5

PLAIN = """
import sys, pdfplumber, spacy
with pdfplumber.open(sys.argv[1]) as pdf:
    text = "\\n".join(page.extract_text() or "" for page in pdf.pages)
nlp = spacy.load(sys.argv[2])
first = nlp(text)
for sentence in first.sents:
    nlp(sentence.text)
"""

WARM = """
import sys, time
from pathlib import Path
from analyse.pipeline import Toetser
from analyse.report.as_html import render
checker = Toetser.load()
path = Path(sys.argv[1])
for _ in range(2):
    start = time.perf_counter()
    render(checker.toets([path]), checker.vragenset)
    seconds = time.perf_counter() - start
print(seconds)
"""


def twenty_pages(folder: Path) -> Path:
    """A 20-page PDF from the pages of the examples."""
    pdf = pikepdf.new()
    for source in sorted((ROOT / "voorbeelden").glob("*.pdf")):
        with pikepdf.open(source) as example:
            pdf.pages.extend(example.pages)
    del pdf.pages[PAGES:]
    path = folder / "twintig.pdf"
    pdf.save(path)
    return path


def seconds(*command: str | Path) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def main() -> None:
    """Print medians over the runs, taken in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = twenty_pages(folder)
        cold, again, plain = [], [], []
        for _ in range(RUNS):
            cold.append(seconds("-m", "analyse", "toets", path, "--uit", folder / "rapport.html"))
            warm = subprocess.run(
                [sys.executable, "-c", WARM, str(path)], check=True, capture_output=True, text=True, cwd=ROOT
            )
            again.append(float(warm.stdout))
            plain.append(seconds("-c", PLAIN, path, ROOT / "modellen" / "nl_bestuur"))
    ratio = statistics.median(c / p for c, p in zip(cold, plain, strict=True))
    print(f"| 20 pages of digital PDF, cold start to HTML | {statistics.median(cold):.1f} s |")
    print(f"| the same document again in one process | {statistics.median(again):.2f} s |")
    print(f"| plain script (pdfplumber + the same pipeline), cold | {statistics.median(plain):.1f} s |")
    print(f"| ratio cold / plain script, run by run | {ratio:.2f} |")


if __name__ == "__main__":
    main()
