"""Every format that archives hold, through the door that the command line uses."""

from __future__ import annotations

import email.message
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pypdfium2 as pdfium
import pytest
from docx.enum.text import WD_BREAK
from PIL import Image, ImageFilter

from analyse.extract import Leeswijze, office, read_isolated
from analyse.types import Document
from tests.conftest import needs_libreoffice, needs_tesseract

TEXT = """Convenant Schoon Water

Artikel 1 Doel

Partijen verbeteren de kwaliteit van het water in de Lorre.

Artikel 2 Kosten
1. De gemeente betaalt € 12.500 per jaar.
2. Het waterschap draagt de overige kosten.
"""


def _read(path: Path) -> Document:
    result = read_isolated(path)
    assert not result.fouten
    (document,) = result.documenten
    return document


def _paths(document: Document) -> dict[str, tuple[str, ...]]:
    return {block.tekst: block.koppen for block in document.blokken}


def _check(document: Document) -> None:
    found = _paths(document)
    assert found["De gemeente betaalt € 12.500 per jaar."][-1].startswith("Artikel 2")
    assert [b.nummer for b in document.blokken if b.tekst.startswith(("De gemeente", "Het waterschap"))] == ["1.", "2."]


def _word(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading("Convenant Schoon Water", 0)
    document.add_heading("Artikel 1 Doel", 1)
    document.add_paragraph("Partijen verbeteren de kwaliteit van het water in de Lorre.")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("Artikel 2 Kosten", 1)
    for text in ("De gemeente betaalt € 12.500 per jaar.", "Het waterschap draagt de overige kosten."):
        document.add_paragraph(text, style="List Number")
    path = folder / "convenant.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_plain_text_in_the_encodings_of_archives(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "convenant.txt"
    path.write_text(TEXT, encoding=encoding)
    document = _read(path)
    assert (document.soort, document.paginas) == ("txt", None)
    _check(document)


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "convenant.md"
    table = "\n| Tarief | Aantal |\n|---|---|\n| Controle | 120 |\n"
    path.write_text(
        TEXT.replace("Artikel ", "## Artikel ").replace("gemeente", "**gemeente**") + table, encoding="utf-8"
    )
    document = _read(path)
    _check(document)
    assert document.blokken[-1].cellen == (("Tarief", "Controle"), ("Aantal", "120"))


def test_web_page(tmp_path: Path) -> None:
    path = tmp_path / "convenant.html"
    path.write_text(
        "<!doctype html><html><head><title>x</title><script>var geheim</script></head><body><nav>menu</nav>"
        "<h1>Convenant Schoon Water</h1><h2>Artikel 2 Kosten</h2><ol><li>De gemeente betaalt <b>€ 12.500</b> per jaar."
        "</li><li>Het waterschap draagt de overige kosten.</li></ol>"
        "<table><tr><th>Tarief</th><th>Aantal</th></tr><tr><td>Controle</td><td>120</td></tr></table></body></html>",
        encoding="utf-8",
    )
    document = _read(path)
    _check(document)
    assert document.blokken[-1].tekst == "Tarief: Controle; Aantal: 120"
    assert not any(word in block.tekst for block in document.blokken for word in ("geheim", "menu"))


def test_mail_gives_its_text_and_its_attachments(tmp_path: Path, maak_docx: Callable[..., Path]) -> None:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@voorbeeld.invalid", "b@voorbeeld.invalid", "Het convenant"
    message.set_content("Beste lezer,\n\nBijgaand het convenant.")
    attached = maak_docx(["De gemeente betaalt de kosten."]).read_bytes()
    message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="../../convenant.docx")
    message.add_attachment(b"\0" * 50, maintype="application", subtype="octet-stream", filename="logo.bin")
    path = tmp_path / "bericht.eml"
    path.write_bytes(bytes(message))
    result = read_isolated(path, Leeswijze(paginas=False))
    assert [d.bestand for d in result.documenten] == ["bericht.txt", "convenant.docx"]
    assert [b.tekst for b in result.documenten[1].blokken] == ["De gemeente betaalt de kosten."]
    assert len(result.fouten) == 1
    assert result.fouten[0].startswith("logo.bin")


def test_zip_of_a_dossier(tmp_path: Path, maak_pdf: Callable[..., Path]) -> None:
    path = tmp_path / "dossier.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2 bijlage 1.txt", "Bijlage 1 Tarieven\n\nEen controle kost € 300.")
        archive.writestr("1 convenant.txt", TEXT)
        archive.writestr("../../3 kapot.pdf", b"%PDF-1.7 kapot")
        archive.writestr("__MACOSX/x", b"x")
    result = read_isolated(path)
    assert [d.bestand for d in result.documenten] == ["1 convenant.txt", "2 bijlage 1.txt"]
    assert len(result.fouten) == 1
    assert result.fouten[0].startswith("3 kapot.pdf")


def test_zip_bomb_is_counted_while_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "bom.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(8):
            archive.writestr(f"{n}.txt", b" " * 50_000_000)
    (message,) = read_isolated(path).fouten[-1:]
    assert "te groot" in message


@needs_libreoffice
@pytest.mark.parametrize(("suffix", "kind"), [("docx", "docx"), ("odt", "odt"), ("doc", "doc"), ("rtf", "doc")])
def test_word_processors_keep_numbers_and_get_pages(tmp_path: Path, suffix: str, kind: str) -> None:
    path = _word(tmp_path)
    if suffix != "docx":
        profile = (tmp_path / "profiel").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix]
        subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True)
    document = _read(path.with_suffix(f".{suffix}"))
    assert (document.soort, document.paginas) == (kind, 2)
    _check(document)
    pages = {block.tekst: block.pagina for block in document.blokken}
    assert pages["Partijen verbeteren de kwaliteit van het water in de Lorre."] == 1
    assert pages["Het waterschap draagt de overige kosten."] == 2
    box = next(b for b in document.blokken if b.tekst.startswith("Het waterschap")).woorden
    assert [(w.begin, w.eind) for w in box][:2] == [(0, 4), (4, 15)] or len(box) == 6


def test_without_libreoffice_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analyse.extract import read_file

    monkeypatch.setattr(office, "available", lambda: False)
    (document,) = read_file(_word(tmp_path)).documenten
    assert document.waarschuwingen == ("convenant.docx heeft geen paginanummers: daarvoor is LibreOffice nodig.",)
    rtf = tmp_path / "oud.rtf"
    rtf.write_bytes(rb"{\rtf1 De partijen werken samen.}")
    (message,) = read_file(rtf).fouten
    assert "Installeer LibreOffice" in message


def _scan(pdf: Path, target: Path, degrees: float = 0.0, blur: float = 0.0) -> Path:
    with pdfium.PdfDocument(pdf) as source:
        picture = source[0].render(scale=200 / 72, grayscale=True).to_pil()
    picture = picture.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    picture.filter(ImageFilter.GaussianBlur(blur)).save(target, resolution=200)
    return target


@needs_tesseract
@pytest.mark.parametrize("suffix", ["pdf", "png", "tiff", "jpg"])
def test_scans_are_recognised_with_their_confidence(tmp_path: Path, maak_pdf: Callable[..., Path], suffix: str) -> None:
    lines = ["Artikel 1 Doel", "Partijen verbeteren de kwaliteit van het water."]
    page = [(72, 700 - 40 * i, 14, line) for i, line in enumerate(lines)]
    document = _read(_scan(maak_pdf([page]), tmp_path / f"scan.{suffix}", degrees=1.0))
    assert document.ocr
    assert [b.tekst for b in document.blokken] == lines
    assert document.waarschuwingen[0].startswith("Pagina 1 is gelezen met tekstherkenning (zekerheid gemiddeld 9")


@needs_tesseract
def test_doubtful_pages_are_named(tmp_path: Path, maak_pdf: Callable[..., Path]) -> None:
    page = [(72, 700 - 14 * i, 8, "Partijen verbeteren de kwaliteit van het water in de Lorre.") for i in range(8)]
    document = _read(_scan(maak_pdf([page]), tmp_path / "vaag.pdf", blur=3.2))
    assert any(text.startswith("De tekstherkenning is onzeker op pagina 1: ") for text in document.waarschuwingen)


def test_scanned_page_between_digital_pages_is_named_where_it_cannot_be_read(
    tmp_path: Path, maak_pdf: Callable[..., Path]
) -> None:
    page = [(72, 700, 11, "Partijen verbeteren de kwaliteit van het water.")]
    scan = _scan(maak_pdf([page], "een.pdf"), tmp_path / "scan.pdf")
    with pikepdf.open(maak_pdf([page, page], "twee.pdf")) as pdf, pikepdf.open(scan) as picture:
        pdf.pages.insert(1, picture.pages[0])
        pdf.save(tmp_path / "gemengd.pdf")
    result = read_isolated(tmp_path / "gemengd.pdf", Leeswijze(ocr=False))
    assert result.documenten[0].waarschuwingen[0].startswith("Pagina 2 is gescand en niet gelezen.")


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    if not needs_tesseract.args[0]:
        steps: list[str] = []
        Image.new("L", (400, 400), 255).save(buffer := io.BytesIO(), "PNG")
        (tmp_path / "leeg.png").write_bytes(buffer.getvalue())
        result = read_isolated(tmp_path / "leeg.png", Leeswijze(tell=steps.append))
        assert steps == ["tekstherkenning, pagina 1 van 1"]
        assert "geen leesbare tekst" in result.fouten[0]
