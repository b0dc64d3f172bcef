"""One self-contained HTML file, readable on screen and on paper."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import jinja2

from analyse.questions import Vragenset
from analyse.report.words import GROEPEN, VRAAG_WEERGAVE, WEERGAVE, by_verdict, summary
from analyse.tagging.patterns import loose_phrase
from analyse.types import Antwoord, Deeloordeel, Gehalte, Rapport
from analyse.verdict.places import place

_GEHALTE = {Antwoord.VAAG: Gehalte.VAAG, Antwoord.DOORGESCHOVEN: Gehalte.DOORGESCHOVEN}
_MAX_FACTS = 8


class Bewijsregel(NamedTuple):
    """A sentence of evidence as the reader sees it; the loose phrase stands between ``voor`` and ``na``."""

    plaats: str
    pagina: int | None
    bestand: str
    voor: str
    los: str
    na: str
    aanwijzingen: tuple[str, ...]
    """What spoke for the sentence, where the tagger labelled it with the sub-question."""


def render(report: Rapport, questions: Vragenset) -> str:
    """The report as an HTML page."""
    template = _environment().get_template("rapport.html")
    return template.render(
        rapport=report,
        samenvatting=summary(report),
        kort={d.id: d.kort for d in questions.deelvragen.values()},
        groepen=[(name, text, by_verdict(report, answers)) for name, text, answers in GROEPEN],
        weergave=WEERGAVE,
        vraag_weergave=VRAAG_WEERGAVE,
        bewijs=lambda part: evidence_lines(report, part),
        feiten=_facts(report),
        zonder_paginas=all(document.paginas is None for document in report.documenten),
    )


def evidence_lines(report: Rapport, part: Deeloordeel) -> list[Bewijsregel]:
    """The evidence of a sub-question in the order of the text."""
    lines = []
    for nr in sorted(part.bewijs):
        unit = report.zin(nr)
        text = f"{unit.aanhef} … {unit.tekst}" if unit.aanhef else unit.tekst
        gehalte = _GEHALTE.get(part.oordeel)
        phrase = loose_phrase(text, gehalte, part.id) if gehalte else None
        before, loose, after = text.partition(phrase.citaat) if phrase else (text, "", "")
        file = report.documenten[unit.document].bestand if len(report.documenten) > 1 else ""
        hints = next((label.aanwijzingen for label in unit.labels if label.deelvraag == part.id), ())
        lines.append(Bewijsregel(place(report.zinnen, nr), unit.pagina, file, before, loose, after, hints))
    return lines


def _facts(report: Rapport) -> dict[str, list[str]]:
    """The amounts, dates and terms on the first page, each once."""
    agreement = report.overeenkomst
    named = {"Bedragen": agreement.bedragen, "Data": agreement.data, "Termijnen": agreement.termijnen}
    return {name: list(dict.fromkeys(f.tekst for f in found))[:_MAX_FACTS] for name, found in named.items() if found}


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("analyse.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
