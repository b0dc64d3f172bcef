"""The report as a workbook: a sheet with the sub-questions, one with the sentences, one with the tasks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format

from analyse.questions import Vragenset
from analyse.report.as_json import labels_of
from analyse.report.content import Inhoud, content
from analyse.report.words import WEERGAVE
from analyse.types import Antwoord, Rapport

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_MOST = 32_000  # characters in a cell


def render(report: Rapport, questions: Vragenset) -> bytes:
    """The report as XLSX; every text is written as text, so that no clause becomes a formula."""
    inhoud, made = content(report, questions), io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": f"Toets: {report.overeenkomst.titel}", "created": _EPOCH})
        head = book.add_format({"bold": True, "bg_color": "#0B3D66", "font_color": "white", "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        bold = {"valign": "top", "bold": True}
        fills = {answer: book.add_format({"bg_color": view.vlak, **bold}) for answer, view in WEERGAVE.items()}
        _parts(book, inhoud, head, wrap, fills)
        _sentences(book, inhoud, questions, head, wrap)
        _tasks(book, inhoud, head, wrap)
    return made.getvalue()


def _parts(
    book: xlsxwriter.Workbook, inhoud: Inhoud, head: Format, wrap: Format, fills: dict[Antwoord, Format]
) -> None:
    rows, answers = [], []
    for question in inhoud.rapport.vragen:
        for part in question.deelvragen:
            view, meter = WEERGAVE[part.oordeel], inhoud.meter(part.id)
            evidence = "\n".join(f"{line.waar}: {line.tekst}" for line in inhoud.bewijs(part))
            counts = f"{meter.concreet} / {meter.vaag} / {meter.doorgeschoven}"
            asked = (part.toelichting, part.gespreksvraag, evidence, counts, "")
            rows.append([question.vraag, part.id, part.deelvraag, f"{view.teken} {view.woord}", *asked])
            answers.append(part.oordeel)
    names = ["Vraag", "Nr", "Deelvraag", "Oordeel", "Toelichting", "Vraag aan tafel", "Bewijs"]
    names += ["Concreet / vaag / doorgeschoven", "Notities"]
    sheet = _sheet(book, "Deelvragen", names, [26, 6, 30, 16, 40, 45, 60, 18, 30], rows, head, wrap)
    for row, answer in enumerate(answers, start=1):
        sheet.write_string(row, 3, rows[row - 1][3], fills[answer])


def _sentences(book: xlsxwriter.Workbook, inhoud: Inhoud, questions: Vragenset, head: Format, wrap: Format) -> None:
    report = inhoud.rapport
    rows = [
        [
            str(unit.nr),
            report.documenten[unit.document].bestand,
            str(unit.pagina or ""),
            inhoud.plaats(unit.nr) if unit.labels else unit.kop,
            unit.tekst,
            ", ".join(labels_of(unit, questions)),
            ", ".join(
                f"{label.deelvraag} {label.gehalte.value} ({label.kans:.2f})"
                for label in unit.labels
                if label.deelvraag in inhoud.kort
            ),
        ]
        for unit in report.zinnen
    ]
    names = ["Nr", "Bestand", "Pagina", "Plaats", "Zin", "Labels", "Deelvragen (gehalte, kans)"]
    _sheet(book, "Zinnen", names, [6, 24, 8, 30, 80, 22, 36], rows, head, wrap)


def _tasks(book: xlsxwriter.Workbook, inhoud: Inhoud, head: Format, wrap: Format) -> None:
    rows = [
        [task.partij or "niemand genoemd", task.wat, task.voor, task.wanneer, inhoud.plaats(task.zin)]
        for task in inhoud.bevindingen.taken
    ]
    _sheet(
        book,
        "Wie doet wat",
        ["Partij", "Doet wat", "Voor wie", "Wanneer", "Waar"],
        [24, 80, 20, 22, 34],
        rows,
        head,
        wrap,
    )


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    head: Format,
    wrap: Format,
) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(name)
    for i, (title, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(i, i, width)
        sheet.write_string(0, i, title, head)
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row):
            sheet.write_string(r, c, text[:_MOST], wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet
