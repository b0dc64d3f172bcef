"""Leave out tables of contents: their lines would all be headings of empty articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.extract.lines import Line

_TITLE = re.compile(r"^inhoud(sopgave)?\s*:?$", re.IGNORECASE)
_ENTRY = re.compile(r"\s\d{1,3}$|^\d{1,3}$")
_LEAST = 5  # lines
_SHARE = 0.4  # of the lines behind the title that end in a page number; long titles run over two lines


def without_contents(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page, without the table of contents that starts on it."""
    return [_without(lines) for lines in pages]


def _without(lines: Sequence[Line]) -> list[Line]:
    start = next((i for i, line in enumerate(lines) if _TITLE.match(line.tekst)), None)
    if start is None:
        return list(lines)
    entries = [i for i in range(start + 1, len(lines)) if _ENTRY.search(lines[i].tekst)]
    if len(entries) < _LEAST or len(entries) < _SHARE * (entries[-1] - start):
        return list(lines)
    return [*lines[:start], *lines[entries[-1] + 1 :]]
