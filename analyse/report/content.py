"""What every written report holds, whatever its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyse.findings import Bevindingen, find
from analyse.findings.concreteness import Meter
from analyse.findings.wording import Lijst, lists
from analyse.questions import Vragenset
from analyse.report.words import summary
from analyse.tagging.patterns import loose_phrase
from analyse.types import Antwoord, Deeloordeel, Gehalte, Rapport
from analyse.verdict.places import place

_GEHALTE = {Antwoord.VAAG: Gehalte.VAAG, Antwoord.DOORGESCHOVEN: Gehalte.DOORGESCHOVEN}
_MAX_FACTS = 8
_FIRST = 5
_URGENCY = (Antwoord.OPEN, Antwoord.DOORGESCHOVEN, Antwoord.VAAG)
_CORE = ("7a", "2a", "5a", "4a", "1b", "7b", "4b", "2b", "5b", "6a")
"""What a plan cannot do without, most needed first: result, scope, cost, tasks, goal."""


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

    @property
    def waar(self) -> str:
        """File (where there are more), article and page."""
        file = f"{self.bestand}, " if self.bestand else ""
        return f"{file}{self.plaats}" + (f", p. {self.pagina}" if self.pagina else "")

    @property
    def tekst(self) -> str:
        """The sentence in one piece."""
        return self.voor + self.los + self.na


class Keuze(NamedTuple):
    """How often a word of a list stands in the agreement, with an example."""

    lijst: Lijst
    zinnen: int
    voorbeeld: str


@dataclass(frozen=True, slots=True)
class Inhoud:
    """A report, ready to be laid out."""

    rapport: Rapport
    samenvatting: str
    kort: Mapping[str, str]
    """Sub-question → its subject ("de betaling")."""
    norm: Mapping[str, str]
    """Sub-question → how binding the question set calls it; empty where it says nothing."""
    eerst: tuple[Deeloordeel, ...]
    """The questions to ask first."""
    feiten: Mapping[str, Sequence[str]]
    bevindingen: Bevindingen
    woordkeus: tuple[Keuze, ...]

    def bewijs(self, part: Deeloordeel) -> list[Bewijsregel]:
        """The evidence of a sub-question in the order of the text."""
        return evidence_lines(self.rapport, part)

    def meter(self, part: str = "") -> Meter:
        """How concrete a sub-question is, or the whole."""
        return self.bevindingen.meters[part]

    def plaats(self, nr: int) -> str:
        """Where sentence ``nr`` stands, with its page."""
        page = self.rapport.zin(nr).pagina
        return place(self.rapport.zinnen, nr) + (f", p. {page}" if page else "")


def content(report: Rapport, questions: Vragenset) -> Inhoud:
    """Everything that the reports show."""
    findings = find(report)
    return Inhoud(
        rapport=report,
        samenvatting=summary(report),
        kort={d.id: d.kort for d in questions.deelvragen.values()},
        norm={d.id: d.norm for d in questions.deelvragen.values()},
        eerst=first_questions(report),
        feiten=_facts(report),
        bevindingen=findings,
        woordkeus=_choices(findings),
    )


def first_questions(report: Rapport) -> tuple[Deeloordeel, ...]:
    """The five gaps for the table: the core of a plan before the rest, then what is open before what is vague."""
    parts = [part for question in report.vragen for part in question.deelvragen if part.oordeel in _URGENCY]

    def urgency(part: Deeloordeel) -> tuple[bool, int, int]:
        core = _CORE.index(part.id) if part.id in _CORE else len(_CORE)
        return part.id not in _CORE, _URGENCY.index(part.oordeel), core

    return tuple(sorted(parts, key=urgency)[:_FIRST])


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


def _choices(findings: Bevindingen) -> tuple[Keuze, ...]:
    found = []
    for name, words in lists().items():
        quotes = [w.citaat.lower() for w in findings.woordkeus if w.lijst == name]
        if quotes:
            commonest = sorted(dict.fromkeys(quotes), key=lambda q: -quotes.count(q))[:3]
            found.append(Keuze(words, findings.aantal(name), ", ".join(f"‘{quote}’" for quote in commonest)))
    return tuple(found)
