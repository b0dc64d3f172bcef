"""Writing reports to files: the suffix chooses the form; a file appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
from analyse.report import as_html, as_json
from analyse.types import Rapport

Renderer = Callable[[Rapport, Vragenset], str | bytes]


def _pdf(report: Rapport, questions: Vragenset) -> bytes:
    from analyse.report import as_pdf

    return as_pdf.render(report, questions)


def _docx(report: Rapport, questions: Vragenset) -> bytes:
    from analyse.report import as_docx

    return as_docx.render(report, questions)


def _xlsx(report: Rapport, questions: Vragenset) -> bytes:
    from analyse.report import as_xlsx

    return as_xlsx.render(report, questions)


RENDERERS: dict[str, Renderer] = {
    ".html": as_html.render,
    ".pdf": _pdf,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".md": as_html.render_markdown,
    ".json": as_json.render,
}
"""Suffix → form; the libraries behind PDF, Word and Excel are loaded when they are asked for."""


def check_suffix(path: Path) -> None:
    """Refuse a suffix before any work is done.

    Raises:
        GebruiksfoutError: no report has this suffix.
    """
    if path.suffix.lower() not in RENDERERS:
        known = ", ".join(RENDERERS)
        raise GebruiksfoutError(
            f"Een rapport kan niet als '{path.suffix or path.name}' worden geschreven. Kies uit: {known}."
        )
    if not path.parent.is_dir():
        raise GebruiksfoutError(f"De map {path.parent} bestaat niet. Maak die map eerst aan.")


def write_report(report: Rapport, questions: Vragenset, path: Path) -> None:
    """Write the report to ``path``.

    Raises:
        GebruiksfoutError: the place cannot be written to.
    """
    write_file(RENDERERS[path.suffix.lower()](report, questions), path)


def write_file(content: str | bytes, path: Path) -> None:
    """Write through a temporary file beside ``path``, so that an interrupted run leaves no half report."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(content.encode() if isinstance(content, str) else content)
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise GebruiksfoutError(f"{path} kan niet worden geschreven: {error.strerror}.") from error
