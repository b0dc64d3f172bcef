"""Shared fixtures: the loaded checker, the examples, and small documents made on the spot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import settings

from analyse.extract import Leeswijze, ocr
from analyse.pipeline import Toetser
from analyse.types import Document, Rapport

pytest_plugins = ["tests.databases"]
settings.register_profile("analyse", deadline=None, derandomize=True)
settings.load_profile("analyse")

needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")


def _has_pango() -> bool:
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


needs_pango = pytest.mark.skipif(not _has_pango(), reason="Pango (for PDF reports) is not here")
needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="Tesseract with Dutch is not here")

ROOT = Path(__file__).parent.parent
VOORBEELDEN = sorted(p for p in (ROOT / "voorbeelden").iterdir() if p.suffix in (".pdf", ".docx"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested because a program is missing."""
    skipped = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    for reason in sorted(skipped):
        terminalreporter.write_line(f"NOT TESTED: {reason}", red=True, bold=True)


@pytest.fixture(scope="session")
def toetser() -> Toetser:
    """Without LibreOffice and Tesseract: what needs those says so."""
    return Toetser.load(wijze=Leeswijze(ocr=False, paginas=False))


@pytest.fixture(scope="session")
def rapport_van(toetser: Toetser) -> Callable[[str], Rapport]:
    """Report of an example by file name; each is made once."""
    made: dict[str, Rapport] = {}

    def report(name: str) -> Rapport:
        if name not in made:
            made[name] = toetser.toets([ROOT / "voorbeelden" / name])
        return made[name]

    return report


@pytest.fixture
def lees(toetser: Toetser) -> Callable[[Path], Document]:
    def read(path: Path) -> Document:
        documents, errors = toetser.lees([path])
        if errors:
            raise errors[0]
        return documents[0]

    return read


@pytest.fixture
def maak_docx(tmp_path: Path) -> Callable[[Sequence[str]], Path]:
    """A Word file with one paragraph per text; "# " makes a heading."""

    def make(texts: Sequence[str], name: str = "tekst.docx") -> Path:
        document = docx.Document()
        for text in texts:
            if text.startswith("# "):
                document.add_heading(text[2:], level=1)
            else:
                document.add_paragraph(text)
        path = tmp_path / name
        document.save(str(path))
        return path

    return make


@pytest.fixture
def maak_pdf(tmp_path: Path) -> Callable[..., Path]:
    """A PDF from pages of (x, y, size, text) lines; y is measured from the bottom, in points."""

    def make(pages: Sequence[Sequence[tuple[float, float, float, str]]], name: str = "tekst.pdf") -> Path:
        pdf = pikepdf.new()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        for lines in pages:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
            shown = b"".join(
                b"BT /F1 %f Tf %f %f Td <%s> Tj ET\n" % (size, x, y, text.encode("cp1252").hex().encode())
                for x, y, size, text in lines
            )
            page.Contents = pdf.make_stream(shown)
        path = tmp_path / name
        pdf.save(path)
        return path

    return make


@pytest.fixture(scope="session")
def voorbeelden() -> Path:
    return ROOT / "voorbeelden"
