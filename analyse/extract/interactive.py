"""What a PDF holds beside its page text: filled-in fields, notes in the margin, and the outline."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyse.extract.letters import letters
from analyse.extract.lines import Line, PdfWord
from analyse.extract.raw import RuwBlok
from analyse.types import Kader

_NOTES = {pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_FREETEXT}
_FIELD = pdfium_c.FPDF_ANNOT_WIDGET


def annotation_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Values of text fields and choices, and texts of notes, each a line at its own place; empty ones are left out."""
    left, _, _, top = page.get_bbox()
    lines = []
    for i in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, i)
        if not annotation:
            continue
        try:
            kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
            key = b"V" if kind == _FIELD else b"Contents" if kind in _NOTES else b""
            words = _string(annotation, key).split() if key else []
            rect = pdfium_c.FS_RECTF()
            if words and pdfium_c.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
                y0, y1 = sorted((round(top - rect.top, 1), round(top - rect.bottom, 1)))
                box = Kader(number, round(rect.left - left, 1), y0, round(rect.right - left, 1), y1)
                lines.append(Line(tuple(PdfWord(word, box) for word in words), 10.0, bold=False))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return lines


def _string(annotation: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    length = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def outline(pdf: pdfium.PdfDocument) -> list[tuple[str, int, int]]:
    """(title, level from 1, 1-based page) of the bookmarks that lead to a page."""
    found = []
    for bookmark in pdf.get_toc(max_depth=6):
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        title = bookmark.get_title().strip()
        if index is not None and title:
            found.append((title, bookmark.level + 1, index + 1))
    return found


def named_lines(lines: Sequence[Line], bookmarks: Sequence[tuple[str, int, int]], page: int) -> list[Line]:
    """The lines of a page, those that a bookmark names in bold: a heading, whatever it looks like, stands apart."""
    names = {letters(title) for title, _, number in bookmarks if number == page}
    return [replace(line, bold=True) if names and letters(line.tekst) in names else line for line in lines]


def with_outline(blocks: Sequence[RuwBlok], bookmarks: Sequence[tuple[str, int, int]]) -> list[RuwBlok]:
    """The blocks that a bookmark names, on its page, become headings of its level."""
    levels = {(letters(title), page): level for title, level, page in bookmarks if letters(title)}
    result = []
    for block in blocks:
        level = levels.get((letters(f"{block.nummer} {block.tekst}"), block.pagina or 0), 0)
        result.append(replace(block, kopniveau=level) if level and not block.kopniveau else block)
    return result
