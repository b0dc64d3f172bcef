"""The summary in the terminal: the seven questions, and what to ask first."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from analyse.questions import Vragenset
from analyse.report.words import VRAAG_WEERGAVE, WEERGAVE, summary
from analyse.types import Antwoord, Rapport

_ASK_FIRST = 5
_ORDER = (Antwoord.OPEN, Antwoord.DOORGESCHOVEN, Antwoord.VAAG)


def print_summary(report: Rapport, questions: Vragenset, console: Console) -> None:
    """Print to ``console``; nothing in the text of the agreement is read as markup."""
    console.print(Group(*_parts(report, questions)))


def _parts(report: Rapport, questions: Vragenset) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(report.overeenkomst.titel, style="bold"), Text(summary(report)), Text()]
    parts.append(_overview(report, questions))
    first = _ask_first(report)
    if first:
        parts += [Text(), Text("Vraag dit eerst", style="bold")]
        parts += [_item(f"{nr}.", text) for nr, text in enumerate(first, start=1)]
    if report.waarschuwingen:
        parts += [Text(), Text("Let op", style="bold")]
        parts += [_item("-", warning) for warning in report.waarschuwingen]
    return parts


def _item(mark: str, text: str) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(f"  {mark}"), Text(text))
    return grid


def _overview(report: Rapport, questions: Vragenset) -> Table:
    """Per question its verdict and, below it, the sub-questions that are not answered."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    for question in report.vragen:
        look = VRAAG_WEERGAVE[question.oordeel]
        grid.add_row(Text(f"{look.teken} {look.woord}", style=look.kleur), Text(f"{question.id}. {question.vraag}"))
        for answer in _ORDER:
            names = [f"{p.id} {questions.deelvragen[p.id].kort}" for p in question.deelvragen if p.oordeel is answer]
            if names:
                sign = WEERGAVE[answer]
                grid.add_row(Text(), Text(f"{sign.teken} {sign.woord}: {'; '.join(names)}", style=sign.kleur))
    return grid


def _ask_first(report: Rapport) -> list[str]:
    """The conversation questions of what is open, then postponed, then vague."""
    parts = [part for question in report.vragen for part in question.deelvragen]
    ordered = [part for answer in _ORDER for part in parts if part.oordeel is answer]
    return [part.gespreksvraag for part in ordered if part.gespreksvraag][:_ASK_FIRST]
