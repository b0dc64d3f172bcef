"""Reading order of two-column pages whose stream runs across the columns, line by line.

PDFium gives text in stream order, which is the reading order for nearly every program that makes PDFs. Some write both
columns line by line. Such a page is recognised by its gutter and cut into columns (the idea of the recursive X-Y cut:
Nagy and Seth, 1984, with one vertical cut between full-width lines).
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from analyse.extract.lines import Line, PdfWord

_LEAST_ROWS = 6  # baselines with text on both sides of the gutter
_SHARE = 0.6  # of the baselines that reach over the middle
_LEAST_GUTTER = 8.0  # points
_SAME_BASELINE = 2.5  # points
_FILLED = 0.7  # prose fills its column, a table of names and amounts does not
_LEFT = 0.25  # of the text's width
_LEAST_WIDTH = 0.3  # of the text's width, for each column
_CROSSINGS = 0.3  # jumps from left to right, as a share of the baselines, above which the stream is wrong


@dataclass(frozen=True, slots=True)
class _Item:
    word: PdfWord
    line: Line


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines in reading order; they come back untouched unless the stream runs across two columns of prose."""
    items = [_Item(word, line) for line in lines for word in line.words]
    rows = _baselines(items)
    gutter = _gutter(rows)
    if gutter is None or _jumps(items, gutter) < _CROSSINGS * sum(_has_both_sides(row, gutter) for row in rows):
        return list(lines)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        sides = [item.word.kader.x0 >= gutter for item in row]
        if any(item.word.kader.x0 < gutter < item.word.kader.x1 for item in row) or _is_wide(row, gutter):
            ordered += [*left, *right, _line(row)]
            left, right = [], []
            continue
        for side, column in ((False, left), (True, right)):
            part = [item for item, is_right in zip(row, sides, strict=True) if is_right is side]
            if part:
                column.append(_line(part))
    return [*ordered, *left, *right]


def _baselines(items: Sequence[_Item]) -> list[list[_Item]]:
    """Words that stand on one baseline, left to right, from the top of the page down."""
    rows: list[list[_Item]] = []
    for item in sorted(items, key=lambda i: (i.word.kader.y1, i.word.kader.x0)):
        if rows and item.word.kader.y1 - rows[-1][0].word.kader.y1 < _SAME_BASELINE:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda i: i.word.kader.x0) for row in rows]


def _gutter(rows: Sequence[Sequence[_Item]]) -> float | None:
    """The x in the middle of the white strip between two columns of prose, if the page has one."""
    if len(rows) < _LEAST_ROWS:
        return None
    x0 = min(row[0].word.kader.x0 for row in rows)
    x1 = max(row[-1].word.kader.x1 for row in rows)
    whole = [row for row in rows if row[0].word.kader.x0 < x0 + _LEFT * (x1 - x0)]  # they start in the left column
    wide = [gaps for row in whole if (gaps := _wide_gaps(row))]
    if len(wide) < _LEAST_ROWS:  # nearly every page: no need to look further
        return None
    strips = {x: [gap for gaps in wide for gap in gaps if gap[0] <= x <= gap[1]] for x in _middle(x0, x1)}
    # the strip that most rows have comes first; those of list labels and of tables fewer rows have, or no prose
    for x, gaps in sorted(strips.items(), key=lambda strip: (-len(strip[1]), strip[0])):
        crossed = sum(_has_both_sides(row, x) for row in whole) - len(gaps)
        # rows on one side only (a table stood beside them) say nothing for or against a gutter
        if len(gaps) >= max(_LEAST_ROWS, _SHARE * (len(gaps) + crossed)) and (
            found := _between(gaps, whole, x, x0, x1)
        ):
            return found
    return None


def _between(
    gaps: Sequence[tuple[float, float]], rows: Sequence[Sequence[_Item]], x: float, x0: float, x1: float
) -> float | None:
    """The middle of a strip with prose on both sides: lines that fill their column."""
    left_edge, right_edge = max(a for a, _ in gaps), min(b for _, b in gaps)
    least = _LEAST_WIDTH * (x1 - x0)
    left = statistics.median(a - x0 for a, _ in gaps)
    right = statistics.median(row[-1].word.kader.x1 - gap[1] for row in rows if (gap := _gap_at(row, x)))
    filled = left >= max(least, _FILLED * (left_edge - x0)) and right >= max(least, _FILLED * (x1 - right_edge))
    return (left_edge + right_edge) / 2 if filled and right_edge - left_edge >= _LEAST_GUTTER else None


def _wide_gaps(row: Sequence[_Item]) -> list[tuple[float, float]]:
    """(end of a word, start of the next) wherever a gutter could run between them."""
    pairs = ((a.word.kader.x1, b.word.kader.x0) for a, b in itertools.pairwise(row))
    return [(end, start) for end, start in pairs if start - end >= _LEAST_GUTTER]


def _middle(x0: float, x1: float) -> list[float]:
    """Places for a gutter: the middle third of the text, in steps of about five points on A4."""
    return [x0 + (x1 - x0) * step / 100 for step in range(34, 67)]


def _has_both_sides(row: Sequence[_Item], x: float) -> bool:
    return row[0].word.kader.x0 < x < row[-1].word.kader.x1


def _gap_at(row: Sequence[_Item], x: float) -> tuple[float, float] | None:
    """(end of the word before, start of the word after) where ``x`` lies between two words with room to spare."""
    before = [item.word.kader.x1 for item in row if item.word.kader.x0 < x]
    after = [item.word.kader.x0 for item in row if item.word.kader.x0 >= x]
    if not before or not after or max(before) > x or min(after) - max(before) < _LEAST_GUTTER:
        return None
    return max(before), min(after)


def _is_wide(row: Sequence[_Item], gutter: float) -> bool:
    """Words on both sides without a gap between them: a heading over both columns."""
    both = row[0].word.kader.x0 < gutter <= row[-1].word.kader.x0
    return both and _gap_at(row, gutter) is None


def _jumps(items: Sequence[_Item], gutter: float) -> int:
    """How often the stream goes from the left column to the right one on the same baseline."""
    pairs = itertools.pairwise(items)
    return sum(
        a.word.kader.x0 < gutter <= b.word.kader.x0 and abs(a.word.kader.y1 - b.word.kader.y1) < _SAME_BASELINE
        for a, b in pairs
    )


def _line(items: Sequence[_Item]) -> Line:
    return Line(tuple(item.word for item in items), items[0].line.size, items[0].line.bold)
