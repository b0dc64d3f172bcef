"""What the verdict on a sub-question looks at: how sure, how many, how concrete, how central its sentences are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyse.tagging.model import Kansen
from analyse.types import Zin

Vector = npt.NDArray[np.float32]

TOP = 5


def evidence_weight(units: Sequence[Zin], kansen: Kansen) -> npt.NDArray[np.float32]:
    """How much each sentence counts for each sub-question, shape (sentences, sub-questions).

    A sentence on the subject of the agreement (its title, recitals and first articles) counts more than a side issue.
    """
    return (kansen.over * _centrality(units)[:, None]).astype(np.float32)


def verdict_features(units: Sequence[Zin], kansen: Kansen) -> Vector:
    """Features per sub-question, shape (sub-questions, features)."""
    weights = evidence_weight(units, kansen)
    rows = []
    for j in range(len(kansen.deelvragen)):
        over, quality = kansen.over[:, j], kansen.gehalte[:, j, :]
        parts = over[:, None] * quality
        top = np.sort(over)[::-1][:TOP]
        top = np.pad(top, (0, TOP - len(top)))
        mass = parts.sum(axis=0)
        rows.append(
            np.concatenate(
                [
                    top[:3],
                    [top.mean()],
                    parts.max(axis=0) if len(parts) else np.zeros(3),
                    np.log1p(mass),
                    mass / (mass.sum() + 1e-3),
                    [np.log1p(over.sum()), weights[:, j].max() if len(weights) else 0.0],
                    [over.sum() / np.sqrt(len(units) + 1)],
                ]
            )
        )
    table = np.stack(rows)
    one_hot = np.eye(len(rows), dtype=np.float32)
    strength = np.log1p(kansen.over.sum(axis=0))[:, None] * one_hot
    concrete = table[:, 4][:, None] * one_hot
    deferred = table[:, 6][:, None] * one_hot
    return np.hstack([table, one_hot, strength, concrete, deferred]).astype(np.float32)


def _centrality(units: Sequence[Zin]) -> Vector:
    """Between 0.5 and 1: how many of the agreement's own leading nouns a sentence has."""
    leading: dict[str, int] = {}
    limit = max(10, len(units) // 4)
    for unit in units[:limit]:
        for word in unit.woorden:
            if word.pos in ("NOUN", "PROPN") and len(word.lemma) > 3:
                leading[word.lemma] = leading.get(word.lemma, 0) + 1
    themes = {lemma for lemma, count in leading.items() if count >= 2}
    share = [len({w.lemma for w in unit.woorden} & themes) for unit in units]
    return (0.5 + 0.5 * np.minimum(1, np.array(share, dtype=np.float32) / 3)).astype(np.float32)
