"""Pages as pictures, to lay beside what was read in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from analyse.extract.how import Leeswijze

DPI = 120
_POINTS_PER_INCH = 72
_MOST_PAGES = 300
_MANY_PIXELS = 6_000_000
_QUALITY = 72


class Paginabeeld(NamedTuple):
    """A file with the picture of a page. Its name says of which: nobody need open it to know."""

    sha256: str
    pagina: int
    breedte: float
    hoogte: float
    """Size of the page in PDF points; the boxes of words are in the same measure."""
    bestand: Path


def write_page_images(pdf_path: Path, sha256: str, how: Leeswijze, folder: Path) -> None:
    """Write a WebP of every page of ``pdf_path`` (at most 300) to ``folder``, at 120 dots an inch.

    Args:
        pdf_path: the document, or the PDF that was made of it.
        sha256: of the document's bytes; part of the pictures' names.
        how: is told of every tenth page.
        folder: where they go.
    """
    with pdfium.PdfDocument(pdf_path) as pdf:
        pdf.init_forms()
        for index in range(min(len(pdf), _MOST_PAGES)):
            if index % 10 == 0:
                how.tell(f"beeld maken van pagina {index + 1} van {len(pdf)}")
            page = pdf[index]
            width, height = page.get_size()
            scale = min(DPI / _POINTS_PER_INCH, (_MANY_PIXELS / max(1.0, width * height)) ** 0.5)
            picture = page.render(scale=scale).to_pil()
            picture.save(folder / f"{sha256}-{index + 1:04}-{width:.1f}-{height:.1f}.webp", quality=_QUALITY, method=3)
            page.close()


def page_images(folder: Path) -> list[Paginabeeld]:
    """What ``write_page_images`` left in ``folder``, in the order of the pages."""
    made = []
    for path in sorted(folder.glob("*.webp")):
        sha256, number, width, height = path.name.removesuffix(".webp").split("-")
        if path.stat().st_size:
            made.append(Paginabeeld(sha256, int(number), float(width), float(height), path))
    return made
