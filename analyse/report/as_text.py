"""The summary in the terminal: the seven questions, and what to ask first."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analyse.report.words import VRAAG_WEERGAVE, WEERGAVE, summary
from analyse.types import Antwoord, Rapport

_ASK_FIRST = 5
_ORDER = (Antwoord.OPEN, Antwoord.DOORGESCHOVEN, Antwoord.VAAG)


def print_summary(report: Rapport, console: Console) -> None:
    """Print to ``console``; nothing in the text of the agreement is read as markup."""
    console.print(Group(*_parts(report)))


def _parts(report: Rapport) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(report.overeenkomst.titel, style="bold"), Text(summary(report)), Text()]
    parts.append(_overview(report))
    questions = _ask_first(report)
    if questions:
        parts += [Text(), Text("Vraag dit eerst", style="bold")]
        parts += [Padding(Text(f"{nr}. {text}"), (0, 0, 0, 2)) for nr, text in enumerate(questions, start=1)]
    if report.waarschuwingen:
        parts += [Text(), Text("Let op", style="bold")]
        parts += [Padding(Text(f"- {warning}"), (0, 0, 0, 2)) for warning in report.waarschuwingen]
    return parts


def _overview(report: Rapport) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column("vraag", ratio=2)
    table.add_column("oordeel", no_wrap=True)
    table.add_column("deelvragen", ratio=2)
    for question in report.vragen:
        look = VRAAG_WEERGAVE[question.oordeel]
        parts = Text()
        for part in question.deelvragen:
            sign = WEERGAVE[part.oordeel]
            parts.append(f"{part.id} {sign.teken} {sign.woord}", style=sign.kleur)
            parts.append("  ")
        table.add_row(Text(f"{question.id}. {question.vraag}"), Text(f"{look.teken} {look.woord}", style=look.kleur), parts)
    return table


def _ask_first(report: Rapport) -> list[str]:
    """The conversation questions of what is open, then postponed, then vague."""
    parts = [part for question in report.vragen for part in question.deelvragen]
    ordered = [part for answer in _ORDER for part in parts if part.oordeel is answer]
    return [part.gespreksvraag for part in ordered if part.gespreksvraag][:_ASK_FIRST]
