"""Footnotes of PDF pages, apart from the running text: a sentence that goes on over the page must not meet them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from analyse.extract.lines import Line

_MARK = re.compile(r"^(\d{1,3}|[*†‡])(?=[\s.)]|[A-Z‘'\"(]|[a-z]{2})")
_LOWER_HALF = 0.5  # of the page height: footnotes start below it
_SMALLER = 0.9  # font size against the usual one of the page


def footnotes(lines: Sequence[Line], height: float) -> list[Line]:
    """The footnotes of one page, in order.

    They are the lines from the first small line in the lower half that starts with a note mark, as long as the lines
    stay small: that is how word processors set them.
    """
    if len(lines) < 3:
        return []
    limit = _SMALLER * statistics.median(line.size for line in lines for _ in line.words)
    notes: list[Line] = []
    in_notes = False
    for line in lines:
        small = line.size < limit
        starts = small and line.kader.y0 > _LOWER_HALF * height and bool(_MARK.match(line.tekst))
        in_notes = small and (in_notes or starts)
        if in_notes:
            notes.append(line)
    return notes
