from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf

from analyse.types import Document

Lees = Callable[[Path], Document]


def _texts(document: Document) -> list[str]:
    return [block.tekst for block in document.blokken]


def test_running_heads_and_page_numbers_are_left_out(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    pages = [
        [
            (72, 800, 9, "Convenant Waterveiligheid"),
            (72, 700, 11, f"De dienst voert taak nummer {word} uit."),
            (72, 680, 11, "De gemeente betaalt hiervoor."),
            (280, 30, 9, f"Pagina {number} van 3"),
        ]
        for number, word in enumerate(("een", "twee", "drie"), start=1)
    ]
    text = " ".join(_texts(lees(maak_pdf(pages))))
    assert "Convenant Waterveiligheid" not in text
    assert "Pagina" not in text
    assert text.count("De gemeente betaalt hiervoor.") == 3


def test_article_headings_on_top_of_each_page_stay(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    pages = [
        [(72, 800, 11, f"Artikel {n}"), (72, 700, 11, f"Dit is de tekst van artikel {n} van deze overeenkomst.")]
        for n in (1, 2, 3)
    ]
    headings = [b.tekst for b in lees(maak_pdf(pages)).blokken if b.soort == "kop"]
    assert headings == ["Artikel 1", "Artikel 2", "Artikel 3"]


def test_line_end_hyphens_are_closed(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    lines = [
        (72, 700, 11, "Dit is een lange regel over de uitvoering en de samen-"),
        (72, 686, 11, "werking van de land- en tuinbouw met de VTH-"),
        (72, 672, 11, "taken in de regio Noord-"),
        (72, 658, 11, "Holland, zoals partijen die kennen."),
    ]
    text = " ".join(_texts(lees(maak_pdf([lines]))))
    assert "samenwerking van de land- en tuinbouw" in text
    assert "VTH-taken" in text
    assert "Noord-Holland" in text


def test_a_sentence_runs_on_over_a_page_break(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    pages = [
        [(72, 400, 11, "De dienst levert de producten die in het werkprogramma staan en die")],
        [(72, 700, 11, "door de gemeente zijn goedgekeurd.")],
    ]
    assert any("staan en die door de gemeente" in text for text in _texts(lees(maak_pdf(pages))))


def test_boxes_lie_where_the_words_are(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    document = lees(maak_pdf([[(100, 700, 12, "De dienst levert rapporten aan de gemeente.")]]))
    first, last = document.blokken[0].woorden[0].kader, document.blokken[0].woorden[-1].kader
    assert abs(first.x0 - 100) < 2
    assert 842 - 700 - 14 < first.y0 < first.y1 < 842 - 700 + 6
    assert last.x0 > first.x1


def test_two_columns_are_read_one_after_the_other(lees: Lees, voorbeelden: Path) -> None:
    document = lees(voorbeelden / "prestatieovereenkomst-ggd.pdf")
    source = (voorbeelden / "bron" / "prestatieovereenkomst-ggd.md").read_text(encoding="utf-8")
    headings = [line.strip("# ").replace(" {-}", "") for line in source.splitlines() if line.startswith("## ")]
    text = "\n".join(_texts(document))
    positions = [text.find(heading) for heading in headings]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_tables_become_rows_with_their_headers(lees: Lees, voorbeelden: Path) -> None:
    rows = [b for b in lees(voorbeelden / "dvo-brandveiligheid-volledig.pdf").blokken if b.soort == "tabelrij"]
    headed = [row for row in rows if all(name for name, _ in row.cellen)]
    assert len(headed) > 10
    assert all(f"{name}: {cell}" in row.tekst for row in headed for name, cell in row.cellen)


LEFT = [f"De dienst voert in het jaar nummer {i} de taken" for i in range(1, 13)]
RIGHT = [f"en de gemeente betaalt daarvoor het bedrag {i}," for i in range(1, 13)]


def test_two_columns_drawn_line_by_line_are_read_column_by_column(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    rows = [
        item
        for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
        for item in ((60.0, 700.0 - 14 * i, 9.0, left), (310.0, 700.0 - 14 * i, 9.0, right))
    ]
    title = (
        60.0,
        740.0,
        9.0,
        "Deze overeenkomst gaat over de hele breedte van de pagina, over beide kolommen, en is kort.",
    )
    text = " ".join(_texts(lees(maak_pdf([[title, *rows]]))))
    assert text.index(title[3]) < text.index(LEFT[0]) < text.index(LEFT[-1]) < text.index(RIGHT[0])
    assert " ".join(RIGHT[-2:]) in text


def test_a_list_of_names_and_amounts_is_read_row_by_row(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    rows = [
        item
        for i in range(12)
        for item in ((60.0, 700.0 - 14 * i, 9.0, f"Taak {i}"), (310.0, 700.0 - 14 * i, 9.0, f"€ {i}.000"))
    ]
    text = " ".join(_texts(lees(maak_pdf([rows]))))
    assert text.index("€ 3.000") < text.index("Taak 4")


def test_footnotes_do_not_meet_the_sentence_that_goes_on(maak_pdf: Callable[..., Path], lees: Lees) -> None:
    body = [(72.0, 700.0 - 14 * i, 11.0, f"Regel {i} van de tekst gaat over taken van de dienst en") for i in range(9)]
    pages = [
        [*body, (72.0, 100.0, 8.0, "1 Zie de Wet veiligheidsregio's."), (72.0, 90.0, 8.0, "en de toelichting daarop.")],
        [(72.0, 700.0, 11.0, "loopt hier door.")],
    ]
    texts = _texts(lees(maak_pdf(pages)))
    assert texts[0].endswith("van de dienst en loopt hier door.")
    assert texts[-1].endswith("Zie de Wet veiligheidsregio's. en de toelichting daarop.")


def test_filled_in_fields_notes_and_outline(maak_pdf: Callable[..., Path], lees: Lees, tmp_path: Path) -> None:
    lines = [(72, 760, 16, "Convenant")]
    lines += [(72, 700, 11, "Kosten en betaling"), (72, 680, 11, "De gemeente betaalt het bedrag dat hieronder staat.")]
    with pikepdf.open(maak_pdf([lines])) as pdf:
        page = pdf.pages[0]
        box = pikepdf.Array([72, 600, 200, 620])
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="bedrag", V="€ 12.500", Rect=box
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="Nog afstemmen met de controller.", Rect=box
        )
        page.Annots = pikepdf.Array([pdf.make_indirect(field), pdf.make_indirect(note)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([page.Annots[0]]))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Kosten en betaling", 0))
        pdf.save(tmp_path / "formulier.pdf")
    document = lees(tmp_path / "formulier.pdf")
    assert [(b.soort, b.tekst) for b in document.blokken] == [
        ("titel", "Convenant"),
        ("kop", "Kosten en betaling"),
        ("alinea", "De gemeente betaalt het bedrag dat hieronder staat."),
        ("alinea", "€ 12.500"),
        ("alinea", "Nog afstemmen met de controller."),
    ]
