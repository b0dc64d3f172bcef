"""Which sentence of another text says the same as one of the agreement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import linear_sum_assignment
from sklearn.feature_extraction.text import TfidfVectorizer

from analyse.types import Zin

Matrix = npt.NDArray[np.float64]
_EMPTY = frozenset({"PUNCT", "DET", "ADP", "AUX", "PRON", "CCONJ", "SCONJ"})
_LETTERS = 0.6  # weight of letter sequences against lemmas: Dutch compounds share parts, not words


def similarity(left: Sequence[Zin], right: Sequence[Zin], ignored: Collection[str] = ()) -> Matrix:
    """Cosine similarity between 0 and 1, shape (left, right), over lemmas and letter sequences.

    The weights of words come from these two texts, so that what both say everywhere counts little; ``ignored`` holds
    words (lower case) that count for nothing, such as the names of the parties.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)))
    units = [*left, *right]
    words = [" ".join(_words(unit, ignored)) for unit in units]
    try:
        lemmas = TfidfVectorizer(token_pattern=r"(?u)\b\w+\b", sublinear_tf=True).fit_transform(words)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 6), sublinear_tf=True).fit_transform(words)
    except ValueError:  # no words at all
        return np.zeros((len(left), len(right)))
    both = sp.hstack([lemmas, _LETTERS * letters], format="csr") / np.sqrt(1 + _LETTERS**2)
    result: Matrix = (both[: len(left)] @ both[len(left) :].T).toarray()
    return result


def _words(unit: Zin, ignored: Collection[str]) -> Iterator[str]:
    for word in unit.woorden:
        if word.pos not in _EMPTY and word.tekst.lower() not in ignored:
            yield word.lemma.lower()


def pairs(scores: Matrix, least: float) -> list[tuple[int, int]]:
    """One-to-one pairs with the largest total similarity, those below ``least`` left out (Kuhn, 1955)."""
    rows, columns = linear_sum_assignment(-scores)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] >= least]
