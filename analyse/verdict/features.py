"""What the verdict on a sub-question looks at: how sure, how many, how concrete, how central its sentences are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyse.tagging.model import Kansen
from analyse.types import Zin

Vector = npt.NDArray[np.float32]

TOP = 5
_LITTLE = 1e-3
_SUREST, _CONCRETE, _DEFERRED, _ALL = 0, 4, 6, 16  # columns of _strength


def verdict_features(units: Sequence[Zin], kansen: Kansen) -> Vector:
    """Features per sub-question, shape (sub-questions, features)."""
    quality = kansen.gehalte
    one_hot = np.eye(len(kansen.deelvragen), dtype=np.float32)
    labels, cited = _strength(kansen.over, quality), _strength(kansen.aangehaald, quality)
    central = _best(kansen.over * _centrality(units)[:, None], 1)
    spread = (kansen.over.sum(axis=0) / np.sqrt(len(units) + 1))[:, None]
    telling = (labels[:, _ALL], labels[:, _CONCRETE], labels[:, _DEFERRED], cited[:, _SUREST], cited[:, _CONCRETE])
    own = np.hstack([column[:, None] * one_hot for column in telling])  # weighed for each sub-question by itself
    return np.hstack([labels, cited, central, spread, one_hot, own]).astype(np.float32)


def _strength(over: npt.NDArray[np.float32], quality: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """How strongly the sentences speak, shape (sub-questions, 17).

    The three surest (3), the mean of five (1), the surest of each *gehalte* (3), all together per *gehalte* as a
    logarithm (3) and as a share (3), the log-odds of the three surest (3), all together (1).
    """
    parts = over[:, :, None] * quality
    mass = parts.sum(axis=0)
    top = _best(over, TOP)
    odds = np.log((top[:, :3] + _LITTLE) / (1 - top[:, :3] + _LITTLE)) / 3
    surest = parts.max(axis=0) if len(parts) else np.zeros_like(mass)
    shares = mass / (mass.sum(axis=1, keepdims=True) + _LITTLE)
    total = np.log1p(mass.sum(axis=1, keepdims=True))
    return np.hstack([top[:, :3], top.mean(axis=1, keepdims=True), surest, np.log1p(mass), shares, odds, total])


def _best(over: npt.NDArray[np.float32], n: int) -> npt.NDArray[np.float32]:
    """The ``n`` highest probabilities of each sub-question, highest first; shape (sub-questions, n)."""
    top = -np.sort(-over, axis=0)[:n]
    result: npt.NDArray[np.float32] = np.pad(top, ((0, n - len(top)), (0, 0))).T
    return result


def _centrality(units: Sequence[Zin]) -> Vector:
    """Between 0.5 and 1: how many of the agreement's own leading nouns (of its title, recitals and first articles) a
    sentence has; one on a side issue has few."""
    leading: dict[str, int] = {}
    limit = max(10, len(units) // 4)
    for unit in units[:limit]:
        for word in unit.woorden:
            if word.pos in ("NOUN", "PROPN") and len(word.lemma) > 3:
                leading[word.lemma] = leading.get(word.lemma, 0) + 1
    themes = {lemma for lemma, count in leading.items() if count >= 2}
    share = [len({w.lemma for w in unit.woorden} & themes) for unit in units]
    return (0.5 + 0.5 * np.minimum(1, np.array(share, dtype=np.float32) / 3)).astype(np.float32)
