"""What the tagger looks at in a sentence: its words, its heading and lead-in, and the phrases it holds."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from analyse.tagging.patterns import matching
from analyse.types import Zin

_DIGIT = re.compile(r"\d")
_TOKEN = r"(?u)\b\w[\w'’-]*\b|[€%]"


@dataclass(frozen=True, slots=True)
class Veld:
    """A view on the sentence that gets a vocabulary of its own."""

    naam: str
    weight: float
    options: dict[str, Any]


_pieces_of = lru_cache(20_000)(CountVectorizer(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer())


def pieces(text: str) -> list[str]:
    """Three to five letters in a row, inside words; remembered by word, for the same words come back all the time."""
    return [piece for word in text.split() for piece in _pieces_of(word)]


_WORDS: dict[str, Any] = {"token_pattern": _TOKEN, "sublinear_tf": True}
FIELDS = (
    Veld("woorden", 1.0, {**_WORDS, "ngram_range": (1, 2), "min_df": 2}),
    Veld("lemmas", 1.0, {**_WORDS, "ngram_range": (1, 1), "min_df": 2}),
    Veld("letters", 1.0, {"analyzer": pieces, "min_df": 4, "sublinear_tf": True}),
    Veld("kop", 0.8, {**_WORDS, "ngram_range": (1, 1), "min_df": 2}),
    Veld("aanhef", 0.8, {**_WORDS, "ngram_range": (1, 1), "min_df": 2}),
    Veld("patronen", 1.5, {"analyzer": str.split, "min_df": 3, "binary": True, "use_idf": False}),
    Veld("buren", 0.5, {**_WORDS, "ngram_range": (1, 1), "min_df": 3}),
)
"""Vocabulary fields with their weight against each other; set by hand, no search was done."""

MEANING = "betekenis"
"""The field of the sentence vectors, which have no vocabulary."""
_MEANING_WEIGHT = 0.05
"""Of a vector whose parts are standardized: four hundred of them together must not outweigh the words."""


def views(units: Sequence[Zin]) -> dict[str, list[str]]:
    """The text of each field for each sentence of one agreement, in order."""
    texts = [_DIGIT.sub("0", unit.tekst.lower()) for unit in units]
    return {
        "woorden": texts,
        "lemmas": [" ".join(_DIGIT.sub("0", w.lemma) for w in unit.woorden) for unit in units],
        "letters": texts,
        "kop": [" ".join(unit.koppen).lower() for unit in units],
        "aanhef": [unit.aanhef.lower() for unit in units],
        "patronen": [" ".join(_phrases(unit, i / max(1, len(units)))) for i, unit in enumerate(units)],
        "buren": [
            " ".join(texts[j] for j in (i - 1, i + 1) if 0 <= j < len(units) and units[j].kop == unit.kop)
            for i, unit in enumerate(units)
        ],
    }


def _phrases(unit: Zin, position: float) -> list[str]:
    """Names of the phrases in the sentence, its heading and its lead-in, with its kind and place in the text."""
    names = list(matching(unit.tekst))
    names += [f"kop:{name}" for name in matching(unit.kop)]
    names += [f"aanhef:{name}" for name in matching(unit.aanhef)]
    names.append(f"soort:{unit.soort}")
    names.append(f"plaats:{int(position * 5)}")
    names.append("lang" if len(unit.tekst) > 200 else "kort" if len(unit.tekst) < 60 else "midden")
    subject = [w.lemma for w in unit.woorden[:4] if w.pos in ("NOUN", "PROPN")][:1]
    return names + [f"onderwerp:{word}" for word in subject]


class Featurizer:
    """Sentences → a sparse matrix; vocabularies are learned once and stored as plain lists and arrays."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """An unfitted featurizer.

        Args:
            without: names of fields to leave out (``MEANING`` too), to measure what they are worth.
        """
        self.fields = tuple(field for field in FIELDS if field.naam not in without)
        self.centre, self.spread = np.zeros(0, np.float32), np.zeros(0, np.float32)
        self._without = frozenset(without)
        self.vectorizers = {field.naam: TfidfVectorizer(**field.options) for field in self.fields}

    def fit_transform(self, agreements: Sequence[Sequence[Zin]]) -> sp.csr_matrix:
        """Learn the vocabularies from sentences grouped by agreement; a field with nothing to learn is left out.

        Returns:
            What ``transform`` gives for all of them, in order.
        """
        per_agreement = [views(units) for units in agreements]
        parts, learned = [], []
        for field in self.fields:
            texts = [text for view in per_agreement for text in view[field.naam]]
            with contextlib.suppress(ValueError):  # scikit-learn's word for "no terms remain"
                parts.append(field.weight * self.vectorizers[field.naam].fit_transform(texts))
                learned.append(field)
        self.fields = tuple(learned)
        units = [unit for agreement in agreements for unit in agreement]
        vectors = [unit.betekenis for unit in units if unit.betekenis]
        if vectors and MEANING not in self._without:
            rows = np.array(vectors, np.float32)
            self.centre, self.spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
            parts.append(sp.csr_matrix(self._meanings(units)))
        return sp.hstack(parts, format="csr", dtype=np.float32)

    @property
    def width(self) -> int:
        """Length of the sentence vectors; 0 until fitted, or where there are none."""
        return len(self.centre)

    def transform(self, units: Sequence[Zin]) -> sp.csr_matrix:
        """Matrix of shape (sentences, features) for one agreement."""
        view = views(units)
        parts = [f.weight * self.vectorizers[f.naam].transform(view[f.naam]) for f in self.fields]
        if self.width:
            parts.append(sp.csr_matrix(self._meanings(units)))
        return sp.hstack(parts, format="csr", dtype=np.float32)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Readable feature names ("kop=kosten"), one a column."""
        return (
            *(f"{name}={term}" for name, (terms, _) in self.state().items() for term in terms),
            *(f"{MEANING}={i}" for i in range(self.width)),
        )

    def _meanings(self, units: Sequence[Zin]) -> np.ndarray:
        """Standardized sentence vectors, shape (sentences, width); zeros where a sentence has none."""
        rows = np.tile(self.centre, (len(units), 1))
        for i, unit in enumerate(units):
            if len(unit.betekenis) == self.width:
                rows[i] = unit.betekenis
        result: np.ndarray = _MEANING_WEIGHT * (rows - self.centre) / self.spread
        return result

    def state(self) -> dict[str, tuple[list[str], np.ndarray | None]]:
        """Per field: vocabulary in column order, and idf weights where the field uses them."""
        return {
            field.naam: (
                self.vectorizers[field.naam].get_feature_names_out().tolist(),
                self.vectorizers[field.naam].idf_.astype(np.float32) if field.options.get("use_idf", True) else None,
            )
            for field in self.fields
        }

    @classmethod
    def from_state(
        cls, state: dict[str, tuple[list[str], np.ndarray | None]], centre: np.ndarray, spread: np.ndarray
    ) -> Featurizer:
        """Rebuild a fitted featurizer from ``state()``, ``centre`` and ``spread``."""
        featurizer = cls([field.naam for field in FIELDS if field.naam not in state])
        featurizer.centre, featurizer.spread = centre, spread
        for field in featurizer.fields:
            vocabulary, idf = state[field.naam]
            vectorizer = TfidfVectorizer(**{**field.options, "vocabulary": {w: i for i, w in enumerate(vocabulary)}})
            vectorizer.fit([""])
            if idf is not None:
                vectorizer.idf_ = idf
            featurizer.vectorizers[field.naam] = vectorizer
        return featurizer
