from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analyse.types import Document

Lees = Callable[[Path], Document]

ABSTRACT = """<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""


@pytest.fixture
def genummerd(tmp_path: Path) -> Callable[..., Path]:
    """A Word file of (text, level) paragraphs with automatic numbering; level ``None`` is not numbered."""

    def make(items: list[tuple[str, int | None]], change: Callable[[WordDocument], None] = lambda _: None) -> Path:
        document = docx.Document()
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(ABSTRACT.format(ns=nsdecls("w"))))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for text, level in items:
            paragraph = document.add_paragraph(text)
            if level is not None:
                paragraph._p.get_or_add_pPr().append(
                    parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
                )
        change(document)
        path = tmp_path / "genummerd.docx"
        document.save(str(path))
        return path

    return make


def test_automatic_numbers_are_resolved(genummerd: Callable[..., Path], lees: Lees) -> None:
    path = genummerd(
        [
            ("Doel", 0),
            ("Partijen werken samen aan veilige dijken.", 1),
            ("De dienst zorgt voor:", 1),
            ("het toezicht op de dijken;", 2),
            ("het advies aan het bestuur.", 2),
            ("Kosten", 0),
            ("De gemeente betaalt de kosten.", 1),
        ]
    )
    shown = [(block.nummer, block.tekst) for block in lees(path).blokken]
    assert ("", "Artikel 1 Doel") in shown or shown[0][1].endswith("Doel")
    assert [n for n, _ in shown if n] == ["1.1", "1.2", "a.", "b.", "2.1"]
    assert lees(path).blokken[-1].koppen[-1] == "Artikel 2 Kosten"


def test_tracked_changes_are_read_as_accepted(genummerd: Callable[..., Path], lees: Lees) -> None:
    def change(document: WordDocument) -> None:
        p = document.add_paragraph("De dienst rapporteert ")._p
        p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1"><w:r><w:t>per kwartaal</w:t></w:r></w:ins>'))
        p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2"><w:r><w:delText>jaarlijks</w:delText></w:r></w:del>'))

    texts = [b.tekst for b in lees(genummerd([("Titel van de overeenkomst", None)], change)).blokken]
    assert texts[-1] == "De dienst rapporteert per kwartaal"


def test_content_controls_and_text_boxes_are_read_and_hidden_text_is_not(
    genummerd: Callable[..., Path], lees: Lees
) -> None:
    def change(document: WordDocument) -> None:
        body = document.element.body
        body.insert(
            1,
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Tekst in een invulveld.</w:t></w:r></w:p>"
                "</w:sdtContent></w:sdt>"
            ),
        )
        host = document.add_paragraph("Tekst met een kader.")._p
        host.append(
            parse_xml(
                f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Tekst in een kader.</w:t></w:r></w:p>"
                "</w:txbxContent></w:pict></w:r>"
            )
        )
        hidden = document.add_paragraph("Zichtbaar ")
        hidden.add_run("en verborgen").font.hidden = True

    texts = [b.tekst for b in lees(genummerd([("Titel van de overeenkomst", None)], change)).blokken]
    assert "Tekst in een invulveld." in texts
    assert "Tekst met een kader." in texts
    assert "Tekst in een kader." in texts
    assert "Zichtbaar" in texts


def test_a_data_table_gives_rows_and_a_layout_table_gives_paragraphs(tmp_path: Path, lees: Lees) -> None:
    document = docx.Document()
    document.add_paragraph("Overeenkomst met tabel")
    data = document.add_table(rows=2, cols=2)
    for cell, text in zip(data._cells, ("Product", "Aantal", "Controles", "120"), strict=True):
        cell.text = text
    layout = document.add_table(rows=1, cols=2)
    layout.cell(0, 0).text = "Links staat een lange tekst. " * 30
    layout.cell(0, 1).text = "Rechts staat een korte tekst."
    path = tmp_path / "tabellen.docx"
    document.save(str(path))
    blocks = lees(path).blokken
    assert [b.tekst for b in blocks if b.soort == "tabelrij"] == ["Product; Aantal", "Product: Controles; Aantal: 120"]
    assert any(b.tekst == "Rechts staat een korte tekst." and b.soort == "alinea" for b in blocks)


def test_the_examples_keep_their_numbers(lees: Lees, voorbeelden: Path) -> None:
    blocks = lees(voorbeelden / "dvo-omgevingsdienst.docx").blokken
    articles = [b.tekst for b in blocks if b.soort == "kop" and b.tekst.startswith("Artikel ")]
    assert [a.split()[1] for a in articles] == [str(n) for n in range(1, len(articles) + 1)]
    for block in blocks:
        if block.soort == "lijst" and "." in block.nummer.rstrip("."):
            assert block.koppen[-1].startswith(f"Artikel {block.nummer.split('.')[0]} ")


def test_word_and_pdf_of_one_agreement_give_the_same_articles(lees: Lees, voorbeelden: Path) -> None:
    word, pdf = (
        [b.tekst for b in lees(voorbeelden / f"dvo-omgevingsdienst{suffix}").blokken if b.tekst.startswith("Artikel ")]
        for suffix in (".docx", ".pdf")
    )
    assert word == pdf
