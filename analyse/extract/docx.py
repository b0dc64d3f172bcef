"""DOCX → raw paragraphs and table rows, by walking the XML tree.

python-docx gives the tree but not automatic numbers, tracked insertions, content controls or text boxes; this walk
does. Deleted and moved-away text, hidden text and fallback copies of drawings are left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from analyse.errors import LeesfoutError
from analyse.extract.labels import split_label
from analyse.extract.raw import RuwBlok
from analyse.extract.tables import header_of, row_pairs, row_text
from analyse.extract.word_numbering import WordNumbering
from analyse.limits import Limits

_CHUNK = 1 << 16
_SKIP = {
    qn(tag)
    for tag in (
        "w:del",
        "w:moveFrom",
        "w:delText",
        "w:instrText",
        "w:pPr",
        "w:rPr",
        "w:footnoteReference",
        "w:commentReference",
    )
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WRAPPERS = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
_TEXT_BOX = qn("w:txbxContent")
_STYLE_HEADING = re.compile(r"^(?:heading|kop|koptekst)\s*(\d)$", re.IGNORECASE)
_LAYOUT_CELL = 600  # characters in one cell above which a table is page layout, not data
_WHITESPACE = re.compile(r"\s+")


def read_docx(path: Path, limits: Limits) -> list[RuwBlok]:
    """Raw blocks in document order; DOCX has no pages.

    Raises:
        LeesfoutError: too large when unpacked, or without text. A broken file raises what its parser raises;
            ``read_document`` turns that into a sentence.
    """
    _check_archive(path, limits)
    document = docx.Document(str(path))
    walker = _Walker(document)
    blocks = [*walker.blocks(document.element.body), *_footnotes(document, walker)]
    if not any(block.tekst for block in blocks):
        raise LeesfoutError(f"{path.name} bevat geen tekst.")
    return blocks


def _check_archive(path: Path, limits: Limits) -> None:
    """Unpack every part once, counting: a file of 600 kB may unpack to 600 MB, and its header may lie about it."""
    total = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            size, head = 0, b""
            with archive.open(name) as part:
                while chunk := part.read(_CHUNK):
                    head = head or chunk[:2048]
                    size += len(chunk)
                    if size + total > limits.uitgepakt or (name.endswith(".xml") and size > limits.xml_deel):
                        raise LeesfoutError(
                            f"{path.name} wordt bij het uitpakken veel te groot en is niet gelezen. "
                            "Vraag een nieuw exemplaar."
                        )
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise LeesfoutError(f"{path.name} bevat verdachte XML en is niet gelezen.")
            total += size


def _footnotes(document: Any, walker: _Walker) -> Iterator[RuwBlok]:
    """Footnotes and endnotes, after the text: a sentence must not meet them halfway."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:type")) not in ("separator", "continuationSeparator", "continuationNotice"):
                    yield from walker.blocks(note)


class _Walker:
    def __init__(self, document: Any) -> None:
        self._numbering = WordNumbering(document)

    def blocks(self, parent: Any) -> Iterator[RuwBlok]:
        """The blocks below ``parent`` in order; a paragraph whose mark is deleted runs on into the next."""
        held = ""
        for child in parent:
            if child.tag == qn("w:p"):
                text = held + self._text(child)
                held = ""
                if child.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
                    held = text
                    continue
                yield from self._paragraph(child, text)
                for box in child.iter(_TEXT_BOX):
                    if not _in_fallback(box):
                        yield from self.blocks(box)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any, text: str) -> Iterator[RuwBlok]:
        text = _WHITESPACE.sub(" ", text).strip()
        label, _ = self._numbering.label(paragraph) if text or self._is_heading(paragraph) else ("", -1)
        if not label:
            label, text = split_label(text)
        if not text:
            text, label = label, ""
        if text:
            level, is_title = self._declared(paragraph)
            yield RuwBlok(text, nummer=label, kopniveau=level, titel=is_title, vet=self._is_bold(paragraph))

    def _text(self, element: Any) -> str:
        """Visible text of a paragraph, without the text boxes in it."""
        parts: list[str] = []
        for child in element:
            tag = child.tag
            if tag in _SKIP or tag == _TEXT_BOX or (tag == qn("w:r") and _is_hidden(child)):
                continue
            if tag == qn("w:t"):
                parts.append(child.text or "")
            elif tag == qn("w:sym"):
                parts.append("•")
            else:
                parts.append(_SPACES.get(tag, "") or self._text(child))
        return "".join(parts)

    def _table(self, table: Any) -> Iterator[RuwBlok]:
        rows = [list(_cells(row)) for row in table.iter(qn("w:tr")) if _owner(row) is table]
        texts = [[_WHITESPACE.sub(" ", self._cell_text(cell)).strip() for cell in row] for row in rows]
        is_layout = max((len(row) for row in rows), default=0) < 2 or any(
            len(text) > _LAYOUT_CELL for row in texts for text in row
        )
        if is_layout:
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        header = header_of(texts)
        for i, cells in enumerate(texts):
            is_header = i == 0 and bool(header)
            pairs = tuple(("", c) for c in cells if c) if is_header else row_pairs(header, cells)
            if pairs:
                yield RuwBlok(row_text(pairs), cellen=pairs)

    def _cell_text(self, cell: Any) -> str:
        paragraphs = list(cell.iter(qn("w:p")))
        lines = []
        for paragraph in paragraphs:
            text = self._text(paragraph).strip()
            label, _ = self._numbering.label(paragraph) if text else ("", -1)
            lines.append(f"{label} {text}".strip())
        return " ".join(line for line in lines if line)

    def _is_heading(self, paragraph: Any) -> bool:
        return self._declared(paragraph)[0] > 0

    def _declared(self, paragraph: Any) -> tuple[int, bool]:
        """(heading level, is it the title) by style or outline level."""
        for style in self._style_chain(paragraph):
            name = style.find(qn("w:name"))
            style_name = str(name.get(qn("w:val"))) if name is not None else ""
            if style_name.lower() in ("title", "titel"):
                return 0, True
            if match := _STYLE_HEADING.match(style_name):
                return int(match[1]), False
            outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None and outline.get(qn("w:val"), "9") < "9":
                return int(outline.get(qn("w:val"))) + 1, False
        return 0, False

    def _style_chain(self, paragraph: Any) -> list[Any]:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._numbering.style_chain(style.get(qn("w:val"))) if style is not None else []

    def _is_bold(self, paragraph: Any) -> bool:
        """Bold from the first run to the last, by run or by style."""
        by_style = any(_on(style.find(f"{qn('w:rPr')}/{qn('w:b')}")) for style in self._style_chain(paragraph))
        runs = [r for r in paragraph.iter(qn("w:r")) if any((t.text or "").strip() for t in r.iter(qn("w:t")))]

        def bold(run: Any) -> bool:
            own = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
            return _on(own) if own is not None else by_style

        return bool(runs) and all(bold(run) for run in runs)


def _on(toggle: Any) -> bool:
    """A Word toggle property is on when present, unless its value says off."""
    return toggle is not None and toggle.get(qn("w:val")) not in ("0", "false", "off")


def _is_hidden(run: Any) -> bool:
    return _on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def _in_fallback(element: Any) -> bool:
    return any(a.tag.endswith("}Fallback") for a in element.iterancestors())


def _owner(row: Any) -> Any:
    """The table that a row belongs to directly (tables nest)."""
    return next(row.iterancestors(qn("w:tbl")))


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)
