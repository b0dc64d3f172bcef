"""``analyse plan`` and ``analyse gesprek``: one agreement, one document for the table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from analyse.cli.checking import check_one
from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
from analyse.report.write import write_file
from analyse.types import Rapport

Forms = Mapping[str, Callable[[Rapport, Vragenset], str | bytes]]


def write_plan(files: Sequence[Path], out: Path, model: str | None) -> int:
    """Write a draft execution plan to ``out``; returns the exit code.

    Raises:
        GebruiksfoutError: ``out`` has no form that a plan can have.
    """
    from analyse.plan import as_docx, as_markdown, draft

    forms: Forms = {
        ".docx": lambda report, questions: as_docx.render(draft(report, questions)),
        ".md": lambda report, questions: as_markdown.render(draft(report, questions)),
    }
    return _write("uitvoeringsplan", files, out, model, forms)


def write_guide(files: Sequence[Path], out: Path, model: str | None) -> int:
    """Write a conversation guide for both sides to ``out``; returns the exit code.

    Raises:
        GebruiksfoutError: ``out`` has no form that a guide can have.
    """
    from analyse.report import guide

    return _write("gespreksleidraad", files, out, model, {".docx": guide.as_docx, ".md": guide.as_markdown})


def _write(name: str, files: Sequence[Path], out: Path, model: str | None, forms: Forms) -> int:
    render = forms.get(out.suffix.lower())
    if render is None:
        raise GebruiksfoutError(f"Een {name} wordt {' of '.join(forms)}, niet '{out.suffix or out.name}'.")
    report, questions, failures = check_one(files, model)
    write_file(render(report, questions), out)
    print(f"{name.capitalize()} geschreven: {out}", file=sys.stderr)
    return 1 if failures else 0
