"""``analyse gesprek``: a conversation guide for both sides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
from analyse.report.write import write_file
from analyse.types import Rapport


def run(files: Sequence[Path], out: Path, model: str | None) -> int:
    """Write the guide to ``out``; returns the exit code.

    Raises:
        GebruiksfoutError: ``out`` has no form that a guide can have.
    """
    from analyse.cli.checking import check_one
    from analyse.report import guide

    forms: dict[str, Callable[[Rapport, Vragenset], str | bytes]] = {".docx": guide.as_docx, ".md": guide.as_markdown}
    if out.suffix.lower() not in forms:
        raise GebruiksfoutError(f"Een gespreksleidraad wordt .docx of .md, niet '{out.suffix or out.name}'.")
    report, questions, failures = check_one(files, model)
    write_file(forms[out.suffix.lower()](report, questions), out)
    print(f"Gespreksleidraad geschreven: {out}", file=sys.stderr)
    return 1 if failures else 0
