"""Words in a sentence that bind, or leave a way out (``lijsten.toml``), and passives that name nobody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from analyse.types import Zin

PASSIVE = "zonder_wie"
_NAMED_ACTOR = re.compile(r"\bdoor\s+(?:de|het|een|beide|partijen|[A-Z])", re.IGNORECASE)
_PARTICIPLE = re.compile(r"^(?:ge|be|ver|ont|her|er)\w+(?:d|t|en)$|^\w+ge\w+(?:d|t|en)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of words with one meaning for the reader."""

    id: str
    naam: str
    regel: str
    """Why these words matter, as the reader sees it."""
    bron: str
    patroon: re.Pattern[str]


class Woordkeus(NamedTuple):
    """A phrase of a list in a sentence."""

    zin: int
    lijst: str
    citaat: str


@cache
def lists() -> Mapping[str, Lijst]:
    """The lists of ``lijsten.toml`` by id, and the passive that names nobody."""
    data = tomllib.loads(files("analyse.findings").joinpath("lijsten.toml").read_text(encoding="utf-8"))
    found = {
        key: Lijst(
            key,
            entry["naam"],
            entry["regel"],
            entry["bron"],
            re.compile(r"(?<!\w)(?:" + "|".join(entry["woorden"]) + r")(?!\w)", re.IGNORECASE),
        )
        for key, entry in data.items()
    }
    rule = "Er staat dat iets wordt gedaan, maar niet door wie."
    return found | {PASSIVE: Lijst(PASSIVE, "zonder wie", rule, "Regelgeving", re.compile("(?!)"))}


def wording(units: Sequence[Zin]) -> tuple[Woordkeus, ...]:
    """Every phrase of every list in the sentences, in the order of the text; headings are left out."""
    found: list[Woordkeus] = []
    for unit in units:
        if unit.soort in ("kop", "titel"):
            continue
        found += [
            Woordkeus(unit.nr, name, " ".join(match[0].split()))
            for name, words in lists().items()
            for match in words.patroon.finditer(unit.tekst)
        ]
        if passive := _passive_without_actor(unit):
            found.append(Woordkeus(unit.nr, PASSIVE, passive))
    return tuple(found)


def _passive_without_actor(unit: Zin) -> str:
    """ "wordt … vastgesteld" in a sentence without "door …"; empty where there is none.

    Needs the language model's parts of speech: "worden" as an auxiliary with a participle in the same sentence.
    """
    if _NAMED_ACTOR.search(unit.tekst):
        return ""
    auxiliary = next((w.tekst for w in unit.woorden if w.lemma == "worden" and w.pos in ("AUX", "VERB")), "")
    participles = [w.tekst for w in unit.woorden if w.pos in ("VERB", "ADJ") and _PARTICIPLE.match(w.tekst)]
    return f"{auxiliary} … {participles[-1]}" if auxiliary and participles else ""
