"""Which sentences support a verdict best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analyse.tagging.model import GEHALTES, Kansen
from analyse.types import Antwoord, Gehalte, Zin

MAX_EVIDENCE = 5
_LEAST = 0.02  # probability below which a sentence is no evidence, also when nothing better is there
_SHARE = 0.3  # of the best sentence's weight, below which a sentence adds nothing

_PREFERRED = {
    Antwoord.BEANTWOORD: {Gehalte.CONCREET: 1.0, Gehalte.VAAG: 0.2, Gehalte.DOORGESCHOVEN: 0.1},
    Antwoord.VAAG: {Gehalte.CONCREET: 0.5, Gehalte.VAAG: 1.0, Gehalte.DOORGESCHOVEN: 0.4},
    Antwoord.DOORGESCHOVEN: {Gehalte.CONCREET: 0.1, Gehalte.VAAG: 0.3, Gehalte.DOORGESCHOVEN: 1.0},
}


def evidence(units: Sequence[Zin], kansen: Kansen, deelvraag: str, answer: Antwoord) -> tuple[int, ...]:
    """Numbers of at most five sentences, best first; none for ``open``.

    Args:
        units: the sentences.
        kansen: what the tagger believes of them.
        deelvraag: the sub-question.
        answer: its verdict.
    """
    if answer is Antwoord.OPEN or not units:
        return ()
    j = kansen.deelvragen.index(deelvraag)
    liking = np.array([_PREFERRED[answer][g] for g in GEHALTES])
    fitting = np.sqrt(kansen.over[:, j] * kansen.aangehaald[:, j])  # about it, and for the core of the cooperation
    weight = fitting * (kansen.gehalte[:, j, :] @ liking)
    order = np.argsort(-weight, kind="stable")[:MAX_EVIDENCE]
    best = weight[order[0]]
    return tuple(units[i].nr for i in order if fitting[i] >= _LEAST and weight[i] >= _SHARE * best)
