"""What the tagger owes to each group of features, and to each agreement it learned from.

Both compare one figure that needs no thresholds: average precision, averaged over the sub-questions, on agreements that
were left out. It costs one training a fold, where a whole cross-validation costs one for each inner fold as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypedDict

import numpy as np
from sklearn.metrics import average_precision_score

from analyse.tagging.features import FIELDS, MEANING
from analyse.train.corpus import Voorbeeld
from analyse.train.fit import fit_labels, folds, gold

Progress = Callable[[str], None]
SHARES = (0.25, 0.5, 1.0)


class Leerpunt(TypedDict):
    """One point of the learning curve."""

    overeenkomsten: int
    """Real agreements to learn from, on average over the folds."""
    erbij: int
    """Other agreements (``extra``) learned from beside them."""
    gemiddelde_precisie: float


def ablation(
    examples: Sequence[Voorbeeld],
    deelvragen: tuple[str, ...],
    n: int,
    extra: Sequence[Voorbeeld],
    progress: Progress = lambda _: None,
) -> dict[str, float]:
    """Mean average precision with everything ("") and without each field of features, by the field's name."""
    figures = {}
    for skipped in ("", *(field.naam for field in FIELDS), MEANING):
        progress(f"zonder {skipped}" if skipped else "met alle kenmerken")
        figures[skipped] = _mean_precision(examples, deelvragen, n, extra, {skipped})[1]
    return figures


def learning_curve(
    examples: Sequence[Voorbeeld],
    deelvragen: tuple[str, ...],
    n: int,
    extra: Sequence[Voorbeeld],
    progress: Progress = lambda _: None,
) -> list[Leerpunt]:
    """Points for growing shares of ``examples``, alone and with all of ``extra``."""
    points = []
    for more in ((), extra) if extra else ((),):
        for share in SHARES:
            progress(f"leren van {share:.0%} van de overeenkomsten, met {len(more)} erbij")
            learned, precision = _mean_precision(examples, deelvragen, n, more, share=share)
            points.append(Leerpunt(overeenkomsten=learned, erbij=len(more), gemiddelde_precisie=precision))
    return points


def _mean_precision(
    examples: Sequence[Voorbeeld],
    deelvragen: tuple[str, ...],
    n: int,
    extra: Sequence[Voorbeeld],
    without: Collection[str] = (),
    share: float = 1.0,
) -> tuple[int, float]:
    """Agreements learned from (mean over folds) and the mean average precision over all folds together."""
    probabilities, judged, learned = [], [], []
    for train, test in folds(examples, n):
        chosen = np.random.default_rng(0).permutation(train)[: max(1, round(share * len(train)))]
        model = fit_labels([*(examples[i] for i in chosen), *extra], deelvragen, without)
        probabilities += [model.kansen(examples[i].zinnen).over for i in test]
        judged += [gold(examples[i], deelvragen) for i in test]
        learned.append(len(chosen))
    over, truth = np.vstack(probabilities), np.vstack(judged)
    seen = truth.any(axis=0)
    mean = average_precision_score(truth[:, seen], over[:, seen], average="macro")
    return round(float(np.mean(learned))), round(float(mean), 4)
