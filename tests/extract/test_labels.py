from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.extract.labels import Nesting, split_label, starts_item


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("1. De dienst levert.", "1.", "De dienst levert."),
        ("3.2 Tarieven", "3.2", "Tarieven"),
        ("a. het toezicht;", "a.", "het toezicht;"),
        ("bb) het beheer", "bb)", "het beheer"),
        ("(iv) het advies", "(iv)", "het advies"),
        ("– de kosten", "–", "de kosten"),
        ("-de kosten", "-", "de kosten"),
        ("12 maart 2026 is de dag.", "", "12 maart 2026 is de dag."),
        ("nr. 5 van de lijst", "", "nr. 5 van de lijst"),
        ("De dienst levert.", "", "De dienst levert."),
    ],
)
def test_split_label(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@given(st.text(max_size=60))
def test_split_label_loses_nothing_but_spaces(text: str) -> None:
    label, rest = split_label(text)
    assert (label + rest).replace(" ", "").split() == text.replace(" ", "").split()


def test_number_after_a_reference_is_no_item() -> None:
    assert starts_item("3.2 Tarieven", "De kosten zijn als volgt.")
    assert not starts_item("3.2 is van toepassing", "zoals bedoeld in artikel")


@pytest.mark.parametrize(
    ("labels", "depths"),
    [
        ("1. :a. b. 2. :a.", [1, 2, 2, 1, 2]),
        ("1. :a. :i. ii. b. 2.", [1, 2, 3, 3, 2, 1]),
        ("g. h. i. j.", [1, 1, 1, 1]),
        ("– –", [1, 1]),
        ("3.1 :a. 3.2", [1, 2, 1]),
    ],
)
def test_depth_follows_the_labels(labels: str, depths: list[int]) -> None:
    """A colon in front of a label: the paragraph before it ended in one."""
    nesting = Nesting()
    found = [nesting.depth(label.lstrip(":"), after_lead_in=label[0] == ":") for label in labels.split()]
    assert found == depths


def test_list_within_a_list_of_the_same_kind() -> None:
    nesting = Nesting()
    assert [nesting.depth("1."), nesting.depth("2.")] == [1, 1]
    assert [nesting.depth("1.", after_lead_in=True), nesting.depth("2."), nesting.depth("3.")] == [2, 2, 2]
