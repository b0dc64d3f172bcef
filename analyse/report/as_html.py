"""One self-contained HTML file, readable on screen and on paper."""

from __future__ import annotations

from analyse.questions import Vragenset
from analyse.report.content import content
from analyse.report.environment import environment
from analyse.report.words import GROEPEN, VRAAG_WEERGAVE, WEERGAVE, by_verdict
from analyse.types import Rapport


def render(report: Rapport, questions: Vragenset) -> str:
    """The report as an HTML page."""
    return _render("rapport.html", report, questions)


def render_markdown(report: Rapport, questions: Vragenset) -> str:
    """The report as Markdown."""
    return _render("rapport.md", report, questions)


def _render(name: str, report: Rapport, questions: Vragenset) -> str:
    return (
        environment()
        .get_template(name)
        .render(
            inhoud=content(report, questions),
            rapport=report,
            groepen=[(name, text, by_verdict(report, answers)) for name, text, answers in GROEPEN],
            weergave=WEERGAVE,
            vraag_weergave=VRAAG_WEERGAVE,
            zonder_paginas=all(document.paginas is None for document in report.documenten),
        )
    )
