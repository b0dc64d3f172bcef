"""A register with an upload or two, and a worker to read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analyse.archive.queue import Bestand

TEXTS = ["# Convenant toezicht", "De gemeente betaalt in 2026 € 40.000 aan de dienst.", "Partijen overleggen."]


@pytest.fixture
def bestand(maak_docx: Callable[..., Path]) -> Callable[..., Bestand]:
    """An uploaded Word file with this text."""

    def make(name: str = "convenant.docx", texts: list[str] | None = None) -> Bestand:
        return Bestand(name, maak_docx(texts or TEXTS).read_bytes())

    return make
