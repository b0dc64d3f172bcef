"""Word vectors that are remembered.

Floret vectors (the embedded pipeline has them) are added up from the pieces of a word, every time it occurs;
here once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.vectors import Vectors  # type: ignore[import-not-found]

_MOST = 50_000  # words; a word takes about a kB
_SETTINGS = ("strings", "data", "name", "mode", "minn", "maxn", "hash_count", "hash_seed", "bow", "eow", "attr")


class RememberedVectors(Vectors):  # type: ignore[misc]
    """The same floret vectors, each added up once."""

    def __init__(self, source: Vectors) -> None:
        super().__init__(**{name: getattr(source, name) for name in _SETTINGS})
        self._known: dict[int, npt.NDArray[np.float32]] = {}

    def get_batch(self, keys: Any) -> npt.NDArray[np.float32]:
        """Vectors of words by their hashes, shape (words, width)."""
        unique, back = np.unique(np.asarray(keys, dtype=np.uint64), return_inverse=True)
        words = unique.tolist()
        if len(self._known) + len(words) > _MOST:
            self._known.clear()
        if new := [word for word in words if word not in self._known]:
            self._known.update(zip(new, super().get_batch(new), strict=True))
        table = np.array([self._known[word] for word in words], np.float32).reshape(-1, self.shape[1])
        return table[back]
