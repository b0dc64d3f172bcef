"""Word files that are the same bytes every time, with the document's styles and our colours."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_BLUE = RGBColor(0x0B, 0x3D, 0x66)


def new_document(title: str) -> Any:
    """An empty A4 document in Dutch with readable styles."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.color.rgb, style.font.name = _BLUE, "Calibri"
        for fonts in style.element.iter(qn("w:rFonts")):
            for theme in [key for key in fonts.attrib if "heme" in key]:
                del fonts.attrib[theme]
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, "nl-NL", "analyse"
    properties.created = properties.modified = _EPOCH
    properties.comments = ""
    return document


def add_table(document: Any, header: list[str], rows: list[list[str]], widths: list[float]) -> Any:
    """A table with a repeating header row; widths in centimetres."""
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for column, width in zip(table.columns, widths, strict=True):  # LibreOffice goes by these, Word by the cells
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def as_bytes(document: Any) -> bytes:
    """The file, with one fixed date in the archive: the same content gives the same bytes."""
    made = io.BytesIO()
    document.save(made)
    fixed = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename), source.read(entry), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
