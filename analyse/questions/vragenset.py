"""Loading and checking a question set (TOML): anyone can add one, so every mistake gets a Dutch sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from analyse.errors import GebruiksfoutError
from analyse.types import Antwoord, Versie

DEFAULT = "uitvoeringsplan"
DEELVRAGEN = (
    "1a", "1b", "2a", "2b", "3a", "3b", "3c", "4a", "4b", "4c", "5a", "5b", "5c", "5d", "6a", "6b", "7a", "7b", "7c",
)  # fmt: skip
"""The sub-questions that the tagger knows; a question set arranges them, or makes its own from them (``uit``)."""

SLOTS = {
    *("plaats", "citaat", "verwijzing", "ontbreekt", "uitvoerder", "opdrachtgever", "partijen"),
    *("jaar", "bedrag", "einde"),
    *(f"plaats_{d}" for d in DEELVRAGEN),
}
"""What a conversation question may refer to; explained in ``uitvoeringsplan.toml``."""

_SLOT = re.compile(r"\{(\w+)\}")
_GAPS = (Antwoord.OPEN, Antwoord.VAAG, Antwoord.DOORGESCHOVEN)


@dataclass(frozen=True, slots=True)
class Deelvraag:
    """A sub-question with its label and the conversation questions per verdict."""

    id: str
    deelvraag: str
    kort: str
    """Its subject as a noun phrase ("de betaling")."""
    label: str
    gesprek: Mapping[Antwoord, tuple[str, ...]]
    uit: tuple[str, ...] = ()
    """The tagger's sub-questions whose sentences count for this one; empty for one of the tagger's own."""
    patroon: re.Pattern[str] | None = None
    """Words that a sentence must hold; with an empty ``uit`` every sentence with them counts."""
    norm: str = ""
    """How binding the line is ("verplicht", "aanbevolen", "te overwegen"); empty where the set says nothing."""

    @property
    def eigen(self) -> bool:
        """Does the set make this sub-question itself, from labels and words?"""
        return bool(self.uit or self.patroon)


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question and its sub-questions."""

    id: str
    vraag: str
    deelvragen: tuple[Deelvraag, ...]


@dataclass(frozen=True, slots=True)
class Vragenset:
    """A named, versioned set of questions."""

    naam: str
    versie: str
    vragen: tuple[Vraag, ...]

    @property
    def deelvragen(self) -> Mapping[str, Deelvraag]:
        """All sub-questions by id."""
        return {d.id: d for vraag in self.vragen for d in vraag.deelvragen}

    @property
    def als_versie(self) -> Versie:
        """Name and version, as a report shows them."""
        return Versie(self.naam, self.versie)


def load_question_set(name: str | None = None) -> Vragenset:
    """Load a built-in question set by name, or one from a ``.toml`` file.

    Raises:
        GebruiksfoutError: unknown name, unreadable file, or a mistake in the set.
    """
    builtin = files("analyse.questions").joinpath(f"{name or DEFAULT}.toml")
    path = Path(name) if name and name.endswith(".toml") else None
    try:
        text = path.read_text(encoding="utf-8") if path else builtin.read_text(encoding="utf-8")
        return _parsed(tomllib.loads(text))
    except OSError as error:
        raise GebruiksfoutError(
            f"Vragenset '{name}' bestaat niet. Kies 'uitvoeringsplan' of 'aanwijzingen-convenanten', "
            "of geef het pad van een .toml-bestand."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GebruiksfoutError(f"Vragenset '{name}' is geen geldig TOML-bestand: {error}.") from error
    except (KeyError, TypeError) as error:
        raise GebruiksfoutError(f"In vragenset '{name or DEFAULT}' ontbreekt {error}.") from error


def _parsed(data: Mapping[str, Any]) -> Vragenset:
    questions = tuple(
        Vraag(str(v["id"]), str(v["vraag"]), tuple(_deelvraag(d, v) for d in v["deelvragen"])) for v in data["vragen"]
    )
    ids = [d.id for question in questions for d in question.deelvragen]
    own = {d.id for question in questions for d in question.deelvragen if d.eigen}
    if unknown := [i for i in ids if i not in own and i not in DEELVRAGEN]:
        raise GebruiksfoutError(
            f"Deelvraag '{unknown[0]}' is niet bekend; kies uit {', '.join(DEELVRAGEN)}, of geef 'uit' of 'patroon'."
        )
    if taken := own.intersection(DEELVRAGEN):
        raise GebruiksfoutError(f"Deelvraag '{min(taken)}' bestaat al; geef uw eigen deelvraag een ander nummer.")
    if len(set(ids)) != len(ids):
        raise GebruiksfoutError("Een deelvraag staat dubbel in de vragenset.")
    return Vragenset(str(data["naam"]), str(data["versie"]), questions)


def _deelvraag(data: Mapping[str, Any], question: Mapping[str, Any]) -> Deelvraag:
    gesprek = {answer: _templates(data[answer], str(data["id"])) for answer in _GAPS}
    if unknown := [d for d in data.get("uit", ()) if d not in DEELVRAGEN]:
        raise GebruiksfoutError(f"Bij {data['id']} staat in 'uit' de onbekende deelvraag '{unknown[0]}'.")
    try:
        pattern = re.compile(str(data["patroon"]), re.IGNORECASE) if "patroon" in data else None
    except re.error as error:
        raise GebruiksfoutError(f"Het patroon bij {data['id']} klopt niet: {error}.") from error
    return Deelvraag(
        id=str(data["id"]),
        deelvraag=str(data["deelvraag"]),
        kort=str(data["kort"]),
        label=str(data.get("label") or question["label"]),
        gesprek=gesprek,
        uit=tuple(str(d) for d in data.get("uit", ())),
        patroon=pattern,
        norm=str(data.get("norm", "")),
    )


def _templates(texts: Sequence[str], where: str) -> tuple[str, ...]:
    for text in texts:
        if unknown := set(_SLOT.findall(text)) - SLOTS:
            raise GebruiksfoutError(f"Gespreksvraag bij {where} gebruikt het onbekende veld {{{unknown.pop()}}}.")
    return tuple(texts)
