"""What the tagger can learn from a review: ``analyse train --correcties`` reads this."""

from __future__ import annotations

import json

from analyse.types import Antwoord, Gehalte, Rapport

_GEHALTE = {Antwoord.VAAG: Gehalte.VAAG, Antwoord.DOORGESCHOVEN: Gehalte.DOORGESCHOVEN}


def corrections(report: Rapport) -> str:
    """The sentences that a reviewer added to or took from the evidence, one JSON object a line; empty without any.

    Each line has the sentence with all its sub-questions as they are after the review, in the form of the corpus
    (``nr``, ``kop``, ``tekst``, ``deelvragen`` with the first letter of the gehalte).
    """
    labels: dict[int, dict[str, str]] = {}
    for question in report.vragen:
        for part in question.deelvragen:
            if not (review := part.beoordeling):
                continue
            for nr in (*review.bewijs_bij, *review.bewijs_af):
                own = labels.setdefault(nr, {lb.deelvraag: lb.gehalte.value[0] for lb in report.zin(nr).labels})
                if nr in review.bewijs_bij:
                    own[part.id] = _GEHALTE.get(part.oordeel, Gehalte.CONCREET).value[0]
                else:
                    own.pop(part.id, None)
    return "".join(
        json.dumps(
            {
                "nr": nr,
                "kop": report.zin(nr).kop,
                "tekst": f"{report.zin(nr).nummer} {report.zin(nr).tekst}".strip(),
                "deelvragen": own,
            },
            ensure_ascii=False,
        )
        + "\n"
        for nr, own in sorted(labels.items())
    )
