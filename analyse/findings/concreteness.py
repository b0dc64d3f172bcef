"""The "Fata Morgana" meter: which share of what is said on a sub-question is concrete, vague or put off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyse.types import Gehalte, Zin


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts of sentences; there is no score apart from its parts."""

    concreet: int = 0
    vaag: int = 0
    doorgeschoven: int = 0

    @property
    def totaal(self) -> int:
        """All sentences that say something on the sub-question."""
        return self.concreet + self.vaag + self.doorgeschoven

    @property
    def aandeel(self) -> float | None:
        """Share of concrete sentences between 0 and 1; ``None`` where nothing is said."""
        return self.concreet / self.totaal if self.totaal else None


def meters(units: Sequence[Zin], deelvragen: Sequence[str]) -> Mapping[str, Meter]:
    """A meter per sub-question, and one over all of them under "" (a sentence counts once for each sub-question)."""
    counts: dict[str, Counter[Gehalte]] = {d: Counter() for d in deelvragen}
    for unit in units:
        for label in unit.labels:
            if label.deelvraag in counts:
                counts[label.deelvraag][label.gehalte] += 1
    total = sum(counts.values(), Counter[Gehalte]())
    return {"": _meter(total)} | {d: _meter(count) for d, count in counts.items()}


def _meter(count: Counter[Gehalte]) -> Meter:
    return Meter(count[Gehalte.CONCREET], count[Gehalte.VAAG], count[Gehalte.DOORGESCHOVEN])
