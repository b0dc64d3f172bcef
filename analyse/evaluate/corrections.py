"""What learning from corrections brings, and what it costs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import KFold

from analyse.errors import GebruiksfoutError
from analyse.evaluate.measures import macro_f1, score
from analyse.tagging.model import Labelmodel
from analyse.train.corpus import Voorbeeld
from analyse.train.corrections import adapt, as_example
from analyse.train.fit import gold
from analyse.types import Zin

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Verschil:
    """Macro-F1 over the sub-questions that occur, before and after learning."""

    voor: float
    na: float


def on_corrections(model: Labelmodel, units: Sequence[Zin]) -> Verschil:
    """Each correction judged by a model that did not learn from it (folds of neighbouring sentences)."""
    if len(units) < FOLDS:
        raise GebruiksfoutError(f"Geef ten minste {FOLDS} correcties; met minder valt er niets te meten.")
    before, after = _labels(model, units), np.zeros((len(units), len(model.deelvragen)), dtype=bool)
    for train, test in KFold(FOLDS).split(np.zeros(len(units))):
        learned = adapt(model, [units[i] for i in train])
        after[test] = _labels(learned, units)[test]
    truth = gold(as_example(units), model.deelvragen)
    return Verschil(_macro_f1(before, truth), _macro_f1(after, truth))


def on_agreements(before: Labelmodel, after: Labelmodel, examples: Sequence[Voorbeeld]) -> Verschil:
    """What the change does to agreements that have nothing to do with the corrections."""
    truth = np.vstack([gold(example, before.deelvragen) for example in examples])
    found = [np.vstack([_labels(model, example.zinnen) for example in examples]) for model in (before, after)]
    return Verschil(_macro_f1(found[0], truth), _macro_f1(found[1], truth))


def _labels(model: Labelmodel, units: Sequence[Zin]) -> npt.NDArray[np.bool_]:
    chosen: npt.NDArray[np.bool_] = model.kansen(units).over >= model.drempels
    return chosen


def _macro_f1(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return macro_f1([score(found[:, j], truth[:, j]) for j in np.flatnonzero(truth.any(axis=0))])
