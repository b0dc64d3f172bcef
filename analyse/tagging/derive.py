"""Sub-questions that a question set makes itself: from the tagger's labels, from words, or from both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analyse.questions import Deelvraag, Vragenset
from analyse.tagging.model import GEHALTES, Kansen
from analyse.tagging.patterns import defers_by_definition, loose_phrase
from analyse.types import Gehalte, Label, Zin

_BY_WORDS = 0.9  # how sure a pattern alone is: as sure as its writer


def derive(units: Sequence[Zin], kansen: Kansen, questions: Vragenset) -> tuple[tuple[Zin, ...], Kansen]:
    """Labels and probabilities with those of the set's own sub-questions added; untouched when it has none.

    Args:
        units: labelled sentences.
        kansen: the tagger's probabilities for them.
        questions: the question set.
    """
    own = [question for question in questions.deelvragen.values() if question.eigen]
    if not own:
        return tuple(units), kansen
    over = np.zeros((len(units), len(own)), np.float32)
    quality = np.full((len(units), len(own), len(GEHALTES)), 0.05, np.float32)
    result = []
    for i, unit in enumerate(units):
        added = []
        for j, question in enumerate(own):
            if label := _label(unit, question):
                over[i, j] = label.kans
                quality[i, j, GEHALTES.index(label.gehalte)] = 0.9
                added.append(label)
        result.append(replace(unit, labels=(*unit.labels, *added)))
    return tuple(result), Kansen(
        (*kansen.deelvragen, *(question.id for question in own)),
        np.hstack([kansen.over, over]),
        np.hstack([kansen.gehalte, quality]),
        np.hstack([kansen.aangehaald, over]),
    )


def _label(unit: Zin, question: Deelvraag) -> Label | None:
    if unit.soort in ("kop", "titel"):
        return None
    words = question.patroon.search(f"{unit.tekst} {unit.kop}") if question.patroon else None
    if question.patroon and not words:
        return None
    hint = (f"\u2018{words[0].strip()}\u2019",) if words else ()
    sources = [label for label in unit.labels if label.deelvraag in question.uit]
    if sources:
        best = max(sources, key=lambda label: label.kans)
        return Label(question.id, best.gehalte, best.kans, hint or best.aanwijzingen)
    return None if question.uit else Label(question.id, _by_words(unit.tekst, question.id), _BY_WORDS, hint)


def _by_words(text: str, question: str) -> Gehalte:
    if defers_by_definition(text) or loose_phrase(text, Gehalte.DOORGESCHOVEN, question):
        return Gehalte.DOORGESCHOVEN
    return Gehalte.VAAG if loose_phrase(text, Gehalte.VAAG, question) else Gehalte.CONCREET
