"""Text from pictures of pages, through Tesseract (Dutch), with how sure it is."""

from __future__ import annotations

import csv
import io
import os
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from analyse.errors import LeesfoutError
from analyse.extract.lines import Line, PdfWord
from analyse.types import Kader

DPI = 300
DOUBTFUL = 0.8
"""Mean confidence below which a page is tried again, cleaned, and below which the report warns."""
MISSING = (
    "Installeer Tesseract met Nederlands (Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-nld) "
    "om gescande pagina's te lezen."
)
_SECONDS = 120
_SKEW_STEP, _SKEW_STEPS = 0.25, 16  # degrees: up to four, to either side
_SKEW_PIXELS = 1000  # of the longest side: enough to tell lines apart
_BIGGER = 1.35  # line height against the usual one from which it is a heading


@dataclass(frozen=True, slots=True)
class Recognised:
    """One page as Tesseract reads it."""

    lines: list[Line]
    confidence: float
    """Mean over the words, weighted by their length, between 0 and 1; 0 without words."""


def available() -> bool:
    """Is Tesseract here, with Dutch?"""
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "nld" in listed.stdout.split()


def recognise(image: Image.Image, page: int, scale: float) -> Recognised:
    """Read one page.

    Args:
        image: the page at about 300 dpi.
        page: its 1-based number.
        scale: pixels per point, to give boxes in points.

    Raises:
        LeesfoutError: Tesseract stopped, or took more than two minutes.
    """
    grey = ImageOps.grayscale(image)
    grey = _straight(grey)
    # one column of lines keeps list labels with their text; columns are parted later, by their gutter
    first = _read(grey, page, scale, "--psm", "4")
    if first.confidence >= DOUBTFUL:
        return first
    clean = ImageOps.autocontrast(grey.filter(ImageFilter.MedianFilter(3)), cutoff=1)
    second = _read(clean, page, scale, "--psm", "1", "-c", "thresholding_method=2")
    return max(first, second, key=lambda r: r.confidence * sum(len(line.words) for line in r.lines))


def _straight(image: Image.Image) -> Image.Image:
    """The page with its lines level: of small turns, the one at which rows of ink differ most from rows of paper.

    Boxes are those on the turned page: for the few degrees that a scanner is off, they still lie over their words.
    """
    small = image.copy()
    small.thumbnail((_SKEW_PIXELS, _SKEW_PIXELS))
    ink = ImageOps.invert(ImageOps.autocontrast(small, cutoff=2))

    def contrast(degrees: float) -> float:
        rows = np.asarray(ink.rotate(degrees, resample=Image.Resampling.BILINEAR), np.float32).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    angle = max((step * _SKEW_STEP for step in range(-_SKEW_STEPS, _SKEW_STEPS + 1)), key=contrast)
    if abs(angle) < 2 * _SKEW_STEP:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _read(image: Image.Image, page: int, scale: float, *more: str) -> Recognised:
    picture = io.BytesIO()
    image.save(picture, "PNG", compress_level=1, dpi=(DPI, DPI))
    command = ["tesseract", "stdin", "stdout", "-l", "nld", *more, "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # one page a core: threads cost more than they bring
    try:
        run = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, check=True, timeout=_SECONDS, env=environment
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise LeesfoutError(f"De tekstherkenning van pagina {page} is mislukt.") from error
    table = csv.DictReader(io.StringIO(run.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return _lines([row for row in table if (row["text"] or "").strip() and float(row["conf"]) >= 0], page, scale)


def _lines(rows: Sequence[dict[str, str]], page: int, scale: float) -> Recognised:
    grouped: dict[tuple[str, ...], list[PdfWord]] = {}
    for row in rows:
        x, y, w, h = (float(row[k]) / scale for k in ("left", "top", "width", "height"))
        word = PdfWord(row["text"].strip(), Kader(page, round(x, 1), round(y, 1), round(x + w, 1), round(y + h, 1)))
        grouped.setdefault(tuple(row[k] for k in ("block_num", "par_num", "line_num")), []).append(word)
    if not grouped:
        return Recognised([], 0.0)
    letters = sum(len(row["text"]) for row in rows)
    sure = sum(float(row["conf"]) * len(row["text"]) for row in rows) / (100 * letters)
    heights = [max(w.kader.y1 - w.kader.y0 for w in words) for words in grouped.values()]
    usual = statistics.median(heights)
    # heights of recognised lines differ by their letters, so only a clear difference is one of font size
    lines = [
        Line(tuple(words), round(height if height > _BIGGER * usual else usual, 1), bold=False)
        for words, height in zip(grouped.values(), heights, strict=True)
    ]
    return Recognised(lines, round(sure, 3))
