"""Every bound in one place. Archives hold broken and hostile files; nothing here is unlimited.

Sizes are bytes, unless the name says otherwise. The defaults leave ample room for real agreements: the largest
document of the test set has 80 pages and 1.8 MB.
"""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document."""

    bestand: int = 200 * MB
    """Size of the file as it lies on disk."""

    uitgepakt: int = 300 * MB
    """Size of all parts of a zip format (DOCX) together, counted while unpacking: the header may lie."""

    xml_deel: int = 64 * MB
    """Size of one unpacked XML part that is parsed."""

    paginas: int = 2_000
    """Pages of one document."""

    tekens: int = 10_000_000
    """Characters of text of one document (about 3,500 full pages)."""

    tabel_lijnen: int = 4_000
    """Drawn lines on a page above which it holds a drawing, not a table."""

    bestanden: int = 200
    """Files in a ZIP or an e-mail."""

    geheugen: int = 4096 * MB
    """Address space of the process that reads one file (and of LibreOffice or Tesseract, each, under it)."""

    rekentijd: int = 600
    """Processor seconds of that process, and of each program under it."""

    stilte: float = 150.0
    """Seconds of wall time in which a reader shows no progress (a page of text recognition is progress)."""

    tijd: float = 7_200.0
    """Seconds of wall time for one file, whatever its progress."""


STANDAARD = Limits()
