"""The report as a Word file that can be edited: real styles, real tables."""

from __future__ import annotations

from typing import Any

from docx.shared import Pt

from analyse.questions import Vragenset
from analyse.report.content import Inhoud, content
from analyse.report.office_file import add_table, as_bytes, new_document
from analyse.report.words import GROEPEN, VRAAG_WEERGAVE, WEERGAVE, by_verdict
from analyse.types import Deeloordeel, Rapport


def render(report: Rapport, questions: Vragenset) -> bytes:
    """The report as DOCX."""
    inhoud = content(report, questions)
    document = new_document(f"Toets: {report.overeenkomst.titel}")
    document.add_paragraph("Toets op het uitvoeringsplan", style="Subtitle")
    document.add_paragraph(report.overeenkomst.titel, style="Title")
    document.add_paragraph(inhoud.samenvatting)
    for warning in report.waarschuwingen:
        document.add_paragraph(f"Let op: {warning}", style="Intense Quote")
    _agreement(document, inhoud)
    _overview(document, inhoud)
    _first(document, inhoud)
    for name, text, answers in GROEPEN:
        parts = by_verdict(report, answers)
        if parts:
            document.add_heading(f"{name} ({len(parts)})", 1)
            document.add_paragraph(text)
            for part in parts:
                _part(document, inhoud, part)
    _tasks(document, inhoud)
    document.add_paragraph(
        "Gemaakt met analyse, op uw eigen computer. Het model vergist zich soms: lees de genoemde artikelen zelf na. "
        f"Vragenset {report.vragenset.naam} {report.vragenset.versie}; taalmodel {report.taalmodel.naam} "
        f"{report.taalmodel.versie}; labelmodel {report.labelmodel.versie}."
    ).runs[0].font.size = Pt(9)
    return as_bytes(document)


def _agreement(document: Any, inhoud: Inhoud) -> None:
    agreement = inhoud.rapport.overeenkomst
    document.add_heading("De overeenkomst", 1)
    rows = [["Soort", agreement.type]]
    rows += [["Partij", p.naam + (f", {p.rol}" if p.rol != "partij" else "")] for p in agreement.partijen]
    rows += [[name, "; ".join(values)] for name, values in inhoud.feiten.items()]
    add_table(document, ["Wat", "Gevonden"], rows, [3.5, 13])


def _overview(document: Any, inhoud: Inhoud) -> None:
    document.add_heading("De zeven vragen in één oogopslag", 1)
    rows = [
        [
            f"{question.id}. {question.vraag}",
            f"{VRAAG_WEERGAVE[question.oordeel].teken} {VRAAG_WEERGAVE[question.oordeel].woord}",
            "\n".join(
                f"{WEERGAVE[part.oordeel].teken} {part.id} {inhoud.kort[part.id]}: {WEERGAVE[part.oordeel].woord}"
                for part in question.deelvragen
            ),
        ]
        for question in inhoud.rapport.vragen
    ]
    add_table(document, ["Vraag", "Oordeel", "Deelvragen"], rows, [6, 3, 7.5])


def _first(document: Any, inhoud: Inhoud) -> None:
    if not inhoud.eerst:
        return
    document.add_heading("Stel deze vragen eerst", 1)
    for part in inhoud.eerst:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(part.gespreksvraag).bold = True
        paragraph.add_run(f"\n{part.id} {inhoud.kort[part.id]}, {WEERGAVE[part.oordeel].woord}: {part.toelichting}")


def _part(document: Any, inhoud: Inhoud, part: Deeloordeel) -> None:
    view = WEERGAVE[part.oordeel]
    document.add_heading(f"{part.id}. {part.deelvraag}", 2)
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{view.teken} {view.woord}. ").bold = True
    paragraph.add_run(part.toelichting)
    if part.gespreksvraag:
        paragraph = document.add_paragraph()
        paragraph.add_run("Vraag aan tafel: ").bold = True
        paragraph.add_run(part.gespreksvraag)
    for line in inhoud.bewijs(part):
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{line.waar}: ").bold = True
        paragraph.add_run(f"‘{line.voor}")
        paragraph.add_run(line.los).underline = True
        paragraph.add_run(f"{line.na}’")
    if part.gespreksvraag:
        document.add_paragraph("Notities: ")


def _tasks(document: Any, inhoud: Inhoud) -> None:
    found = inhoud.bevindingen.taken
    if not found:
        return
    document.add_heading("Wie doet wat?", 1)
    rows = [
        [task.partij or "niemand genoemd", task.wat, task.voor or "–", task.wanneer or "–", inhoud.plaats(task.zin)]
        for task in found
    ]
    add_table(document, ["Partij", "Doet wat", "Voor wie", "Wanneer", "Waar"], rows, [2.8, 6.4, 2.2, 2.3, 2.8])
