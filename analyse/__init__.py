"""Reads Dutch public-sector agreements and reports which execution-plan questions they leave open.

>>> from analyse import toets
>>> rapport = toets(["convenant.docx"])
>>> rapport.vragen[4].oordeel
'deels'
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyse.types import Rapport

__version__ = "0.1.0"
__all__ = ["__version__", "toets"]


def toets(
    paden: Sequence[str | Path],
    *,
    vragenset: str | None = None,
    taalmodel: str | None = None,
    drempel: float = 0.0,
) -> Rapport:
    """Check the files of one agreement (main text and annexes) together.

    Args:
        paden: PDF or DOCX files.
        vragenset: name of a built-in question set or path of a ``.toml`` file; default "uitvoeringsplan".
        taalmodel: an installed spaCy pipeline for Dutch, or its folder, instead of the embedded one.
        drempel: minimum probability, 0 to 1, of a label on a sentence.

    Raises:
        analyse.errors.AnalyseError: a file cannot be read, or an argument is wrong; the message is Dutch.
    """
    from analyse.pipeline import Toetser

    return Toetser.load(vragenset=vragenset, taalmodel=taalmodel, drempel=drempel).toets([Path(p) for p in paden])
