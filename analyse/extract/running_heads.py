"""Leave out what repeats on every page: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from analyse.extract.lines import Line

ZONE = 0.12
"""Share of the page height, at top and bottom, in which running heads and feet stand."""

_SHARE = 0.4  # of the pages; heads of left and right pages differ, so each may stand on half of them
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^[-–\s]*(pagina|pag\.|blad|p\.)?\s*\d+\s*((van|/|\|)\s*\d+)?[-–\s]*$", re.IGNORECASE)
_STRUCTURE = re.compile(r"^(artikel|hoofdstuk|paragraaf|bijlage|§)\s*\d+", re.IGNORECASE)


def without_running_heads(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page that are not running head, running foot or page number.

    Args:
        pages: lines per page, first page first.
        heights: page heights in points, as many as ``pages``.
    """
    seen: Mapping[str, set[int]] = defaultdict(set)
    stamps: Mapping[tuple[str, int, int], set[int]] = defaultdict(set)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), start=1):
        for line in lines:
            stamps[_place(line)].add(number)
            if _in_zone(line, height):
                for key in _keys(line.tekst, number):
                    seen[key].add(number)
    needed = max(2, _SHARE * len(pages))
    repeated = {key for key, numbers in seen.items() if len(numbers) >= needed}
    stamped = {key for key, numbers in stamps.items() if len(numbers) >= max(4, _SHARE * len(pages))}

    def keep(line: Line, number: int, height: float) -> bool:
        if not _in_zone(line, height):
            return _place(line) not in stamped
        return not repeated.intersection(_keys(line.tekst, number)) and not _PAGE_NUMBER.match(line.tekst)

    return [
        [line for line in lines if keep(line, number, height)]
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True), start=1)
    ]


def _in_zone(line: Line, height: float) -> bool:
    box = line.kader
    return box.y1 < ZONE * height or box.y0 > (1 - ZONE) * height


def _place(line: Line) -> tuple[str, int, int]:
    """Text and place of a line: a stamp ("CONCEPT") stands at the same spot on page after page."""
    return line.tekst, round(line.kader.x0), round(line.kader.y0)


def _keys(text: str, page: int) -> set[str]:
    """What a running head repeats as: literally ("versie 2"), or with numbers relative to the page ("Pagina 3")."""
    if _STRUCTURE.match(text):
        return {text}
    return {text, _NUMBER.sub(lambda m: f"#{int(m[0]) - page}" if abs(int(m[0]) - page) <= 20 else m[0], text)}
