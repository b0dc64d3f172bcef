"""Sentence boundaries in the language of agreements, as a spaCy component.

Rules know "art. 3, lid 2", "d.d." and "€ 1.250.000,-", where splitters trained on newspapers stumble. They would
hurt newspaper text, so they belong here and not in the language model. Measured by
``analyse evalueer taal --corpus MAP`` (figures: modellen/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

COMPONENT = "zinsgrenzen"

_END = re.compile(r"(?P<mark>[.?!]+|;|…)(?P<close>[\"”’'»)\]]*)(?P<space>\s+)(?=(?P<next>\S+))")
_LAST_WORD = re.compile(r"[^\s(\[\"„“‘/]+$")
_DOTTED = re.compile(r"^(?:\w\.)+\w$")
_REFERENCE = re.compile(r"(?:^|\s)(?:art|artt|nr|nrs|blz|pag|bijl|par|hoofdst|stb|stcrt|trb)$", re.IGNORECASE)


@cache
def _abbreviations() -> frozenset[str]:
    lines = files("analyse.language").joinpath("afkortingen.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@Language.component(COMPONENT)
def set_boundaries(doc: Doc) -> Doc:
    """Mark sentence starts; every other token is marked as no start, so that a parser keeps to it."""
    if len(doc):
        offsets = doc.to_array("IDX").astype(np.int64)
        first = np.searchsorted(offsets, [0, *boundaries(doc.text)])  # the token at or after each boundary
        marks = np.full(len(doc), -1)
        marks[first[first < len(doc)]] = 1
        doc.from_array(["SENT_START"], marks[:, None].astype(np.uint64))  # type: ignore[arg-type]
    return doc


def boundaries(text: str) -> Iterator[int]:
    """Character offsets in a paragraph at which a new sentence starts, the first one (0) left out."""
    for match in _END.finditer(text):
        if match["mark"] == ";" or _ends_sentence(text[: match.start()], match["mark"], match["next"]):
            yield match.end()


def _ends_sentence(before: str, mark: str, following: str) -> bool:
    if "?" in mark or "!" in mark:
        return not following[0].islower()
    if following[0].islower() or following[0] in ",;:)":
        return False
    word = _LAST_WORD.search(before)
    last = word[0].lower().strip(".") if word else ""
    if mark == "." and following[0].isdigit() and _REFERENCE.search(before):
        return False
    if mark == "." and (last in _abbreviations() or _DOTTED.match(last) or (len(last) == 1 and last.isalpha())):
        return False
    # "1." or "3.2." before a capital is a list label, unless a sentence ends in a year or an amount.
    return not (mark == "." and last.isdigit() and len(before) - len(last) < 2)
