"""Scans: the pages of a PDF as pictures, straight, skewed or noisy, in a PDF without any text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

PAGINAS = 2
TEKENS = 6500
"""Of text to begin with: about what two pages hold."""
_GRADEN = 1.5
_ZAAD = 20260101


@dataclass(frozen=True, slots=True)
class Scan:
    """Resolution and what is wrong with the picture."""

    dpi: int
    toestand: Literal["schoon", "scheef", "ruis"]

    @property
    def naam(self) -> str:
        """As the table shows it."""
        return f"scan {self.dpi} dpi, {self.toestand}"


SOORTEN = tuple(Scan(dpi, toestand) for dpi in (300, 150) for toestand in ("schoon", "scheef", "ruis"))
KLEIN = (SOORTEN[0],)


def scan(bron: Path, doel: Path, soort: Scan) -> None:
    """Write the pages of ``bron`` as pictures to ``doel``; the same noise every time."""
    rng = np.random.default_rng(_ZAAD)
    with pdfium.PdfDocument(bron) as pdf:
        beelden = [pagina.render(scale=soort.dpi / 72, grayscale=True).to_pil() for pagina in pdf]
    eerste, *rest = [_bewerkt(beeld, soort, rng) for beeld in beelden]
    eerste.save(doel, "PDF", resolution=soort.dpi, save_all=True, append_images=rest, quality=85)


def _bewerkt(beeld: Image.Image, soort: Scan, rng: np.random.Generator) -> Image.Image:
    if soort.toestand == "scheef":
        return beeld.rotate(_GRADEN, Image.Resampling.BICUBIC, fillcolor=255)
    if soort.toestand == "schoon":
        return beeld
    # grey paper, faded ink, grain, and specks of dirt
    grijs = np.asarray(beeld.filter(ImageFilter.GaussianBlur(soort.dpi / 300)), dtype=np.float64)
    grijs = 40 + grijs * (190 / 255) + rng.normal(0, 18, grijs.shape)
    vlek = rng.random(grijs.shape)
    grijs[vlek < 0.001], grijs[vlek > 0.999] = 30, 250
    return Image.fromarray(np.clip(grijs, 0, 255).astype(np.uint8))
