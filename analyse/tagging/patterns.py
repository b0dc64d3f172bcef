"""The phrase lists of ``patronen.toml``: features for the tagger, and the phrase that leaves room for the reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from analyse.types import Gehalte

_QUALIFIED = re.compile(r"\s+(?!(?:een|de|het|van|voor|te|in|aan|op|en|of|met|zijn|haar|die|dat)\b)[^\W\d][\w-]*")
_LONG = 90  # characters


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """A phrase in a sentence that makes it vague or puts the answer off."""

    gehalte: Gehalte
    citaat: str
    """The phrase as it stands in the sentence."""
    waar: str = ""
    """Where the answer is said to come ("het jaarplan", "bijlage 2"); empty when the phrase does not say."""


_ONLY_WITH, _DEFINITION = "alleen_bij", "altijd_doorgeschoven"


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("analyse.tagging").joinpath("patronen.toml").read_text(encoding="utf-8"))


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """All patterns by name ("vaag.streven")."""
    return {
        f"{group}.{name}": re.compile(regex, re.IGNORECASE)
        for group, entries in _data().items()
        if group not in (_ONLY_WITH, _DEFINITION)
        for name, regex in entries.items()
    }


@cache
def _lowered() -> Mapping[str, re.Pattern[str]]:
    """The same for text in lower case, which is quicker to search."""
    return {name: re.compile(pattern.pattern) for name, pattern in patterns().items()}


def defers_by_definition(text: str) -> bool:
    """Does the text hold a phrase that the guideline always calls postponing ("nader overeen te komen", "p.m.")?"""
    return any(patterns()[f"doorgeschoven.{name}"].search(text) for name in _data()[_DEFINITION]["namen"])


@lru_cache(maxsize=10_000)
def matching(text: str) -> tuple[str, ...]:
    """Names of the patterns that occur in ``text``; headings and lead-ins come back with every sentence under them."""
    lowered = text.lower()
    return tuple(name for name, pattern in _lowered().items() if pattern.search(lowered))


def loose_phrase(text: str, gehalte: Gehalte, deelvraag: str) -> Vindplaats | None:
    """The phrase that makes ``text`` a vague or postponed answer to a sub-question; one that says where comes first."""
    only_with = _data()[_ONLY_WITH]
    found = [
        Vindplaats(gehalte, _quotation(text, match), (match.groupdict().get("waar") or "").strip())
        for name, pattern in patterns().items()
        if name.startswith(f"{gehalte}.")
        and deelvraag in only_with.get(name, (deelvraag,))
        and (match := pattern.search(text))
    ]
    return min(found, key=lambda v: (not v.waar, len(v.citaat) > _LONG), default=None)


def _quotation(text: str, match: re.Match[str]) -> str:
    """The phrase, with the word it qualifies when it is a single word ("passende ondersteuning")."""
    phrase = match[0].strip()
    if " " not in phrase and (following := _QUALIFIED.match(text[match.end() :])):
        phrase += following[0]
    return " ".join(phrase.split())
