"""The worst mistakes in words: where the model was surest of a verdict that the judges did not give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from analyse.train.corpus import Voorbeeld
from analyse.types import Antwoord
from analyse.verdict.model import ANTWOORDEN

MOST = 20
_LONG = 140  # characters of a quoted sentence


class Fout(NamedTuple):
    """A verdict that differs from the judges'."""

    overeenkomst: str
    deelvraag: str
    oordeel: str
    """What the model said."""
    beoordelaars: str
    zekerheid: float
    """How much likelier the model held its own verdict than the judges', in [-1, 1]."""
    zin: str
    """The judges' best evidence, shortened; empty where they had none."""


def verdict_errors(example: Voorbeeld, answers: Mapping[str, Antwoord], belief: Mapping[str, np.ndarray]) -> list[Fout]:
    """All wrong verdicts on one agreement; ``belief`` holds the probability of each of ``ANTWOORDEN``."""
    found = []
    for d, judged in example.oordelen.items():
        if answers[d] is judged:
            continue
        surplus = belief[d][ANTWOORDEN.index(answers[d])] - belief[d][ANTWOORDEN.index(judged)]
        evidence = example.bewijs.get(d) or ()
        text = next((unit.tekst for unit in example.zinnen if evidence and unit.nr == evidence[0]), "")
        found.append(Fout(example.naam, d, answers[d].value, judged.value, round(float(surplus), 3), text[:_LONG]))
    return found


def worst(errors: Sequence[Fout]) -> list[Fout]:
    """The ``MOST`` mistakes of which the model was surest."""
    return sorted(errors, key=lambda error: -error.zekerheid)[:MOST]
