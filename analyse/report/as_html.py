"""One self-contained HTML file, readable on screen and on paper."""

from __future__ import annotations

from functools import cache

import jinja2

from analyse.questions import Vragenset
from analyse.report.content import content
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


@cache
def environment() -> jinja2.Environment:
    """Templates of this package; HTML is escaped, Markdown is not HTML."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("analyse.report", "templates"),
        autoescape=jinja2.select_autoescape(("html",), default_for_string=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return made
