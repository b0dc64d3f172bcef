"""Digital PDF → raw paragraphs and table rows in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from analyse.errors import LeesfoutError
from analyse.extract.lines import Line, PageText
from analyse.extract.paragraphs import paragraphs
from analyse.extract.raw import RuwBlok
from analyse.extract.rulings import Edge, page_edges
from analyse.extract.running_heads import without_running_heads
from analyse.extract.tables import FoundTable, tables_on
from analyse.limits import Limits

_MIN_TEXT = 25  # characters per page, on average, below which the file holds pictures of text
_MIN_EDGES = 6  # two rows of two cells
_MANY_CHARS = 200_000  # on one page: no agreement has that


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[Line]
    height: float
    edges: list[Edge]
    """Drawn lines, which may make tables."""


def read_pdf(path: Path, limits: Limits) -> tuple[list[RuwBlok], int]:
    """Raw blocks and number of pages.

    Raises:
        LeesfoutError: encrypted, corrupt, without pages, too long, or without text (a scan).
    """
    pages = _read_pages(path, limits)
    chars = sum(len(line.tekst) for page in pages for line in page.lines)
    if chars < _MIN_TEXT * len(pages):
        raise LeesfoutError(
            f"{path.name} bevat geen leesbare tekst, alleen afbeeldingen (waarschijnlijk een scan). "
            "Maak het bestand eerst doorzoekbaar met tekstherkenning (OCR) en probeer het opnieuw."
        )
    if chars > limits.tekens:
        raise LeesfoutError(f"{path.name} bevat meer dan {limits.tekens:,} tekens en is te groot om te lezen.")
    kept = without_running_heads([page.lines for page in pages], [page.height for page in pages])
    tables = {i: tables_on(i + 1, page.edges, kept[i]) for i, page in enumerate(pages) if len(page.edges) >= _MIN_EDGES}
    return _in_reading_order(kept, tables), len(pages)


def _read_pages(path: Path, limits: Limits) -> list[_Page]:
    try:
        with pdfium.PdfDocument(path) as pdf:
            if not len(pdf):
                raise LeesfoutError(f"{path.name} heeft geen pagina's.")
            if len(pdf) > limits.paginas:
                raise LeesfoutError(
                    f"{path.name} heeft {len(pdf)} pagina's; meer dan {limits.paginas} leest analyse niet. "
                    "Splits het bestand."
                )
            return [_read_page(pdf, index, limits) for index in range(len(pdf))]
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise LeesfoutError(
                f"{path.name} is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het opnieuw."
            ) from error
        raise LeesfoutError(
            f"{path.name} is beschadigd of geen echte PDF. Vraag een nieuw exemplaar of sla het opnieuw op als PDF."
        ) from error


def _read_page(pdf: pdfium.PdfDocument, index: int, limits: Limits) -> _Page:
    page = pdf[index]
    try:
        text = PageText(page, index + 1)
        lines = text.lines() if text.count <= _MANY_CHARS else []
        return _Page(lines, page.get_height(), page_edges(page, limits.tabel_lijnen))
    finally:
        page.close()


def _in_reading_order(pages: Sequence[Sequence[Line]], tables: dict[int, list[FoundTable]]) -> list[RuwBlok]:
    """Paragraphs, with the rows of each table at the place where its first line stands."""
    blocks: list[RuwBlok] = []
    run: list[list[Line]] = []
    for index, lines in enumerate(pages):
        run.append([])
        waiting = list(tables.get(index, []))
        for line in lines:
            table = next((t for t in tables.get(index, []) if _inside(line, t)), None)
            if table is None:
                run[-1].append(line)
            elif table in waiting:
                waiting.remove(table)
                blocks += [*paragraphs(run), *table.rows]
                run = [[]]
    return blocks + paragraphs(run)


def _inside(line: Line, table: FoundTable) -> bool:
    box, around = line.kader, table.kader
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return around.x0 <= x <= around.x1 and around.y0 <= y <= around.y1
