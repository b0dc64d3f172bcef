"""The report in every form: its content, not its layout."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdfium2 as pdfium
import pytest

from analyse.errors import GebruiksfoutError
from analyse.pipeline import Toetser
from analyse.report import as_docx, as_html, as_pdf, as_xlsx, content
from analyse.report.annotated import annotate
from analyse.types import Rapport
from tests.conftest import needs_libreoffice, needs_pango

NAME = "raamovereenkomst-bijlagen.pdf"


@pytest.fixture
def rapport(rapport_van: Callable[[str], Rapport]) -> Rapport:
    return rapport_van(NAME)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _text(data: bytes) -> str:
    with pdfium.PdfDocument(data) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_five_questions_come_first(rapport: Rapport) -> None:
    first = content.first_questions(rapport)
    assert len(first) == 5
    assert all(part.gespreksvraag for part in first)


@needs_pango
def test_pdf_is_tagged_and_complete(rapport: Rapport, toetser: Toetser) -> None:
    data = as_pdf.render(rapport, toetser.vragenset)
    assert data == as_pdf.render(rapport, toetser.vragenset)
    text = _letters(_text(data))
    for part in content.first_questions(rapport):
        assert _letters(part.gespreksvraag) in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nl"
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert rapport.overeenkomst.titel in str(metadata["dc:title"])
        assert "URI" not in str([a for page in pdf.pages for a in page.get("/Annots", [])])


def test_word_file_has_real_styles(rapport: Rapport, toetser: Toetser, tmp_path: Path) -> None:
    data = as_docx.render(rapport, toetser.vragenset)
    assert data == as_docx.render(rapport, toetser.vragenset)
    document = docx.Document(io.BytesIO(data))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading 2")]
    asked = [part.deelvraag for question in rapport.vragen for part in question.deelvragen]
    assert sorted(text.partition(". ")[2] for text in headings) == sorted(asked)


@needs_libreoffice
def test_libreoffice_opens_the_word_file(rapport: Rapport, toetser: Toetser, tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_bytes(as_docx.render(rapport, toetser.vragenset))
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "r.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert _letters("Stel deze vragen eerst") in _letters(_text((tmp_path / "r.pdf").read_bytes()))


def test_workbook_has_a_row_for_every_question_and_sentence(toetser: Toetser, maak_docx: Callable[..., Path]) -> None:
    report = toetser.toets([maak_docx(["# Convenant", "=1+1 is wat de gemeente betaalt aan de dienst in 2027."])])
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(report, toetser.vragenset)))
    assert book["Deelvragen"].max_row == 1 + 19
    assert book["Zinnen"].max_row == 1 + len(report.zinnen)
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(str(cell.value).startswith("=1+1") for cell in cells)


def test_markdown_has_every_question(rapport: Rapport, toetser: Toetser) -> None:
    text = as_html.render_markdown(rapport, toetser.vragenset)
    for question in rapport.vragen:
        for part in question.deelvragen:
            assert f"### {part.id}. {part.deelvraag}" in text
            assert part.gespreksvraag in text


def test_marked_pdf_has_highlights_over_its_sentences(toetser: Toetser, maak_pdf: Callable[..., Path]) -> None:
    sentence = "De gemeente betaalt de dienst in 2027 een bedrag van € 12.500 per jaar."
    path = maak_pdf([[(72, 760, 16, "Overeenkomst"), (72, 700, 11, sentence)]])
    before = path.read_bytes()
    report = toetser.toets([path])
    data = annotate(path, 0, report, toetser.vragenset)
    assert path.read_bytes() == before
    with pikepdf.open(io.BytesIO(data)) as pdf, pdfium.PdfDocument(data) as drawn:
        assert len(pdf.pages) == 2
        (mark,) = pdf.pages[0].Annots
        assert str(mark.Subtype) == "/Highlight"
        assert "5a" in str(mark.Contents)
        left, bottom, right, top = (float(v) for v in mark.Rect)
        under = drawn[0].get_textpage().get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
        assert under.strip() == sentence
        assert "Legenda" in drawn[1].get_textpage().get_text_bounded()


def test_marked_word_file_has_comments(toetser: Toetser, voorbeelden: Path) -> None:
    path = voorbeelden / "convenant-veiligheidsregio.docx"
    report = toetser.toets([path])
    document = docx.Document(io.BytesIO(annotate(path, 0, report, toetser.vragenset)))
    notes = [comment.text for comment in document.comments]
    assert len(notes) > 10
    assert all(any(note.startswith(d) for d in toetser.vragenset.deelvragen) for note in notes)


def test_a_text_file_cannot_be_marked(toetser: Toetser, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("De gemeente betaalt in 2027 € 12.500 aan de dienst.", encoding="utf-8")
    report = toetser.toets([path])
    with pytest.raises(GebruiksfoutError, match="PDF en Word"):
        annotate(path, 0, report, toetser.vragenset)
