"""Reports as the register keeps them: whole, but without blocks (kept elsewhere) and vectors; and as rows to search in.

The process that judged makes the rows, so that the one that writes the register only has to write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from analyse.types import Antwoord, Rapport

_REPORT = TypeAdapter(Rapport)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

Rij = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rijen:
    """A report as rows of the tables of the same names, without the keys that the register gives."""

    overeenkomst: Rij
    oordelen: Sequence[Rij]
    zinnen: Sequence[Rij]
    labels: Sequence[Rij]


def rows(report: Rapport) -> Rijen:
    """What the register keeps of a report."""
    parts = [part for question in report.vragen for part in question.deelvragen]
    years = [int(year) for year in _YEAR.findall(report.overeenkomst.titel)]
    return Rijen(
        overeenkomst={
            "naam": report.documenten[0].bestand[:512],
            "titel": report.overeenkomst.titel,
            "type": report.overeenkomst.type,
            "partijen": [party.naam for party in report.overeenkomst.partijen],
            "jaar": min(years, default=None),
            "gaten": sum(part.oordeel is not Antwoord.BEANTWOORD for part in parts),
            "rapport": pack(report),
        },
        oordelen=[{"deelvraag": part.id, "oordeel": part.oordeel.value, "bewijs": list(part.bewijs)} for part in parts],
        zinnen=[
            {"nr": u.nr, "pagina": u.pagina, "kop": u.kop, "tekst": f"{u.nummer} {u.tekst}".strip()}
            for u in report.zinnen
        ],
        labels=[
            {"nr": u.nr, "deelvraag": label.deelvraag, "gehalte": label.gehalte.value, "kans": label.kans}
            for u in report.zinnen
            for label in u.labels
        ],
    )


def pack(report: Rapport) -> str:
    """The report as JSON."""
    bare = replace(
        report,
        documenten=tuple(replace(document, blokken=()) for document in report.documenten),
        zinnen=tuple(replace(unit, betekenis=()) for unit in report.zinnen),
    )
    return _REPORT.dump_json(bare).decode()


def unpack(text: str) -> Rapport:
    """The report that ``pack`` wrote."""
    return _REPORT.validate_json(text)
