"""Precision, recall, F1 and accuracy from counted outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt

Booleans = npt.NDArray[np.bool_]


class Score(TypedDict):
    """How well a yes/no decision agrees with the annotators."""

    precisie: float
    vangst: float
    f1: float
    aantal: int
    """How often the annotators said yes."""


def score(predicted: Booleans, gold: Booleans) -> Score:
    """Precision, recall and F1; 0 where there is nothing to divide by."""
    hits = int((predicted & gold).sum())
    precision = hits / max(1, int(predicted.sum()))
    recall = hits / max(1, int(gold.sum()))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Score(precisie=round(precision, 4), vangst=round(recall, 4), f1=round(f1, 4), aantal=int(gold.sum()))


def macro_f1(scores: Sequence[Score]) -> float:
    """Mean F1, every class counting the same."""
    return round(float(np.mean([s["f1"] for s in scores])), 4)


def accuracy(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """Share of equal pairs."""
    return round(float(np.mean([p == g for p, g in zip(predicted, gold, strict=True)])), 4)


class Trede(TypedDict):
    """One step of a reliability diagram."""

    van: float
    tot: float
    verwacht: float
    """Mean probability that the model gave."""
    gezien: float
    """Share that the annotators labelled."""
    aantal: int


def calibration(probabilities: npt.NDArray[np.float32], gold: Booleans, steps: int = 10) -> list[Trede]:
    """Does a probability of 0.7 mean seven out of ten? One row per step that holds any prediction.

    Args:
        probabilities: between 0 and 1, any shape.
        gold: booleans of the same shape.
        steps: number of steps of equal width.
    """
    flat, truth = probabilities.ravel(), gold.ravel()
    step = np.minimum((flat * steps).astype(int), steps - 1)
    return [
        Trede(
            van=i / steps,
            tot=(i + 1) / steps,
            verwacht=round(float(flat[step == i].mean()), 4),
            gezien=round(float(truth[step == i].mean()), 4),
            aantal=int((step == i).sum()),
        )
        for i in range(steps)
        if (step == i).any()
    ]
