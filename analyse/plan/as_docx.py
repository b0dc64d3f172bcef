"""The draft as a Word file that can be sent as a first concept: open places are marked in yellow."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt

from analyse.plan.draft import Hoofdstuk, Onderdeel, Uitvoeringsplan
from analyse.report.office_file import add_table, as_bytes, new_document
from analyse.types import Antwoord

_WIDTHS = {3: [3.5, 9.5, 3.5], 5: [2.8, 6.4, 2.2, 2.3, 2.8]}
_LONGEST = 60  # rows; a longer table goes into the annex of the agreement itself


def render(plan: Uitvoeringsplan) -> bytes:
    """The draft as DOCX."""
    document = new_document(f"Uitvoeringsplan bij {plan.overeenkomst}")
    document.add_paragraph("Concept", style="Subtitle")
    document.add_paragraph("Uitvoeringsplan", style="Title")
    document.add_paragraph(f"Bijlage bij: {plan.overeenkomst}")
    if plan.partijen:
        document.add_paragraph(f"Partijen: {', '.join(plan.partijen)}")
    document.add_paragraph(f"Dit concept bevat wat de overeenkomst zegt, met de plaats erbij. {_left(plan)}")
    for chapter in plan.hoofdstukken:
        _chapter(document, chapter)
    document.add_paragraph(f"Gemaakt met analyse ({plan.herkomst}).").runs[0].font.size = Pt(9)
    return as_bytes(document)


def _left(plan: Uitvoeringsplan) -> str:
    if not plan.in_te_vullen:
        return "Op alle vragen geeft zij antwoord. Loop het concept samen na: bedoelt u allebei hetzelfde?"
    places = "Eén vraag beantwoordt" if plan.in_te_vullen == 1 else f"{plan.in_te_vullen} vragen beantwoordt"
    return f"{places} zij niet, of niet duidelijk genoeg. Daar staat geel wat partijen nog samen moeten invullen."


def _chapter(document: Any, chapter: Hoofdstuk) -> None:
    document.add_heading(f"{chapter.nummer}. {chapter.titel}", 1)
    for part in chapter.onderdelen:
        _part(document, part)
    for table in chapter.tabellen:
        document.add_heading(table.titel, 2)
        rows = [list(row) for row in table.rijen[:_LONGEST]]
        add_table(document, list(table.koppen), rows, _WIDTHS[len(table.koppen)])
        if len(table.rijen) > _LONGEST:
            document.add_paragraph(f"En nog {len(table.rijen) - _LONGEST} regels; zie de overeenkomst.")


def _part(document: Any, part: Onderdeel) -> None:
    document.add_heading(f"{part.id}. {part.vraag}", 2)
    if part.oordeel is not Antwoord.BEANTWOORD and part.citaten:
        document.add_paragraph("De overeenkomst zegt hierover:")
    for quote in part.citaten:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{quote.tekst} ")
        paragraph.add_run(f"({quote.waar})").italic = True
    if part.invullen:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(f"[IN TE VULLEN] {part.invullen}")
        run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
        document.add_paragraph(f"Waarom: {part.reden}")
