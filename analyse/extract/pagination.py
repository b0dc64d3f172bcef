"""Page numbers and word boxes for blocks of a format without pages, found in a PDF of the same document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from analyse.extract.letters import letters
from analyse.extract.lines import PageText, PdfWord
from analyse.extract.raw import RuwBlok
from analyse.types import Woordvak

_LEAST = 4  # letters that a block needs to be found by
_AHEAD = 20_000  # letters to search ahead: a block that is missing from the PDF must not send the search to the end


def with_pages(blocks: Sequence[RuwBlok], pdf_path: Path) -> tuple[list[RuwBlok], int]:
    """The blocks with page and word boxes, in order, and the number of pages; a block not found keeps no page.

    Only letters and digits are compared, so that list labels, hyphens and spaces do not matter.
    """
    words, pages = _words(pdf_path)
    parts = [letters(word.tekst) for word in words]
    text = "".join(parts)
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    position, result = 0, []
    for block in blocks:
        wanted = letters(block.tekst)
        found = text.find(wanted, position, position + _AHEAD + len(wanted)) if len(wanted) >= _LEAST else -1
        if found < 0:
            result.append(block)
            continue
        position = found + len(wanted)
        first = bisect_right(starts, found) - 1
        boxes = _boxes(block.tekst, words, parts, first, found - starts[first])
        result.append(replace(block, pagina=words[first].kader.pagina, woorden=boxes))
    return result, pages


def _words(path: Path) -> tuple[list[PdfWord], int]:
    words: list[PdfWord] = []
    with pdfium.PdfDocument(path) as pdf:
        for index in range(len(pdf)):
            page = pdf[index]
            words += [word for line in PageText(page, index + 1).lines() for word in line.words]
            page.close()
        return words, len(pdf)


def _boxes(text: str, words: Sequence[PdfWord], parts: Sequence[str], index: int, skipped: int) -> tuple[Woordvak, ...]:
    """Where the words of ``text`` stand: from ``skipped`` letters into word ``index`` on, letter by letter."""
    boxes: list[Woordvak] = []
    left = len(parts[index]) - skipped
    begin: int | None = None
    for i, char in enumerate(text):
        for _ in letters(char):
            while left == 0 and index + 1 < len(words):
                if begin is not None:
                    boxes.append(Woordvak(begin, i, words[index].kader))
                    begin = None
                index += 1
                left = len(parts[index])
            begin = i if begin is None else begin
            left -= 1
    if begin is not None:
        boxes.append(Woordvak(begin, len(text), words[index].kader))
    return tuple(boxes)
