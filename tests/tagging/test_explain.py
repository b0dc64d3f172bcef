"""Every label says what spoke for it."""

from __future__ import annotations

import numpy as np
import pytest

from analyse.tagging.explain import hints

NAMES = [
    "woorden=betaalt",
    "kop=kosten",
    "letters=bet",
    "woorden=de",
    "patronen=vaag.streven",
    "woorden=jaarlijks",
    "kop=0",
]


def _row(*present: str) -> tuple[np.ndarray, np.ndarray]:
    """Values and columns of the features that are there."""
    columns = np.array([i for i, name in enumerate(NAMES) if name in present], dtype=np.int32)
    return np.ones(len(columns), np.float32), columns


@pytest.fixture
def weights() -> np.ndarray:
    return np.array([2, 3, 9, 8, 1, -5, 7], dtype=np.float32)


def test_the_strongest_comes_first_and_only_what_is_there(weights: np.ndarray) -> None:
    assert hints(*_row("woorden=betaalt", "kop=kosten"), weights, NAMES) == ("“kosten” in de kop", "“betaalt”")


def test_pieces_of_words_numbers_and_empty_words_are_no_hint(weights: np.ndarray) -> None:
    assert hints(*_row("letters=bet", "woorden=de", "kop=0"), weights, NAMES) == ()


def test_what_spoke_against_is_no_hint(weights: np.ndarray) -> None:
    assert hints(*_row("woorden=jaarlijks"), weights, NAMES) == ()


def test_a_phrase_is_named_in_words(weights: np.ndarray) -> None:
    assert hints(*_row("patronen=vaag.streven"), weights, NAMES) == ("vage wending (streven)",)


def test_the_meaning_of_the_whole_sentence_comes_after_its_words() -> None:
    names = ["woorden=betaalt", "betekenis=0", "betekenis=1"]
    columns = np.arange(3, dtype=np.int32)
    for parts, expected in (((3, -1), ("“betaalt”", "de strekking van de zin als geheel")), ((3, -4), ("“betaalt”",))):
        weights = np.array([1, *parts], np.float32)
        assert hints(np.ones(3, np.float32), columns, weights, names, width=2) == expected
