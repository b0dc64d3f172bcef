"""One file → its ``Document``: decide by content what it is, let its reader read it, find the structure."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from analyse.errors import LeesfoutError
from analyse.extract.how import Leeswijze
from analyse.extract.kinds import Soort, kind_of
from analyse.extract.page_images import write_page_images
from analyse.extract.raw import Gelezen
from analyse.extract.structure import structured
from analyse.types import Document, Documentsoort

_NAMED: dict[Soort, Documentsoort] = {
    "pdf": "pdf",
    "beeld": "pdf",
    "docx": "docx",
    "odt": "odt",
    "doc": "doc",
    "rtf": "doc",
    "html": "txt",
    "tekst": "txt",
}
"""What the report calls each format."""
_NO_PAGES = "{name} heeft geen paginanummers: daarvoor is LibreOffice nodig."


def read_document(path: Path, how: Leeswijze | None = None) -> Document:
    """Read one document; files that hold files are for ``read_file``.

    Raises:
        LeesfoutError: with one Dutch sentence that says why the file cannot be read and what to do.
    """
    how = how or Leeswijze()
    data = file_bytes(path, how)
    return read_known(path, data, kind_of(path, data), how)


def read_known(path: Path, data: bytes, kind: Soort, how: Leeswijze) -> Document:
    """Read a document of which the bytes and the format are known; raises as ``read_document``."""
    if kind not in _NAMED:
        raise LeesfoutError(f"{path.name} bevat zelf bestanden. Geef de bestanden op, of het geheel als dossier.")
    try:
        with tempfile.TemporaryDirectory() as folder:
            read = _read(path, data, kind, how, Path(folder))
            sha256 = hashlib.sha256(data).hexdigest()
            if how.beelden and read.pdf:
                with suppress(Exception):  # the text is there; without pictures it is still worth reading
                    write_page_images(read.pdf, sha256, how, how.beelden)
        blocks = structured(read.blokken)
    except (LeesfoutError, MemoryError):
        raise
    except Exception as error:  # parsers fail on broken files in ways that no list of exceptions foresees
        raise LeesfoutError(
            f"{path.name} is beschadigd: de opbouw van het bestand klopt niet. "
            "Open het, sla het opnieuw op en probeer het nog eens."
        ) from error
    return Document(
        bestand=path.name,
        sha256=sha256,
        soort=_NAMED[kind],
        paginas=read.paginas,
        blokken=blocks,
        waarschuwingen=read.waarschuwingen,
        ocr=read.ocr,
        ongelezen=read.ongelezen,
    )


def _read(path: Path, data: bytes, kind: Soort, how: Leeswijze, folder: Path) -> Gelezen:
    """The readers are imported when they are needed: each takes time to load."""
    if kind == "pdf":
        from analyse.extract.pdf import read_pdf

        return replace(read_pdf(path, how), pdf=path)
    if kind == "beeld":
        from analyse.extract.pdf import read_pdf
        from analyse.extract.pictures import as_pdf

        made = as_pdf(path, folder, how.limits)
        return replace(read_pdf(made, how), pdf=made)
    if kind in ("tekst", "html"):
        from analyse.extract.plain import decode, html_blocks, text_blocks

        blocks = html_blocks(data) if kind == "html" else text_blocks(decode(data))
        if not blocks:
            raise LeesfoutError(f"{path.name} bevat geen tekst.")
        return Gelezen(blocks)
    return _read_office(path, kind, how, folder)


def _read_office(path: Path, kind: Soort, how: Leeswijze, folder: Path) -> Gelezen:
    from analyse.extract import office
    from analyse.extract.docx import read_docx
    from analyse.extract.pagination import with_pages

    source = path
    if kind != "docx":
        how.tell("omzetten met LibreOffice")
        source = office.convert(path, "docx", folder)
    blocks = read_docx(source, how.limits)
    if not how.paginas:
        return Gelezen(blocks)
    if not office.available():
        return Gelezen(blocks, waarschuwingen=(_NO_PAGES.format(name=path.name),))
    how.tell("paginanummers zoeken met LibreOffice")
    try:
        made = office.convert(path, "pdf", folder)
        paged, pages = with_pages(blocks, made)
    except Exception:  # the text is there; without pages it is still worth reading
        return Gelezen(blocks, waarschuwingen=(f"De paginanummers van {path.name} zijn niet te bepalen.",))
    return Gelezen(paged, pages, pdf=made)


def file_bytes(path: Path, how: Leeswijze) -> bytes:
    """The bytes of a file.

    Raises:
        LeesfoutError: not there, not readable, empty, a folder, or larger than the limits allow.
    """
    try:
        if path.is_dir():
            raise LeesfoutError(f"{path.name} is een map. Geef de bestanden zelf op.")
        size = path.stat().st_size
        if size == 0:
            raise LeesfoutError(f"{path.name} is leeg (0 bytes).")
        if size > how.limits.bestand:
            raise LeesfoutError(f"{path.name} is groter dan {how.limits.bestand // 2**20} MB en is niet gelezen.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise LeesfoutError(f"{path} bestaat niet. Controleer de naam en de map.") from error
    except PermissionError as error:
        raise LeesfoutError(f"{path.name} mag niet worden gelezen. Controleer uw rechten op het bestand.") from error
