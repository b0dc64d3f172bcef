"""The phrase lists of ``patronen.toml``: features for the tagger, and the phrase that leaves room for the reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analyse.types import Gehalte

_WEAK = frozenset({"vaag.kunnen"})
"""Says something to the model, but quoted by itself it explains nothing to a reader."""

_LONG = 90  # characters


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """A phrase in a sentence that makes it vague or puts the answer off."""

    gehalte: Gehalte
    citaat: str
    """The phrase as it stands in the sentence."""
    waar: str = ""
    """Where the answer is said to come ("het jaarplan", "bijlage 2"); empty when the phrase does not say."""


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """All patterns by name ("vaag.streven")."""
    text = files("analyse.tagging").joinpath("patronen.toml").read_text(encoding="utf-8")
    return {
        f"{group}.{name}": re.compile(regex, re.IGNORECASE)
        for group, entries in tomllib.loads(text).items()
        for name, regex in entries.items()
    }


def matching(text: str) -> list[str]:
    """Names of the patterns that occur in ``text``."""
    return [name for name, pattern in patterns().items() if pattern.search(text)]


def loose_phrase(text: str, gehalte: Gehalte) -> Vindplaats | None:
    """The first phrase in ``text`` that explains why it is vague or postponing; one that says where comes first."""
    found = [
        Vindplaats(gehalte, _quotation(text, match), (match.groupdict().get("waar") or "").strip())
        for name, pattern in patterns().items()
        if name.startswith(f"{gehalte}.") and name not in _WEAK and (match := pattern.search(text))
    ]
    return min(found, key=lambda v: (not v.waar, len(v.citaat) > _LONG), default=None)


def _quotation(text: str, match: re.Match[str]) -> str:
    """The phrase, with the word it qualifies when it is a single word ("passende ondersteuning")."""
    phrase = match[0].strip()
    if " " not in phrase and (following := re.match(r"\s+\w[\w-]*", text[match.end() :])):
        phrase += following[0]
    return " ".join(phrase.split())
