"""Text lines with word boxes from one PDF page, through PDFium.

PDFium gives the characters in stream order with line breaks and spaces where it sees them. It is quicker than the
readers built on pdfminer, and does not interleave columns (``tests/bench/README.md``). It must never run in threads.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyse.types import Kader

LINE_BREAKING_HYPHENS = "\ufffe\u0002"
"""PDFium's marks for a hyphen that it recognises at a line end; it gives no line break there."""

HYPHENS = "-\u00ad\u2010" + LINE_BREAKING_HYPHENS
"""What may stand for a hyphen at a line end."""

_BOLD_WEIGHT = 600
_NOTE_MARK = re.compile(r"^(.*[^\W\d][.,;:)’”]?)\d{1,3}$")
_SMALL = 0.8  # font size of a note mark against its word
_RAISED = 0.15  # of the font size


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A run of characters without spaces."""

    tekst: str
    kader: Kader


@dataclass(frozen=True)
class Line:
    """A line of text as PDFium breaks it; its text and box are asked for at every step, and made once."""

    words: tuple[PdfWord, ...]
    size: float
    """Font size in points of the first character."""
    bold: bool
    """Bold from the first character to the last."""

    @cached_property
    def tekst(self) -> str:
        """The words with single spaces."""
        return " ".join(word.tekst for word in self.words)

    @cached_property
    def kader(self) -> Kader:
        """The union of the word boxes."""
        return union([word.kader for word in self.words])

    @property
    def pagina(self) -> int:
        """1-based page number."""
        return self.words[0].kader.pagina


def union(boxes: list[Kader]) -> Kader:
    """Smallest box around ``boxes`` (all of one page, at least one)."""
    return Kader(
        boxes[0].pagina,
        min(b.x0 for b in boxes),
        min(b.y0 for b in boxes),
        max(b.x1 for b in boxes),
        max(b.y1 for b in boxes),
    )


class PageText:
    """The characters of one page; coordinates leave here with their origin top left."""

    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        self._number = number
        self._left, _, _, self._top = page.get_bbox()
        self._textpage = page.get_textpage()
        self.count = pdfium_c.FPDFText_CountChars(self._textpage)
        self._boxes = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()  # filled again for every word

    def lines(self) -> list[Line]:
        """The lines of the page in stream order, empty ones left out."""
        return _with_markers([self._line(spans) for spans in self._line_spans() if spans])

    def _line_spans(self) -> Iterator[list[tuple[int, str]]]:
        """Per line: the words as (index of the first character, text)."""
        spans: list[tuple[int, str]] = []
        start, text = 0, ""
        for i in range(self.count):
            code = pdfium_c.FPDFText_GetUnicode(self._textpage, i)
            char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            broken = char in LINE_BREAKING_HYPHENS and char
            if char and not char.isspace():
                start = start if text else i
                text += char
                if not broken:
                    continue
            if text:
                spans.append((start, text))
                text = ""
            if (broken or char in ("\n", "\r")) and spans:
                yield spans
                spans = []
        if text:
            spans.append((start, text))
        yield spans

    def _line(self, spans: list[tuple[int, str]]) -> Line:
        first = spans[0][0]
        spans = [(start, self._without_note_mark(start, text)) for start, text in spans]
        words = tuple(PdfWord(text, self._box(start, start + len(text) - 1)) for start, text in spans)
        size = float(pdfium_c.FPDFText_GetFontSize(self._textpage, first))
        last = spans[-1][0] + len(spans[-1][1]) - 1
        return Line(words, size, self._is_bold(first) and self._is_bold(last))

    def _without_note_mark(self, start: int, text: str) -> str:
        """ "afspraken¹²", with the digits in small type or raised, without them."""
        match = _NOTE_MARK.match(text)
        if not match:
            return text
        first, last = start, start + len(text) - 1
        size, small = (float(pdfium_c.FPDFText_GetFontSize(self._textpage, i)) for i in (first, last))
        raised = self._baseline(last) - self._baseline(first) > _RAISED * size
        return match[1] if small < _SMALL * size or raised else text

    def _baseline(self, index: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(self._textpage, index, ctypes.byref(x), ctypes.byref(y))
        return y.value

    def _box(self, first: int, last: int) -> Kader:
        a, b = self._boxes
        pdfium_c.FPDFText_GetLooseCharBox(self._textpage, first, a)
        pdfium_c.FPDFText_GetLooseCharBox(self._textpage, last, b)
        x0, x1 = min(a.left, b.left), max(a.right, b.right)
        y0, y1 = max(a.top, b.top), min(a.bottom, b.bottom)
        return Kader(
            self._number,
            round(x0 - self._left, 1),
            round(self._top - y0, 1),
            round(x1 - self._left, 1),
            round(self._top - y1, 1),
        )

    def _is_bold(self, index: int) -> bool:
        if pdfium_c.FPDFText_GetFontWeight(self._textpage, index) >= _BOLD_WEIGHT:
            return True
        buffer = ctypes.create_string_buffer(128)
        pdfium_c.FPDFText_GetFontInfo(self._textpage, index, buffer, 128, ctypes.byref(ctypes.c_int()))
        return b"bold" in buffer.value.lower()


_MARKER = re.compile(r"^(\(?([0-9]{1,2}|[a-z]|[ivx]{1,4})[.)°]|[0-9]{1,2}(\.[0-9]{1,2})+\.?|[-–—•▪●○◦■])$")
_MARKER_REACH = 45.0  # points between a list marker and its text


def _with_markers(lines: list[Line]) -> list[Line]:
    """Put list markers back in front of their text: some programs draw them apart, or all at the end of the page."""
    result = list(lines)
    for marker in [line for line in lines if len(line.words) == 1 and _MARKER.match(line.tekst)]:
        box = marker.kader
        near = [
            i
            for i, line in enumerate(result)
            if line is not marker
            and abs(line.words[0].kader.y1 - box.y1) < 3
            and 0 <= line.words[0].kader.x0 - box.x1 < _MARKER_REACH
        ]
        if near:
            i = min(near, key=lambda i: result[i].words[0].kader.x0)
            result[i] = replace(result[i], words=marker.words + result[i].words)
            result = [line for line in result if line is not marker]
    return result
