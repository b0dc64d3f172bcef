"""``analyse voorbeelden``: the fictitious agreements that come with the product."""

from __future__ import annotations

import shutil
from pathlib import Path

import typer

from analyse.errors import AnalyseError, GebruiksfoutError
from analyse.resources import resource

_SUFFIXES = (".pdf", ".docx")


def examples() -> list[Path]:
    """The example files, sorted by name.

    Raises:
        AnalyseError: the installation has none.
    """
    found = sorted(p for p in resource("voorbeelden").glob("*") if p.suffix in _SUFFIXES)
    if not found:
        raise AnalyseError("De voorbeelden zijn niet meegeleverd met deze installatie.")
    return found


def list_examples() -> None:
    """Print the names, and how to try one."""
    for path in examples():
        typer.echo(path.name)
    typer.echo("\nSchrijf ze naar een map met: analyse voorbeelden MAP")


def write_examples(folder: Path) -> None:
    """Copy the examples to ``folder``; a file that is already there is left alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in examples():
            target = folder / path.name
            if target.exists():
                typer.echo(f"{target} bestaat al en blijft zoals het is.")
                continue
            shutil.copyfile(path, target)
            typer.echo(f"{target} geschreven.")
    except OSError as error:
        raise GebruiksfoutError(
            f"De voorbeelden kunnen niet naar {folder} worden geschreven: {error.strerror}."
        ) from error
