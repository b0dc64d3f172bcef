"""``analyse plan``: a draft execution plan for one agreement."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from analyse.errors import GebruiksfoutError
from analyse.report.write import write_file


def run(files: Sequence[Path], out: Path, model: str | None) -> int:
    """Write the plan to ``out``; returns the exit code.

    Raises:
        GebruiksfoutError: ``out`` has no form that a plan can have.
    """
    from analyse.cli.checking import check_one
    from analyse.plan import Uitvoeringsplan, as_docx, as_markdown, draft

    forms: dict[str, Callable[[Uitvoeringsplan], str | bytes]] = {".docx": as_docx.render, ".md": as_markdown.render}
    if out.suffix.lower() not in forms:
        raise GebruiksfoutError(f"Een uitvoeringsplan wordt .docx of .md, niet '{out.suffix or out.name}'.")
    report, questions, failures = check_one(files, model)
    plan = draft(report, questions)
    write_file(forms[out.suffix.lower()](plan), out)
    print(f"Uitvoeringsplan geschreven: {out} ({plan.in_te_vullen} plaatsen in te vullen)", file=sys.stderr)
    return 1 if failures else 0
