"""A copy of the original with the labelled sentences marked: highlights in a PDF, comments in a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from analyse.errors import GebruiksfoutError
from analyse.extract.letters import letters
from analyse.questions import Vragenset
from analyse.report.office_file import as_bytes
from analyse.types import Kader, Rapport, Zin

_COLOURS: Mapping[str, tuple[float, float, float]] = {
    "doel": (1.0, 0.92, 0.45),
    "afbakening": (0.72, 0.88, 1.0),
    "aanpak": (0.78, 0.95, 0.75),
    "verantwoordelijkheid": (0.93, 0.80, 1.0),
    "kosten": (1.0, 0.80, 0.55),
    "risico": (1.0, 0.70, 0.70),
    "resultaat": (0.60, 0.93, 0.88),
    "planning": (0.85, 0.85, 0.60),
    "rapportage": (0.88, 0.88, 0.93),
}
_OTHER = (0.9, 0.9, 0.9)
_A4 = (595, 842)


def annotate(path: Path, document: int, report: Rapport, questions: Vragenset) -> bytes:
    """The marked copy of ``path``, which is document number ``document`` of the report; the original is only read.

    Raises:
        GebruiksfoutError: a format that cannot be marked.
    """
    units = [unit for unit in report.zinnen if unit.document == document and note(unit, questions)]
    if report.documenten[document].soort == "pdf" and path.suffix.lower() == ".pdf":
        return _pdf(path, units, questions)
    if report.documenten[document].soort == "docx":
        return _word(path, units, questions)
    raise GebruiksfoutError(f"{path.name} kan niet worden gemarkeerd. Dat kan alleen met PDF en Word (DOCX).")


def note(unit: Zin, questions: Vragenset) -> str:
    """What the margin says: each sub-question with the quality of the answer."""
    return "\n".join(
        f"{label.deelvraag} {questions.deelvragen[label.deelvraag].deelvraag} ({label.gehalte.value})"
        for label in sorted(unit.labels, key=lambda label: -label.kans)
        if label.deelvraag in questions.deelvragen
    )


def _label(unit: Zin, questions: Vragenset) -> str:
    known = [label for label in unit.labels if label.deelvraag in questions.deelvragen]
    return questions.deelvragen[max(known, key=lambda label: label.kans).deelvraag].label


def _pdf(path: Path, units: Iterable[Zin], questions: Vragenset) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(path) as pdf:
        used: dict[str, None] = {}
        for unit in units:
            label = _label(unit, questions)
            for page in sorted({box.pagina for box in unit.kaders}):
                boxes = [box for box in unit.kaders if box.pagina == page]
                _highlight(pdf, boxes, _COLOURS.get(label, _OTHER), f"{label}\n{note(unit, questions)}")
                used[label] = None
        _legend(pdf, list(used))
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _highlight(pdf: pikepdf.Pdf, boxes: list[Kader], colour: tuple[float, float, float], text: str) -> None:
    """A highlight with an appearance of its own, for viewers that draw none."""
    page = pdf.pages[boxes[0].pagina - 1]
    left, top = float(page.cropbox[0]), float(page.cropbox[3])
    rects = [(left + b.x0, top - b.y1, left + b.x1, top - b.y0) for b in boxes]
    around = (min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects))
    drawing = "/G gs {} {} {} rg ".format(*colour)
    drawing += " ".join(f"{x0:.1f} {y0:.1f} {x1 - x0:.1f} {y1 - y0:.1f} re f" for x0, y0, x1, y1 in rects)
    look = pdf.make_stream(drawing.encode())
    look.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(around),
            Resources=Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply))),
        )
    )
    mark = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=Array(around),
        QuadPoints=Array([v for x0, y0, x1, y1 in rects for v in (x0, y1, x1, y1, x0, y0, x1, y0)]),
        C=Array(colour),
        F=4,
        T=String("analyse"),
        Contents=String(text),
        AP=Dictionary(N=look),
    )
    if Name.Annots not in page:
        page.Annots = pdf.make_indirect(Array([]))
    page.Annots.append(pdf.make_indirect(mark))


def _legend(pdf: pikepdf.Pdf, labels: list[str]) -> None:
    """A last page that says what the colours mean; the page numbers of the text stay what they were."""
    page = pdf.add_blank_page(page_size=_A4)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    lines = ["BT /F 14 Tf 72 760 Td (Legenda van de markeringen \\(analyse\\)) Tj ET"]
    for i, label in enumerate(labels):
        y = 725 - 24 * i
        lines.append("{} {} {} rg 72 {} 28 14 re f 0 g".format(*_COLOURS.get(label, _OTHER), y))
        lines.append(f"BT /F 11 Tf 110 {y + 3} Td ({label}) Tj ET")
    page.Contents = pdf.make_stream("\n".join(lines).encode("cp1252"))


def _word(path: Path, units: Iterable[Zin], questions: Vragenset) -> bytes:
    """Comments on the paragraphs in which labelled sentences stand, in the order of the text."""
    document = docx.Document(str(path))
    waiting = [(letters(unit.tekst), unit) for unit in units]
    for paragraph in document.element.body.iter(docx.oxml.ns.qn("w:p")):
        found = docx.text.paragraph.Paragraph(paragraph, document)
        text = letters(found.text)
        here = [unit for wanted, unit in waiting if wanted and wanted in text]
        if here and found.runs:
            waiting = [item for item in waiting if item[1] not in here]
            lines = dict.fromkeys(line for unit in here for line in note(unit, questions).splitlines())
            document.add_comment(found.runs, text="\n".join(lines), author="analyse", initials="an")
    return as_bytes(document)
