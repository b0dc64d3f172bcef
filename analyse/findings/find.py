"""All findings on a report, from its labelled sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analyse.findings.concreteness import Meter, meters
from analyse.findings.smart import Resultaat, results
from analyse.findings.tasks import Taak, tasks, without_task
from analyse.findings.wording import Woordkeus, wording
from analyse.types import Partij, Rapport


@dataclass(frozen=True, slots=True)
class Bevindingen:
    """What a report shows beside its verdicts."""

    meters: Mapping[str, Meter]
    """Per sub-question, and over all under ""."""
    woordkeus: tuple[Woordkeus, ...]
    taken: tuple[Taak, ...]
    zonder_taak: tuple[Partij, ...]
    """Parties that no task names."""
    resultaten: tuple[Resultaat, ...]

    @property
    def taken_zonder_partij(self) -> tuple[Taak, ...]:
        """Tasks of which the sentence names nobody."""
        return tuple(task for task in self.taken if not task.partij)

    def aantal(self, lijst: str) -> int:
        """In how many sentences a word of this list stands."""
        return len({w.zin for w in self.woordkeus if w.lijst == lijst})


def find(report: Rapport) -> Bevindingen:
    """The findings on ``report``."""
    found = tasks(report.zinnen, report.overeenkomst)
    return Bevindingen(
        meters=meters(report.zinnen, [part.id for question in report.vragen for part in question.deelvragen]),
        woordkeus=wording(report.zinnen),
        taken=found,
        zonder_taak=without_task(found, report.overeenkomst),
        resultaten=results(report.zinnen),
    )
