"""Calibration and the list of worst mistakes."""

from __future__ import annotations

import numpy as np

from analyse.evaluate.measures import calibration
from analyse.evaluate.mistakes import verdict_errors, worst
from analyse.train.corpus import Voorbeeld
from analyse.types import Antwoord, Zin
from analyse.verdict.model import ANTWOORDEN


def test_a_calibrated_model_is_seen_as_such() -> None:
    probabilities = np.array([0.25] * 4 + [0.75] * 4, dtype=np.float32)
    gold = np.array([True, False, False, False, True, True, True, False])
    assert [(step["verwacht"], step["gezien"]) for step in calibration(probabilities, gold)] == [
        (0.25, 0.25),
        (0.75, 0.75),
    ]


def test_certainty_itself_falls_in_the_last_step() -> None:
    assert calibration(np.array([1.0], dtype=np.float32), np.array([True]))[0]["tot"] == 1.0


def test_the_surest_mistake_comes_first_with_its_evidence() -> None:
    example = Voorbeeld(
        naam="eigen",
        familie="eigen",
        zinnen=(Zin(nr=1, tekst="De kosten volgen later."),),
        oordelen={"5a": Antwoord.DOORGESCHOVEN, "1a": Antwoord.OPEN, "2a": Antwoord.BEANTWOORD},
        bewijs={"5a": (1,)},
    )
    sure, unsure = np.full(len(ANTWOORDEN), 0.02), np.full(len(ANTWOORDEN), 0.25)
    sure[ANTWOORDEN.index(Antwoord.BEANTWOORD)] = 0.94
    answers = dict.fromkeys(example.oordelen, Antwoord.BEANTWOORD)
    errors = worst(verdict_errors(example, answers, {"5a": sure, "1a": unsure, "2a": sure}))
    assert [error.deelvraag for error in errors] == ["5a", "1a"]
    assert errors[0].zin == "De kosten volgen later."
