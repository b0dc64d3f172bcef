"""Where the models and examples that come with ``analyse`` lie: in an installed wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Path of a file or folder that is shipped (``modellen/labels``, ``voorbeelden``); it may not exist."""
    installed = _PACKAGE / "_meegeleverd" / name
    return installed if installed.exists() else _PACKAGE.parent / name
