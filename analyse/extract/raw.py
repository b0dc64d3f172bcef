"""What the readers of every format deliver before headings and nesting are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analyse.types import Woordvak


@dataclass(frozen=True, slots=True)
class RuwBlok:
    """A paragraph or table row as the format gives it; ``structure.py`` makes it a ``Blok``."""

    tekst: str
    pagina: int | None = None
    nummer: str = ""
    kopniveau: int = 0
    """Heading level that the format itself declares (Word style, outline); 0 when it declares none."""
    titel: bool = False
    """The format itself declares this the title of the document."""
    vet: bool = False
    grootte: float = 0.0
    """Font size in points; 0 when unknown."""
    cellen: tuple[tuple[str, str], ...] = ()
    woorden: tuple[Woordvak, ...] = ()


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a reader of one format found."""

    blokken: list[RuwBlok]
    paginas: int | None = None
    waarschuwingen: tuple[str, ...] = ()
    ocr: bool = False
    ongelezen: bool = False
    """Some pages are pictures whose text was not recognised."""
    pdf: Path | None = None
    """The PDF with these pages: the file itself, or what was made of it."""
