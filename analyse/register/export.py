"""The overview of a register: which agreements leave which questions open."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import xlsxwriter

from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
from analyse.register.store import Regel, Register
from analyse.report.environment import environment
from analyse.report.words import WEERGAVE
from analyse.types import Antwoord

_FIXED = ("Overeenkomst", "Titel", "Soort", "Partijen", "Jaar", "Plaats", "Gaten")

_MOST = 32_000  # characters in a cell
_MOST_ROWS = 1_000_000  # of a sheet
_PARTIES = 20

Exporter = Callable[[Register, Vragenset], str | bytes]


def as_csv(register: Register, questions: Vragenset) -> str:
    """One row an agreement; a cell that a spreadsheet could take for a formula gets an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([*_FIXED, *questions.deelvragen])
    for line in register.overview():
        writer.writerow([_harmless(str(cell)) for cell in _cells(line, questions)])
    return made.getvalue()


def as_json(register: Register, questions: Vragenset) -> str:
    """Agreements and failures as plain data."""
    content = {
        "schema": "1",
        "overeenkomsten": [line._asdict() for line in register.overview()],
        "mislukt": [{"pad": path, "reden": reason} for path, reason in register.failures()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_parquet(register: Register, questions: Vragenset) -> bytes:
    """One row an agreement, for those who calculate with it.

    Raises:
        GebruiksfoutError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise GebruiksfoutError("Installeer voor .parquet ook: pip install 'analyse[parquet]'.") from error
    rows = []
    for line in register.overview():
        row = line._asdict()
        answers = row.pop("oordelen")
        rows.append(row | {part: answers.get(part) for part in questions.deelvragen})
    text, many = pa.string(), pa.list_(pa.string())
    kinds = {"naam": text, "titel": text, "type": text, "partijen": many, "jaar": pa.int32(), "paden": many}
    kinds |= {"gaten": pa.int32()} | dict.fromkeys(questions.deelvragen, text)
    made = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(kinds)), made)
    return bytes(made.getvalue())


def as_xlsx(register: Register, questions: Vragenset) -> bytes:
    """A grid with colours and filters, a sheet with the evidence, and one with what could not be read."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#0B3D66", "font_color": "white", "text_wrap": True})
        fills = {answer.value: book.add_format({"bg_color": view.vlak}) for answer, view in WEERGAVE.items()}
        titles = [*_FIXED, *(f"{d.id} {d.kort}" for d in questions.deelvragen.values())]
        rows = [_cells(line, questions) for line in register.overview()]
        sheet = _sheet(book, "Overzicht", titles, [34, 34, *[16] * 5, *[14] * len(questions.deelvragen)], head)
        sheet.autofilter(0, 0, max(1, len(rows)), len(titles) - 1)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, fills.get(str(value)) if column >= len(_FIXED) else None)
        names = ["Overeenkomst", "Deelvraag", "Oordeel", "Artikel", "Pagina", "Zin"]
        sheet = _sheet(book, "Bewijs", names, [34, 11, 15, 34, 8, 110], head)
        for number, proof in enumerate(islice(register.evidence(), _MOST_ROWS), start=1):
            for column, field in enumerate(proof):
                _write(sheet, number, column, field)
        sheet = _sheet(book, "Niet gelezen", ["Bestand", "Reden"], [80, 80], head)
        for number, failure in enumerate(register.failures(), start=1):
            for column, text in enumerate(failure):
                sheet.write_string(number, column, text)
    return made.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, titles: Sequence[str], widths: Sequence[int], head: object) -> Any:
    sheet = book.add_worksheet(name)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 1)
    return sheet


def _write(sheet: Any, row: int, column: int, value: str | int | None, form: object = None) -> None:
    """A number as a number, for sorting; text as text, whatever it looks like."""
    if isinstance(value, int):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, (value or "")[:_MOST], form)


def as_html(register: Register, questions: Vragenset) -> str:
    """The heat map of agreements by sub-questions, and the gaps that come back most, over all and per type."""
    lines = register.overview()
    return (
        environment("analyse.register")
        .get_template("overzicht.html")
        .render(
            regels=lines,
            deelvragen=list(questions.deelvragen.values()),
            weergave={answer.value: view for answer, view in WEERGAVE.items()},
            gaten=most_open(lines),
            groepen=(
                ("Per soort", _groups(lines, lambda line: [line.type])),
                (
                    "Per jaar van de overeenkomst",
                    sorted(_groups(lines, lambda line: [str(line.jaar)] if line.jaar else [])),
                ),
                ("Per partij", _groups(lines, lambda line: line.partijen)[:_PARTIES]),
            ),
            soorten=sorted({line.type for line in lines}),
            per_soort={kind: dict(most_open([r for r in lines if r.type == kind])) for kind in {r.type for r in lines}},
            mislukt=register.failures(),
        )
    )


def most_open(lines: Sequence[Regel]) -> list[tuple[str, int]]:
    """(sub-question, in how many agreements it is not answered), most first."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(d for d, answer in line.oordelen.items() if answer != Antwoord.BEANTWOORD)
    return counts.most_common()


def _groups(lines: Sequence[Regel], of: Callable[[Regel], Sequence[str]]) -> list[tuple[str, int, float]]:
    """(group, agreements in it, mean number of gaps), the largest groups first."""
    gaps: dict[str, list[int]] = {}
    for line in lines:
        for name in dict.fromkeys(of(line)):
            gaps.setdefault(name, []).append(line.gaten)
    made = [(name, len(found), sum(found) / len(found)) for name, found in gaps.items()]
    return sorted(made, key=lambda group: (-group[1], group[0]))


EXPORTERS: dict[str, Exporter] = {
    ".xlsx": as_xlsx,
    ".html": as_html,
    ".csv": as_csv,
    ".parquet": as_parquet,
    ".json": as_json,
}
"""Suffix → form of the overview."""


def _cells(line: Regel, questions: Vragenset) -> list[str | int]:
    fixed = (line.naam, line.titel, line.type, "; ".join(line.partijen), line.jaar or "", "; ".join(line.paden))
    return [*fixed, line.gaten, *(line.oordelen.get(d, "") for d in questions.deelvragen)]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
