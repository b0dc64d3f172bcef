"""Join the lines of PDF pages into paragraphs, across columns and pages, with line-end hyphens closed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyse.extract.labels import split_label, starts_item
from analyse.extract.lines import HYPHENS, Line
from analyse.extract.raw import RuwBlok
from analyse.types import Woordvak

HEADING_START = re.compile(
    r"^(artikel|hoofdstuk|paragraaf|afdeling|titel|deel|bijlage|annex)\s+([0-9]+[a-z]?|[IVX]+|[A-Z])\b(?!\s*,)|^§\s*\d",
    re.IGNORECASE,
)
_NO_TITLE_AFTER = re.compile(r"^\S+\s+\S+\s+(van|is|en|of|juncto|wordt|zijn|geldt|bedoeld|genoemd)\b")
_SENTENCE_END = re.compile(r"[.:;!?”\"’)]$")
_CONTENTS_LINE = re.compile(r"(\.\s?){5,}\s*\d+$|_{3,}\s*\d+$")
_GAP = 1.3  # line pitch relative to the page's usual pitch above which a new paragraph starts
_LEADING = 1.2  # line pitch against font size, for type larger than the page's usual
_SIZE_STEP = 0.8  # points


@dataclass(slots=True)
class _Builder:
    """A paragraph in the making: text, and where its words stand."""

    first: Line
    parts: str = ""
    words: list[Woordvak] = field(default_factory=list)

    def add(self, line: Line) -> None:
        for i, word in enumerate(line.words):
            before = join_lines(self.parts, word.tekst) if i == 0 else self.parts + " "
            self.parts = before + word.tekst
            self.words.append(Woordvak(len(before), len(self.parts), word.kader))

    def build(self) -> RuwBlok:
        text = self.parts
        if text and text[-1] in HYPHENS[1:]:
            text = text[:-1] + "-"
        label, body = split_label(text)
        shift = len(text) - len(body)
        words = tuple(Woordvak(max(0, w.begin - shift), w.eind - shift, w.kader) for w in self.words if w.eind > shift)
        return RuwBlok(
            tekst=body,
            pagina=self.first.pagina,
            nummer=label,
            vet=self.first.bold,
            grootte=self.first.size,
            woorden=words,
        )


def join_lines(before: str, word: str) -> str:
    """The text before a line break, ready to have ``word`` (the first of the next line) put right behind it.

    "over-" + "leg" → "over"; "land-" + "en" keeps its hyphen and gets a space; "VTH-" + "taken" and "Noord-" +
    "Holland" keep the hyphen without one.
    """
    if len(before) < 2 or before[-1] not in HYPHENS or not before[-2].isalpha():
        return before + " " if before else ""
    stem = before[:-1]
    if word in ("en", "of", "dan"):
        return stem + "- "
    last = re.split(r"\W", stem)[-1]
    return stem + "-" if word[:1].isupper() or last.isupper() else stem


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[RuwBlok]:
    """Paragraphs of a document from the lines of its pages, running heads already removed."""
    blocks: list[RuwBlok] = []
    current: _Builder | None = None
    previous: Line | None = None
    for lines in pages:
        pitch = _usual_pitch(lines)
        width = _full_width(lines)
        for line in lines:
            if _CONTENTS_LINE.search(line.tekst):
                continue
            if current is None or previous is None or _starts_paragraph(line, previous, pitch, width):
                if current is not None:
                    blocks.append(current.build())
                current = _Builder(line)
            current.add(line)
            previous = line
    if current is not None:
        blocks.append(current.build())
    return [replace(block, tekst=block.tekst.translate(_CLEAN)) for block in blocks if block.tekst.strip()]


# One character for one, so that the word positions stay right.
_CLEAN = {0xFFFE: "-", 0x02: "-", 0xAD: "-", 0x2010: "-", 0xA0: " ", 0x2011: "-"}


def is_article_heading(text: str) -> bool:
    """ "Artikel 3 Kosten" is; "Artikel 3 van de wet is van toepassing" is a sentence."""
    return bool(HEADING_START.match(text)) and not _NO_TITLE_AFTER.match(text)


def _starts_paragraph(line: Line, previous: Line, pitch: float, width: float) -> bool:
    text, before = line.tekst, previous.tekst
    if starts_item(text, before) or (is_article_heading(text) and not before.endswith(("van", "in", ","))):
        return True
    if text[:1].islower() and not _SENTENCE_END.search(before):
        return False
    if abs(line.size - previous.size) > _SIZE_STEP or line.bold != previous.bold:
        return True
    box, last = line.kader, previous.kader
    if box.pagina != last.pagina or box.y0 < last.y0 - line.size:  # next page or column
        return bool(_SENTENCE_END.search(before)) or is_article_heading(before)
    if box.y1 - last.y1 > _GAP * max(pitch, _LEADING * line.size):  # a large title has large steps
        return True
    short = last.x1 - last.x0 < 0.8 * width
    if is_article_heading(before) and previous.words[0].tekst[:1].isupper() and text[:1].isupper():
        return short
    return short and bool(_SENTENCE_END.search(before))


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Distance between the baselines of lines in one paragraph, in points: the low end, for paragraphs may be short."""
    steps = [b.kader.y1 - a.kader.y1 for a, b in itertools.pairwise(lines)]
    small = [step for step, line in zip(steps, lines, strict=False) if 0 < step < 3 * max(line.size, 6)]
    return sorted(small)[len(small) // 8] if small else 14.0


def _full_width(lines: Sequence[Line]) -> float:
    """Width of a full line in points: nine tenths of the lines are no wider."""
    widths = sorted(line.kader.x1 - line.kader.x0 for line in lines)
    return widths[int(0.9 * (len(widths) - 1))] if widths else 0.0
