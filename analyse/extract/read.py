"""One file → one ``Document``: decide by content what it is, let its reader read it, find the structure."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analyse.errors import LeesfoutError
from analyse.extract.raw import RuwBlok
from analyse.extract.structure import structured
from analyse.limits import STANDAARD, Limits
from analyse.types import Document, Documentsoort

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES = {b"\xff\xd8\xff": "een foto (JPEG)", b"\x89PNG": "een afbeelding (PNG)", b"II*\x00": "een afbeelding (TIFF)"}
_PDF_WINDOW = 1024  # the header may stand this far into the file (ISO 32000, implementation note 13)


def read_document(path: Path, limits: Limits = STANDAARD) -> Document:
    """Read a PDF or DOCX file.

    Raises:
        LeesfoutError: with one Dutch sentence that says why the file cannot be read and what to do.
    """
    data = _bytes(path, limits)
    kind = _kind(path, data)
    try:
        raw, pages = _raw_blocks(path, kind, limits)
        blocks = structured(raw)
    except LeesfoutError:
        raise
    except Exception as error:  # parsers fail on broken files in ways that no list of exceptions foresees
        raise LeesfoutError(
            f"{path.name} is beschadigd: de opbouw van het bestand klopt niet. "
            "Open het, sla het opnieuw op en probeer het nog eens."
        ) from error
    return Document(
        bestand=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        soort=kind,
        paginas=pages,
        blokken=blocks,
    )


def _raw_blocks(path: Path, kind: Documentsoort, limits: Limits) -> tuple[list[RuwBlok], int | None]:
    """Blocks and number of pages (``None`` for DOCX); the readers are imported when they are needed."""
    if kind == "pdf":
        from analyse.extract.pdf import read_pdf

        return read_pdf(path, limits)
    from analyse.extract.docx import read_docx

    return read_docx(path, limits), None


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise LeesfoutError(f"{path.name} is een map. Geef de bestanden zelf op.")
        size = path.stat().st_size
        if size == 0:
            raise LeesfoutError(f"{path.name} is leeg (0 bytes).")
        if size > limits.bestand:
            raise LeesfoutError(f"{path.name} is groter dan {limits.bestand // 2**20} MB en is niet gelezen.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise LeesfoutError(f"{path} bestaat niet. Controleer de naam en de map.") from error
    except PermissionError as error:
        raise LeesfoutError(f"{path.name} mag niet worden gelezen. Controleer uw rechten op het bestand.") from error


def _kind(path: Path, data: bytes) -> Documentsoort:
    """What the bytes say, not what the name says."""
    if _PDF in data[:_PDF_WINDOW]:
        return "pdf"
    if data.startswith(_ZIP):
        if b"word/document" in data or b"[Content_Types].xml" in data[:4096]:
            return "docx"
        raise LeesfoutError(f"{path.name} is geen PDF of Word-bestand (DOCX), maar een ander soort archief.")
    if data.startswith(_OLE):
        raise LeesfoutError(
            f"{path.name} is een oud Word-bestand (.doc) of een met wachtwoord beveiligd DOCX-bestand. "
            "Sla het in Word op als DOCX zonder wachtwoord."
        )
    for magic, name in _IMAGES.items():
        if data.startswith(magic):
            raise LeesfoutError(
                f"{path.name} is {name}, geen PDF of Word-bestand. Scan het document naar een doorzoekbare PDF."
            )
    raise LeesfoutError(f"{path.name} is geen PDF of Word-bestand (DOCX). Sla het op als een van beide.")
