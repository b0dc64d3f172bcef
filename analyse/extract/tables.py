"""Ruled tables on PDF pages, as rows with their column headers.

pdfplumber's table finder makes cells of the drawn lines; the words in them are the page's own, so that a table reads
like the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from analyse.extract.lines import Line, PdfWord, union
from analyse.extract.paragraphs import join_lines
from analyse.extract.raw import RuwBlok
from analyse.extract.rulings import Edge
from analyse.types import Kader, Woordvak

_AMOUNT = re.compile(r"^[\d.,%\s-]+$|[€%]|\d[.,]\d|^\d")
_SNAP = 3  # points: pdfplumber's own default for snapping, joining and crossing lines

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page: where it stands and its rows."""

    kader: Kader
    rows: tuple[RuwBlok, ...]


def tables_on(page: int, edges: Sequence[Edge], lines: Sequence[Line]) -> list[FoundTable]:
    """The ruled tables of one page with at least two rows and two columns, top to bottom."""
    words = [word for line in lines for word in line.words]
    merged = merge_edges(
        list(edges), snap_x_tolerance=_SNAP, snap_y_tolerance=_SNAP, join_x_tolerance=_SNAP, join_y_tolerance=_SNAP
    )
    found = []
    for cells in cells_to_tables(intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))):
        grid = [[_cell(box, words) for box in row] for row in _grid(cells)]
        if _is_table(grid):
            x0, top, x1, bottom = zip(*cells, strict=True)
            box = Kader(page, *(round(float(v), 1) for v in (min(x0), min(top), max(x1), max(bottom))))
            found.append(FoundTable(box, tuple(_rows(grid))))
    return sorted(found, key=lambda t: t.kader.y0)


def _grid(cells: Sequence[Box]) -> list[list[Box | None]]:
    """The cells arranged in rows; ``None`` where a cell spans from another column."""
    columns = sorted({box[0] for box in cells})
    rows: dict[float, dict[float, Box]] = {}
    for box in cells:
        rows.setdefault(box[1], {})[box[0]] = box
    return [[rows[top].get(x) for x in columns] for top in sorted(rows)]


def _cell(box: Box | None, words: Sequence[PdfWord]) -> list[PdfWord]:
    if box is None:
        return []
    x0, y0, x1, y1 = box
    return [
        word
        for word in words
        if x0 <= (word.kader.x0 + word.kader.x1) / 2 <= x1 and y0 <= (word.kader.y0 + word.kader.y1) / 2 <= y1
    ]


def _is_table(grid: list[list[list[PdfWord]]]) -> bool:
    filled = [sum(bool(cell) for cell in row) for row in grid]
    return len(grid) >= 2 and sum(count >= 2 for count in filled) >= 2


def _rows(grid: list[list[list[PdfWord]]]) -> Iterator[RuwBlok]:
    texts = [[_cell_text(cell) for cell in row] for row in grid]
    header = header_of(texts)
    for row, cells in zip(grid, texts, strict=True):
        words = [word for cell in row for word in cell]
        if not words:
            continue
        if row is not grid[0] and cells == header:
            continue  # the header, repeated in the table
        pairs = row_pairs(header, cells) if cells != header else tuple(("", cell) for cell in cells if cell)
        text = row_text(pairs)
        box = union([word.kader for word in words])
        yield RuwBlok(text, box.pagina, cellen=pairs, woorden=(Woordvak(0, len(text), box),))


def _cell_text(words: Sequence[PdfWord]) -> str:
    text, previous = "", None
    for word in words:
        new_line = previous is not None and word.kader.y0 > previous.kader.y0 + 2
        text = (join_lines(text, word.tekst) if new_line or not text else text + " ") + word.tekst
        previous = word
    return text


def header_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The first row when it reads as column headers, else an empty list.

    Headers are filled and short, and hold no amounts ("Uren 2026" is one, "€ 300" and "120" are not).
    """
    first = rows[0] if rows else []
    is_header = len(first) > 1 and all(cell and len(cell) <= 60 for cell in first)
    return list(first) if is_header and not any(_AMOUNT.search(cell) for cell in first[1:]) else []


def row_pairs(header: Sequence[str], cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(column header, cell) for the filled cells; the header is empty where there is none."""
    names = list(header) + [""] * (len(cells) - len(header))
    return tuple((name, cell) for name, cell in zip(names, cells, strict=False) if cell)


def row_text(pairs: Sequence[tuple[str, str]]) -> str:
    """A row as a reader would say it: "Product: controles; Aantal: 120"."""
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs)
