"""A conversation guide for both sides of the table: each open question for the opdrachtgever and for ourselves."""

from __future__ import annotations

from typing import NamedTuple

from analyse.questions import Vragenset
from analyse.report.content import content
from analyse.report.office_file import add_table, as_bytes, new_document
from analyse.report.words import WEERGAVE
from analyse.types import Antwoord, Rapport


class Gespreksonderwerp(NamedTuple):
    """One open question, for either side."""

    id: str
    onderwerp: str
    oordeel: Antwoord
    aan_opdrachtgever: str
    aan_onszelf: str
    zegt: str
    """What the agreement does say, with its place; empty when it says nothing."""


_OURSELVES = {
    Antwoord.OPEN: "Wat doen wij nu zonder afspraak over {kort}, en wat denken wij dat de opdrachtgever verwacht?",
    Antwoord.DOORGESCHOVEN: "Weten wij al wat er over {kort} komt, wie dat schrijft en wanneer? Waar rekenen wij op?",
    Antwoord.VAAG: "Hoe lezen wij wat er over {kort} staat, en hoe leest de opdrachtgever dat volgens ons?",
}


def topics(report: Rapport, questions: Vragenset) -> list[Gespreksonderwerp]:
    """The open questions: the five for the start of the meeting first, then in the order of the question set."""
    inhoud = content(report, questions)
    rest = [part for question in report.vragen for part in question.deelvragen if part not in inhoud.eerst]
    return [
        Gespreksonderwerp(
            part.id,
            inhoud.kort[part.id],
            part.oordeel,
            part.gespreksvraag,
            _OURSELVES[part.oordeel].format(kort=inhoud.kort[part.id]),
            " ".join(f"{line.waar}: ‘{line.tekst}’" for line in inhoud.bewijs(part)[:1]),
        )
        for part in [*inhoud.eerst, *rest]
        if part.gespreksvraag
    ]


def as_docx(report: Rapport, questions: Vragenset) -> bytes:
    """The guide as a Word file: a page to fill in for each side, and one to lay them side by side."""
    found = topics(report, questions)
    title = report.overeenkomst.titel
    document = new_document(f"Gespreksleidraad bij {title}")
    document.add_paragraph("Gespreksleidraad", style="Title")
    document.add_paragraph(f"Bij: {title}")
    document.add_paragraph(
        "Vul eerst apart in, zonder overleg. Leg daarna de antwoorden naast elkaar. "
        "Waar zij verschillen, begint het gesprek."
        if found
        else "De overeenkomst laat volgens de toets geen vragen open. Loop de antwoorden samen na."
    )
    sides = (("Voor de opdrachtgever", "aan_opdrachtgever"), ("Voor onszelf", "aan_onszelf"))
    for side, name in sides if found else ():
        document.add_heading(side, 1)
        rows = [[f"{t.id} {t.onderwerp}", getattr(t, name), ""] for t in found]
        add_table(document, ["Onderwerp", "Vraag", "Antwoord"], rows, [3.2, 6.8, 6.6])
    if found:
        document.add_heading("Naast elkaar", 1)
        rows = [[f"{t.id} {t.onderwerp} ({WEERGAVE[t.oordeel].woord})", t.zegt or "niets", "", ""] for t in found]
        add_table(document, ["Onderwerp", "De overeenkomst zegt", "Verschil", "Wij spreken af"], rows, [3.2, 5.4, 4, 4])
    return as_bytes(document)


def as_markdown(report: Rapport, questions: Vragenset) -> str:
    """The guide as Markdown."""
    lines = [f"# Gespreksleidraad bij {report.overeenkomst.titel}", ""]
    for topic in topics(report, questions):
        lines += [f"## {topic.id} {topic.onderwerp} ({WEERGAVE[topic.oordeel].woord})", ""]
        lines += [f"De overeenkomst zegt: {topic.zegt}", ""] if topic.zegt else []
        lines += [f"- Aan de opdrachtgever: {topic.aan_opdrachtgever}", f"- Aan onszelf: {topic.aan_onszelf}", ""]
    return "\n".join(lines)
