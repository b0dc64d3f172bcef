"""The readers: ours and others, all behind one function from a file to lines of text."""

from __future__ import annotations

import io
import logging
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium

from analyse.extract import Leeswijze, read_document
from analyse.types import Blok

OCR_DPI = 300
_SECONDEN = 120
Cel = tuple[str, str, str]
"""(first cell of the row, column header, cell): right only in its own row and below its own header."""


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a reader found. Only readers that give structure fill in more than the lines."""

    regels: tuple[str, ...]
    blokken: tuple[str, ...] | None = None
    koppen: tuple[str, ...] | None = None
    cellen: Counter[Cel] | None = field(default=None)
    alleen_cellen: bool = False
    """A finder of tables: its lines are no reading of the text."""

    @property
    def tekst(self) -> str:
        """The lines with single spaces."""
        return " ".join(" ".join(self.regels).split())


@dataclass(frozen=True, slots=True)
class Lezer:
    """A reader and the files that it reads."""

    naam: str
    soorten: tuple[str, ...]
    lees: Callable[[Path], Gelezen]
    nodig: str = ""
    """Module, or program with a leading "$", without which the reader is left out."""
    scans: bool = False
    """Reads pictures of text."""

    @property
    def ontbreekt(self) -> bool:
        """Is what it needs not installed?"""
        if self.nodig.startswith("$"):
            return shutil.which(self.nodig[1:]) is None
        return bool(self.nodig) and find_spec(self.nodig) is None


def _analyse(wijze: Leeswijze) -> Callable[[Path], Gelezen]:
    def lees(pad: Path) -> Gelezen:
        blokken = read_document(pad, wijze).blokken
        cellen = Counter((blok.cellen[0][1], *paar) for blok in blokken if blok.cellen for paar in blok.cellen)
        regels = tuple(_regel(blok) for blok in blokken)
        koppen = tuple(_regel(blok) for blok in blokken if blok.soort == "kop")
        tekst = tuple(_regel(blok) for blok in blokken if not blok.cellen)
        return Gelezen(regels, tekst, koppen, cellen)

    return lees


def _regel(blok: Blok) -> str:
    if blok.cellen:
        return " ".join(cel for _, cel in blok.cellen)
    return f"{blok.nummer} {blok.tekst}".strip()


def _regels(tekst: str) -> Gelezen:
    return Gelezen(tuple(tekst.splitlines()))


def _pdfplumber(pad: Path) -> Gelezen:
    import pdfplumber

    with pdfplumber.open(pad) as pdf:
        return _regels("\n".join(pagina.extract_text() for pagina in pdf.pages))


def _pdfplumber_stroom(pad: Path) -> Gelezen:
    import pdfplumber

    with pdfplumber.open(pad) as pdf:
        return _regels("\n".join(pagina.extract_text(use_text_flow=True) for pagina in pdf.pages))


def _pdfplumber_tabellen(pad: Path) -> Gelezen:
    import pdfplumber

    cellen: Counter[Cel] = Counter()
    with pdfplumber.open(pad) as pdf:
        for pagina in pdf.pages:
            for tabel in pagina.extract_tables():
                cellen += _cellen([[" ".join((cel or "").split()) for cel in rij] for rij in tabel])
    return Gelezen((), cellen=cellen, alleen_cellen=True)


def _cellen(rijen: Sequence[Sequence[str]]) -> Counter[Cel]:
    """The cells of a table whose first row is its header."""
    return Counter((rij[0], kop, cel) for rij in rijen[1:] for kop, cel in zip(rijen[0], rij, strict=False))


def _pdfminer(pad: Path) -> Gelezen:
    from pdfminer.high_level import extract_text

    return _regels(extract_text(pad))


def _pypdf(pad: Path) -> Gelezen:
    from pypdf import PdfReader

    return _regels("\n".join(pagina.extract_text() for pagina in PdfReader(pad).pages))


def _pdftotext(pad: Path) -> Gelezen:
    return _regels(_uitvoer("pdftotext", "-enc", "UTF-8", str(pad), "-"))


def _tesseract(pad: Path) -> Gelezen:
    """The bare program on the bare page, in one thread as ours runs it."""
    paginas = []
    with pdfium.PdfDocument(pad) as pdf:
        for pagina in pdf:
            beeld = io.BytesIO()
            pagina.render(scale=OCR_DPI / 72, grayscale=True).to_pil().save(beeld, "PNG", dpi=(OCR_DPI, OCR_DPI))
            paginas.append(_uitvoer("tesseract", "stdin", "stdout", "-l", "nld", invoer=beeld.getvalue()))
    return _regels("\n".join(paginas))


def _python_docx(pad: Path) -> Gelezen:
    import docx

    document = docx.Document(str(pad))
    cellen: Counter[Cel] = Counter()
    for tabel in document.tables:
        cellen += _cellen([[cel.text for cel in rij.cells] for rij in tabel.rows])
    return Gelezen(tuple(alinea.text for alinea in document.paragraphs), cellen=cellen)


def _mammoth(pad: Path) -> Gelezen:
    import mammoth

    with pad.open("rb") as bestand:
        return _regels(mammoth.extract_raw_text(bestand).value)


def _soffice(pad: Path) -> Gelezen:
    """LibreOffice's own export to plain text, numbers and all."""
    with tempfile.TemporaryDirectory() as map_:
        profiel = f"-env:UserInstallation={Path(map_, 'profiel').as_uri()}"
        naar = ("--convert-to", "txt:Text (encoded):UTF8", "--outdir", map_)
        _uitvoer("soffice", "--headless", "--norestore", profiel, *naar, str(pad))
        return _regels(Path(map_, f"{pad.stem}.txt").read_text(encoding="utf-8-sig"))


def _uitvoer(*opdracht: str, invoer: bytes = b"") -> str:
    omgeving = os.environ | {"OMP_THREAD_LIMIT": "1"}
    klaar = subprocess.run(opdracht, check=True, capture_output=True, input=invoer, timeout=_SECONDEN, env=omgeving)
    return klaar.stdout.decode("utf-8", "replace")


_PDF, _WORD, _KANTOOR = (".pdf",), (".docx",), (".odt", ".doc")
ONZE = "analyse"
LEZERS = (
    Lezer(ONZE, _PDF + _WORD + _KANTOOR, _analyse(Leeswijze()), scans=True),
    Lezer("analyse, zonder paginanummers", _WORD, _analyse(Leeswijze(paginas=False))),
    Lezer("pdfplumber", _PDF, _pdfplumber, "pdfplumber"),
    Lezer("pdfplumber, use_text_flow", _PDF, _pdfplumber_stroom, "pdfplumber"),
    Lezer("pdfplumber, extract_tables", _PDF, _pdfplumber_tabellen, "pdfplumber"),
    Lezer("pdfminer.six", _PDF, _pdfminer, "pdfminer"),
    Lezer("pypdf", _PDF, _pypdf, "pypdf"),
    Lezer("pdftotext", _PDF, _pdftotext, "$pdftotext"),
    Lezer("tesseract zonder meer", _PDF, _tesseract, "$tesseract", scans=True),
    Lezer("python-docx", _WORD, _python_docx, "docx"),
    Lezer("mammoth", _WORD, _mammoth, "mammoth"),
    Lezer("LibreOffice naar tekst", _WORD + _KANTOOR, _soffice, "$soffice"),
)


def lezers(suffix: str, *, is_scan: bool) -> list[Lezer]:
    """The readers for a kind of file; bare OCR only for scans, and readers of text not for scans."""
    alleen_ocr = "tesseract"
    return [
        lezer
        for lezer in LEZERS
        if suffix in lezer.soorten and (lezer.scans if is_scan else not lezer.naam.startswith(alleen_ocr))
    ]


def stil() -> None:
    """pdfminer and pypdf tell on their loggers what they think of a file; the table is what counts here."""
    for naam in ("pdfminer", "pypdf", "fontTools", "weasyprint"):
        logging.getLogger(naam).setLevel(logging.CRITICAL)
