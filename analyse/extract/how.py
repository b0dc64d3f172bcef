"""How documents are to be read: within which bounds, and with which slow steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analyse.limits import STANDAARD, Limits


def _silent(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Leeswijze:
    """Bounds and choices; the defaults read everything."""

    limits: Limits = STANDAARD
    ocr: bool = True
    """Recognise the text of scanned pages (seconds a page)."""
    paginas: bool = True
    """Find the page numbers of a Word file by converting it once (seconds a file)."""
    beelden: Path | None = None
    """A folder for a picture of every page (``page_images``); none are made without it."""
    tell: Callable[[str], None] = _silent
    """Is told of every slow step ("tekstherkenning, pagina 3 van 12"), and so that reading goes on."""
