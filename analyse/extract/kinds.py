"""What a file is, by its bytes; the name only decides where bytes cannot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from analyse.errors import LeesfoutError

Soort = Literal["pdf", "docx", "odt", "doc", "rtf", "tekst", "html", "beeld", "zip", "mail"]

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_PDF_WINDOW = 1024  # the header may stand this far into the file (ISO 32000, implementation note 13)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]*:")
_HTML = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}
_ADVICE = "analyse leest PDF, Word (DOCX, DOC), ODT, RTF, tekst, HTML, e-mail (EML), scans en ZIP."


def kind_of(path: Path, data: bytes) -> Soort:
    """The format of a file.

    Raises:
        LeesfoutError: a format that is not read, or a locked Word file.
    """
    if data.startswith(_ZIP):  # before PDF: an archive may hold one, unpacked, right at its start
        return _zipped(path, data)
    if data.startswith(_OLE):
        return _compound(path, data)
    if _PDF in data[:_PDF_WINDOW]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES):
        return "beeld"
    if _HTML.match(data):
        return "html"
    if path.suffix.lower() == ".eml" or _is_mail(data):
        return "mail"
    if _is_text(data):
        return "tekst"
    raise LeesfoutError(f"{path.name} is geen document dat analyse kent. {_ADVICE}")


def _zipped(path: Path, data: bytes) -> Soort:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"word/document" in data:
        return "docx"
    if b"[Content_Types].xml" in data[:4096]:
        if b"xl/workbook" in data or b"ppt/presentation" in data:
            raise LeesfoutError(f"{path.name} is een Excel- of PowerPoint-bestand. {_ADVICE}")
        return "docx"
    return "zip"


def _compound(path: Path, data: bytes) -> Soort:
    """Office 97 and locked Office files share a container; its directory names the streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise LeesfoutError(
            f"{path.name} is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het opnieuw."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise LeesfoutError(f"{path.name} is geen Word-bestand maar een ander Office-bestand. {_ADVICE}")


def _is_mail(data: bytes) -> bool:
    head = b"\n" + data[:4096].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_HEADER.match(data)) and b"\nFrom:" in head and b"\nSubject:" in head


def _is_text(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = data[: 1 << 16]
    return sum(byte in _CONTROL for byte in sample) <= len(sample) // 1000
