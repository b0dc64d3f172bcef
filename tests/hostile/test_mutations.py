"""Damaged copies of small documents: whatever a reader meets, the batch goes on, in time, with whole results.

``ANALYSE_GEVALLEN`` sets the number of cases (2,000 in CI).
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from analyse.extract import Leeswijze, read_isolated
from analyse.limits import MB, Limits

CASES = int(os.environ.get("ANALYSE_GEVALLEN", "2000"))
PARTS = 8  # so that the cases can be spread over processes
HOW = Leeswijze(Limits(geheugen=1024 * MB, rekentijd=10, stilte=15.0, tijd=15.0), ocr=False, paginas=False)


@pytest.fixture
def sources(maak_pdf: Callable[..., Path], tmp_path: Path) -> list[bytes]:
    """A PDF with two pages, a Word file with a table, a mail and a text."""
    lines = [(72.0, 760.0 - 20 * i, 11.0, f"Artikel {i} De gemeente betaalt taak {i}.") for i in range(1, 20)]
    document = docx.Document()
    document.add_heading("Artikel 1 Kosten", 1)
    for text in ("De gemeente betaalt.", "De dienst levert."):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Taak", "Uren", "Toezicht", "12"), strict=True
    ):
        cell.text = text
    document.save(str(tmp_path / "bron.docx"))
    mail = (
        b"From: a@b.invalid\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<html><p>De partijen</p></html>"
    )
    return [maak_pdf([lines, lines]).read_bytes(), (tmp_path / "bron.docx").read_bytes(), mail]


def damaged(random_: random.Random, sources: list[bytes]) -> bytes:
    """One source with bits flipped, a piece cut out, the end cut off, or a piece of another spliced in."""
    data = bytearray(random_.choice(sources))
    kind = random_.choice(("bits", "cut", "end", "splice", "twice"))
    a, b = sorted(random_.randrange(len(data)) for _ in range(2))
    if kind == "bits":
        for _ in range(random_.choice((1, 3, 30, 300))):
            data[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
    elif kind == "cut":
        del data[a:b]
    elif kind == "end":
        del data[max(1, a) :]
    elif kind == "splice":
        other = random_.choice(sources)
        data[a:b] = other[: random_.randrange(len(other))]
    else:
        data[a:a] = data[a:b]
    return bytes(data) or b"x"


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_files_never_stop_the_batch(part: int, sources: list[bytes], tmp_path: Path) -> None:
    random_ = random.Random(part)
    for case in range(CASES // PARTS):
        path = tmp_path / f"geval-{case}.pdf"
        path.write_bytes(damaged(random_, sources))
        start = time.monotonic()
        result = read_isolated(path, HOW)
        assert time.monotonic() - start < 25, case
        assert result.documenten or result.fouten, case
        assert all(e.endswith(".") for e in result.fouten), case
        for document in result.documenten:
            assert document.blokken, case
            assert all(block.tekst.strip() for block in document.blokken), case
        path.unlink()
