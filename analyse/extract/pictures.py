"""A scan that is a picture (JPEG, PNG, TIFF with one or more pages) → a PDF of pictures, to be read as one."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageSequence

from analyse.errors import LeesfoutError
from analyse.limits import Limits

_A4_INCHES = 8.27
_MANY_PIXELS = 100_000_000


def as_pdf(path: Path, folder: Path, limits: Limits) -> Path:
    """Write ``folder``/<name>.pdf with a page for every picture in the file.

    Raises:
        LeesfoutError: too many pages, or a picture of more than 100 million pixels.
    """
    frames = []
    with Image.open(path, formats=("JPEG", "PNG", "TIFF")) as picture:
        if getattr(picture, "n_frames", 1) > limits.paginas:
            raise LeesfoutError(f"{path.name} heeft meer dan {limits.paginas} pagina's. Splits het bestand.")
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > _MANY_PIXELS:
                raise LeesfoutError(f"{path.name} is een te grote afbeelding en is niet gelezen.")
            frames.append(frame.convert("L"))
    # as if the picture were as wide as a sheet of A4, whatever resolution it claims
    resolution = max(frame.width for frame in frames) / _A4_INCHES
    target = folder / f"{path.stem}.pdf"
    frames[0].save(target, "PDF", resolution=resolution, save_all=True, append_images=frames[1:])
    return target
