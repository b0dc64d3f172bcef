"""PDF → raw paragraphs and table rows in reading order: digital text, and recognised text where a page has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyse.errors import LeesfoutError, OngelezenScanError
from analyse.extract import ocr
from analyse.extract.columns import in_columns
from analyse.extract.contents import without_contents
from analyse.extract.footnotes import footnotes
from analyse.extract.how import Leeswijze
from analyse.extract.interactive import annotation_lines, named_lines, outline, with_outline
from analyse.extract.lines import Line, PageText
from analyse.extract.paragraphs import paragraphs
from analyse.extract.raw import Gelezen, RuwBlok
from analyse.extract.rulings import Edge, page_edges
from analyse.extract.running_heads import without_running_heads
from analyse.extract.tables import FoundTable, tables_on

_MIN_TEXT = 25  # characters on a page below which it may be a picture of text
_PICTURE = 0.3  # share of the page that a picture must cover to hold its text
_GARBAGE = 0.2  # share of unreadable characters above which a page's encoding is broken
_MIN_EDGES = 6  # two rows of two cells
_MANY_CHARS = 200_000  # on one page: no agreement has that
_POINTS_PER_INCH = 72
_MANY_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    lines: list[Line]
    height: float
    edges: list[Edge]
    """Drawn lines, which may make tables."""
    extra: list[Line]
    """Filled-in fields and notes."""
    confidence: float | None = None
    """Of recognised text; ``None`` where the page has text of its own."""
    unread: bool = False
    """A picture of text that was not recognised."""


def read_pdf(path: Path, how: Leeswijze) -> Gelezen:
    """Raw blocks, number of pages, and what the reader should know about scanned pages.

    Raises:
        LeesfoutError: encrypted, corrupt, without pages, too long, or without any text that can be read.
    """
    try:
        with pdfium.PdfDocument(path) as pdf:
            if not len(pdf):
                raise LeesfoutError(f"{path.name} heeft geen pagina's.")
            if len(pdf) > how.limits.paginas:
                raise LeesfoutError(
                    f"{path.name} heeft {len(pdf)} pagina's; meer dan {how.limits.paginas} leest analyse niet. "
                    "Splits het bestand."
                )
            pages, bookmarks = list(_pages(pdf, how)), outline(pdf)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise LeesfoutError(
                f"{path.name} is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het opnieuw."
            ) from error
        raise LeesfoutError(
            f"{path.name} is beschadigd of geen echte PDF. Vraag een nieuw exemplaar of sla het opnieuw op als PDF."
        ) from error
    _check_text(path, pages, how)
    named = [replace(page, lines=named_lines(page.lines, bookmarks, page.number)) for page in pages]
    blocks = with_outline(_blocks(named), bookmarks)
    return Gelezen(
        blocks,
        len(pages),
        _warnings(pages, how),
        ocr=any(page.confidence is not None for page in pages),
        ongelezen=any(page.unread for page in pages),
    )


def _pages(pdf: pdfium.PdfDocument, how: Leeswijze) -> Iterator[_Page]:
    can_recognise: bool | None = None
    total = 0
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            read = _digital(page, index + 1, how)
            total += sum(len(line.tekst) for line in read.lines)
            if total > how.limits.tekens:
                raise LeesfoutError(f"Er staat meer dan {how.limits.tekens:,} tekens in; dat is te groot om te lezen.")
            if read.unread and how.ocr:
                can_recognise = ocr.available() if can_recognise is None else can_recognise
                if can_recognise:
                    how.tell(f"tekstherkenning, pagina {index + 1} van {len(pdf)}")
                    read = _recognised(page, read)
            yield read
        finally:
            page.close()


def _digital(page: pdfium.PdfPage, number: int, how: Leeswijze) -> _Page:
    text = PageText(page, number)
    lines = text.lines() if text.count <= _MANY_CHARS else []
    chars = sum(len(line.tekst) for line in lines)
    unread = (chars < _MIN_TEXT and _is_picture(page)) or _is_garbage(lines)
    edges = page_edges(page, how.limits.tabel_lijnen)
    return _Page(number, lines, page.get_height(), edges, annotation_lines(page, number), unread=unread)


def _is_picture(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _PICTURE * width * height)


def _is_garbage(lines: Sequence[Line]) -> bool:
    """Fonts without a usable encoding give private or replacement characters instead of letters."""
    text = "".join(line.tekst for line in lines)
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    return odd > _GARBAGE * max(1, len(text)) and odd > _MIN_TEXT


def _recognised(page: pdfium.PdfPage, before: _Page) -> _Page:
    width, height = page.get_size()
    scale = min(ocr.DPI / _POINTS_PER_INCH, (_MANY_PIXELS / max(1.0, width * height)) ** 0.5)
    result = ocr.recognise(page.render(scale=scale, grayscale=True).to_pil(), before.number, scale)
    return replace(before, lines=result.lines, edges=[], confidence=result.confidence, unread=False)


def _check_text(path: Path, pages: Sequence[_Page], how: Leeswijze) -> None:
    if any((page.lines and not page.unread) or page.extra for page in pages):
        return
    if any(page.unread for page in pages):
        advice = ocr.MISSING if how.ocr else "De tekstherkenning is uitgesteld."
        raise OngelezenScanError(f"{path.name} bevat alleen afbeeldingen van tekst (een scan). {advice}")
    raise LeesfoutError(f"{path.name} bevat geen leesbare tekst.")


def _warnings(pages: Sequence[_Page], how: Leeswijze) -> tuple[str, ...]:
    found = []
    unread = [page.number for page in pages if page.unread]
    if unread:
        advice = ocr.MISSING if how.ocr else "De tekstherkenning is uitgesteld."
        found.append(f"{_named(unread)} gescand en niet gelezen. {advice}")
    sure = {page.number: page.confidence for page in pages if page.confidence is not None}
    if sure:
        mean = sum(sure.values()) / len(sure)
        found.append(f"{_named(list(sure))} gelezen met tekstherkenning (zekerheid gemiddeld {mean:.0%}).")
    doubtful = {number: value for number, value in sure.items() if value < ocr.DOUBTFUL}
    if doubtful:
        each = ", ".join(f"pagina {number}: {value:.0%}" for number, value in doubtful.items())
        found.append(f"De tekstherkenning is onzeker op {each}. Vergelijk deze tekst met het origineel.")
    return tuple(found)


def _named(numbers: Sequence[int]) -> str:
    """ "Pagina 3 is" or "Pagina's 1-3, 7 zijn"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    text = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"Pagina's {text} zijn" if len(numbers) > 1 else f"Pagina {text} is"


def _blocks(pages: Sequence[_Page]) -> list[RuwBlok]:
    """Running text with tables in their place, then fields and notes, then footnotes."""
    kept = without_running_heads(without_contents([page.lines for page in pages]), [page.height for page in pages])
    text: list[list[Line]] = []
    notes: list[list[Line]] = []
    tables: dict[int, list[FoundTable]] = {}
    before: list[FoundTable] = []
    for i, page in enumerate(pages):
        lines = in_columns(kept[i])
        found = tables_on(i + 1, page.edges, lines) if len(page.edges) >= _MIN_EDGES else []
        tables[i], before = _continued(before, found), found
        # small numbers in a table look like notes
        outside = [line for line in lines if not any(_inside(line, table) for table in tables[i])]
        below = footnotes(outside, page.height)
        apart = set(map(id, below))
        text.append([line for line in lines if id(line) not in apart])
        notes.append(below)
    extra = [block for page in pages for line in page.extra for block in paragraphs([[line]])]
    return [*_in_reading_order(text, tables), *extra, *paragraphs(notes)]


def _continued(before: Sequence[FoundTable], found: list[FoundTable]) -> list[FoundTable]:
    """A table that goes on from the page before repeats its header there: once is enough."""
    if before and found and found[0].rows and before[-1].rows and found[0].rows[0].tekst == before[-1].rows[0].tekst:
        return [replace(found[0], rows=found[0].rows[1:]), *found[1:]]
    return found


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
