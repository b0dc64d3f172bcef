"""Remembered vectors are spaCy's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vectors import Vectors

from analyse.language.vectors import RememberedVectors


@pytest.fixture(scope="module")
def source() -> Vectors:
    """Small floret vectors."""
    data = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    return Vectors(data=data, mode="floret", minn=2, maxn=3, hash_count=2)


@pytest.fixture(scope="module")
def remembered(source: Vectors) -> RememberedVectors:
    return RememberedVectors(source)


@given(words=st.lists(st.text(min_size=1, max_size=12), max_size=20))
def test_they_are_the_same_however_often_they_are_asked(
    source: Vectors, remembered: RememberedVectors, words: list[str]
) -> None:
    keys = [source.strings.add(word) for word in words]
    own = source.get_batch(keys).reshape(-1, 8)
    assert np.array_equal(remembered.get_batch(np.array(keys, np.uint64)), own)
    assert np.array_equal(remembered.get_batch(keys[::-1]), own[::-1])


def test_what_is_remembered_has_a_bound(
    source: Vectors, remembered: RememberedVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyse.language.vectors._MOST", 10)
    for n in range(50):
        keys = [source.strings.add(f"{n} {i}") for i in range(8)]
        assert np.array_equal(remembered.get_batch(keys), source.get_batch(keys))
        assert len(remembered._known) <= 10
