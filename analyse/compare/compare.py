"""From two reports to what differs, per sub-question, and what fits none of the agreement's goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analyse.compare.align import pairs, similarity
from analyse.compare.facts import differences
from analyse.types import Rapport, Zin
from analyse.verdict.places import place

Soort = Literal["nieuw", "weg", "gewijzigd", "tegenstrijdig"]
_SAME = 0.93  # similarity from which two sentences say the same in the same words
_ALIGNED = 0.34  # below this they are about different things
_DRIFT = 0.08  # work less like every goal and task than this fits none of them
_GOALS = frozenset({"1a", "1b", "2a", "4a"})
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its place."""

    bestand: str
    nr: int
    tekst: str
    waar: str


@dataclass(frozen=True, slots=True)
class Afwijking:
    """One difference between the agreement and another text."""

    deelvraag: str
    soort: Soort
    overeenkomst: Passage | None
    """``None`` for what is new."""
    ander: Passage | None
    """``None`` for what is gone."""
    verschillen: tuple[str, ...] = ()
    """Kinds of facts that differ; empty for other changes."""


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The agreement beside one other text."""

    overeenkomst: str
    bestand: str
    rol: Literal["plan", "voortgang"]
    afwijkingen: tuple[Afwijking, ...]
    gelijk: int
    """Sentences that say the same in both."""
    buiten_doel: tuple[Passage, ...]
    """Work in the other text that fits none of the agreement's goals or scope."""

    def bij(self, deelvraag: str) -> tuple[Afwijking, ...]:
        """The differences on one sub-question."""
        return tuple(a for a in self.afwijkingen if a.deelvraag == deelvraag)


def compare(agreement: Rapport, other: Rapport, role: Literal["plan", "voortgang"]) -> Vergelijking:
    """What ``other`` (an execution plan or progress report) says differently from ``agreement``.

    A progress report need not repeat the agreement, so that nothing is "weg" from it.
    """
    names = {word for p in agreement.overeenkomst.partijen for word in f"{p.naam} {p.aanduiding}".lower().split()}
    scores = similarity(agreement.zinnen, other.zinnen, names)
    found: list[Afwijking] = []
    same = 0
    for question in (part.id for vraag in agreement.vragen for part in vraag.deelvragen):
        for deviation in _on(question, agreement, other, scores):
            if deviation is None:
                same += 1
            elif role == "plan" or deviation.soort != "weg":
                found.append(deviation)
    return Vergelijking(
        overeenkomst=agreement.documenten[0].bestand,
        bestand=other.documenten[0].bestand,
        rol=role,
        afwijkingen=tuple(_once(found)),
        gelijk=same,
        buiten_doel=tuple(_drift(agreement, other, scores)),
    )


def _on(question: str, agreement: Rapport, other: Rapport, scores: np.ndarray) -> Iterator[Afwijking | None]:
    """Differences on one sub-question; ``None`` for a pair that says the same."""
    left = [i for i, unit in enumerate(agreement.zinnen) if _about(unit, question)]
    right = [j for j, unit in enumerate(other.zinnen) if _about(unit, question)]
    matched = pairs(scores[np.ix_(left, right)], _ALIGNED) if left and right else []
    for a, b in matched:
        i, j = left[a], right[b]
        one, two = agreement.zinnen[i], other.zinnen[j]
        kinds = differences(one.tekst, two.tekst, agreement.overeenkomst.partijen)
        if not kinds and scores[i, j] >= _SAME:
            yield None
        else:
            sort: Soort = "tegenstrijdig" if kinds else "gewijzigd"
            yield Afwijking(question, sort, _passage(agreement, one), _passage(other, two), kinds)
    seen_left, seen_right = {a for a, _ in matched}, {b for _, b in matched}
    for a, i in enumerate(left):
        # what comes back under another sub-question is not gone
        if a not in seen_left and scores[i].max(initial=0.0) < _ALIGNED:
            yield Afwijking(question, "weg", _passage(agreement, agreement.zinnen[i]), None)
    for b, j in enumerate(right):
        if b not in seen_right and scores[:, j].max(initial=0.0) < _ALIGNED:
            yield Afwijking(question, "nieuw", None, _passage(other, other.zinnen[j]))


def _once(found: Sequence[Afwijking]) -> Iterator[Afwijking]:
    """A sentence with two sub-questions differs once."""
    seen = set()
    for deviation in found:
        left, right = deviation.overeenkomst, deviation.ander
        key = (left.nr if left else 0, right.nr if right else 0)
        if key not in seen:
            seen.add(key)
            yield deviation


def _drift(agreement: Rapport, other: Rapport, scores: np.ndarray) -> Iterator[Passage]:
    goals = [i for i, unit in enumerate(agreement.zinnen) if any(label.deelvraag in _GOALS for label in unit.labels)]
    if not goals:
        return
    for j, unit in enumerate(other.zinnen):
        sentence = len(unit.woorden) >= _LEAST_WORDS and any(word.pos == "VERB" for word in unit.woorden)
        if sentence and scores[goals, j].max() < _DRIFT and scores[:, j].max() < _ALIGNED:
            yield _passage(other, unit)


def _about(unit: Zin, question: str) -> bool:
    return any(label.deelvraag == question for label in unit.labels)


def _passage(report: Rapport, unit: Zin) -> Passage:
    page = f", p. {unit.pagina}" if unit.pagina else ""
    return Passage(report.documenten[unit.document].bestand, unit.nr, unit.tekst, place(report.zinnen, unit.nr) + page)
