"""The overview of a register: which agreements leave which questions open."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence

import xlsxwriter

from analyse.questions import Vragenset
from analyse.register.store import Regel, Register
from analyse.report.environment import environment
from analyse.report.words import WEERGAVE
from analyse.types import Antwoord

_COLOURS = {"open": "#F9D5D8", "doorgeschoven": "#FCE5C2", "vaag": "#FFF3CD", "beantwoord": "#D6EDDF"}
_FIXED = ("Overeenkomst", "Titel", "Soort", "Partijen", "Jaar", "Plaats", "Gaten")

Exporter = Callable[[Register, Vragenset], str | bytes]


def as_csv(register: Register, questions: Vragenset) -> str:
    """One row an agreement; a cell that a spreadsheet could take for a formula gets an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([*_FIXED, *questions.deelvragen])
    for line in register.overview():
        writer.writerow([_harmless(cell) for cell in _cells(line, questions)])
    return made.getvalue()


def as_json(register: Register, questions: Vragenset) -> str:
    """Agreements and failures as plain data."""
    content = {
        "schema": "1",
        "overeenkomsten": [line._asdict() for line in register.overview()],
        "mislukt": [{"pad": path, "reden": reason} for path, reason in register.failures()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_xlsx(register: Register, questions: Vragenset) -> bytes:
    """A grid with colours and filters, and a sheet with what could not be read."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#0B3D66", "font_color": "white", "text_wrap": True})
        fills = {answer: book.add_format({"bg_color": colour}) for answer, colour in _COLOURS.items()}
        sheet = book.add_worksheet("Overzicht")
        titles = [*_FIXED, *(f"{d.id} {d.kort}" for d in questions.deelvragen.values())]
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, head)
        lines = register.overview()
        for row, line in enumerate(lines, start=1):
            for column, text in enumerate(_cells(line, questions)):
                answer = text if column >= len(_FIXED) else ""
                sheet.write_string(row, column, text[:32_000], fills.get(answer))
        sheet.set_column(0, 1, 34)
        sheet.set_column(2, 6, 16)
        sheet.set_column(len(_FIXED), len(titles) - 1, 14)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(lines)), len(titles) - 1)
        failed = book.add_worksheet("Niet gelezen")
        for row, (path, reason) in enumerate([("Bestand", "Reden"), *register.failures()]):
            failed.write_string(row, 0, path, head if not row else None)
            failed.write_string(row, 1, reason, head if not row else None)
        failed.set_column(0, 1, 80)
    return made.getvalue()


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


EXPORTERS: dict[str, Exporter] = {".xlsx": as_xlsx, ".html": as_html, ".csv": as_csv, ".json": as_json}
"""Suffix → form of the overview."""


def _cells(line: Regel, questions: Vragenset) -> list[str]:
    fixed = [line.naam, line.titel, line.type, "; ".join(line.partijen), str(line.jaar or ""), "; ".join(line.paden)]
    return [*fixed, str(line.gaten), *(line.oordelen.get(d, "") for d in questions.deelvragen)]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
