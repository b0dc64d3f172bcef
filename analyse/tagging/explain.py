"""Why the tagger saw a sub-question in a sentence: the features that spoke for it most, in words for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from spacy.lang.nl.stop_words import STOP_WORDS

MOST = 3
_EMPTY = STOP_WORDS | {"artikel", "lid", "zullen", "zulks"}
_READABLE = {
    "woorden": "“{}”",
    "lemmas": "“{}”",
    "kop": "“{}” in de kop",
    "aanhef": "“{}” in de aanhef",
    "buren": "“{}” in de zin ervoor of erna",
    "patronen": "{}",
}
"""Field of ``features.FIELDS`` → how one of its features is named; pieces of words tell nothing."""
_WHOLE = "de strekking van de zin als geheel"
_GROUPS = {"vaag": "vage wending", "doorgeschoven": "verwijst door", "aanwijzing": "wending"}
_PARTS = {"kop": " in de kop", "aanhef": " in de aanhef"}


def hints(
    values: npt.NDArray[np.float32],
    columns: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
    names: Sequence[str],
    width: int = 0,
) -> tuple[str, ...]:
    """At most three features of one sentence that raised the score of one sub-question, strongest first.

    Args:
        values: the sentence's features that are not zero.
        columns: their columns, same shape.
        weights: the sub-question's weights, shape (features,).
        names: readable-by-machine names ("kop=kosten"), one a column.
        width: the last so many columns are the parts of the sentence vector, which tell something only together.
    """
    gain = values * weights[columns]
    whole = columns >= len(names) - width
    together = float(gain[whole].sum())
    gain[whole] = 0
    found: list[str] = []
    for i in np.argsort(-gain, kind="stable"):
        if gain[i] <= 0 or len(found) == MOST:
            break
        hint = _in_words(names[columns[i]])
        if hint and not any(hint in other or other in hint for other in found):
            found.append(hint)
    if together > 0 and len(found) < MOST:
        found.append(_WHOLE)
    return tuple(found)


@cache
def _in_words(name: str) -> str:
    field, _, value = name.partition("=")
    if field == "patronen":
        value = _pattern(value)
    elif all(word in _EMPTY or not word.isalpha() for word in value.split()):
        return ""
    return _READABLE[field].format(value) if value and field in _READABLE else ""


def _pattern(name: str) -> str:
    """ "kop:vaag.streven" → "vage wending (streven) in de kop"; where a sentence stands is no hint by itself."""
    part, _, rest = name.rpartition(":")
    if part == "onderwerp":
        return f"“{rest}” als onderwerp"
    group, _, phrase = rest.partition(".")
    if group not in _GROUPS:
        return ""
    return f"{_GROUPS[group]} ({phrase.replace('_', ' ')}){_PARTS.get(part, '')}"
