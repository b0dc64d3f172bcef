"""The short names that an agreement gives its parties: "hierna te noemen: de Dienst", "de Dienst: …", "… (ODL)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from analyse.language.organisations import Organisatie, organisations
from analyse.types import Zin

ROLE = re.compile(r"\bals\s+(opdrachtgever|opdrachtnemer)\b|\b(opdrachtgever|opdrachtnemer)\b", re.IGNORECASE)
MAX_NAME = 130
_MIN_LABEL = 3
_ALIAS = re.compile(
    r"""\(?\b(?:hierna|verder|nader|voorts|in\s+het\s+vervolg)\b
        (?P<how>[^:;„“"‘'(]{0,60}?)
        (?:te\s+noemen|genoemd|noemen|aan\s+te\s+duiden\s+als|aangeduid\s+als|aangeduid\s+met|:)\s*[:]?\s*
(?:(?:de|het)\s+(?=[„“"‘']))?[„“"‘'(]{0,2}(?P<alias>[^”"’');,.:„“]{2,70}?)(?=\s*(?:[”"’');,.:]|\s+en\s|$))""",
    re.VERBOSE | re.IGNORECASE,
)
_TOGETHER = re.compile(r"gezamenlijk|tezamen|samen|beide[n]?|ieder|afzonderlijk|ook wel", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:(?:de|het)\s+)?(?:[\w-]+\s+)?\w*(?:partij(?:en)?|gemeenten|deelnemers|colleges|landen)", re.IGNORECASE
)
_SHORT_NAME = re.compile(r"\b(?:korte naam|code|afkorting|aanduiding|rol)\s*:\s*(?P<alias>[^;,]{1,40})", re.IGNORECASE)
_LABEL = re.compile(
    r"""(?:onder\s+)?[„“"‘']?(?P<alias>(?:(?:de|het)\s+)?[\w-]{2,30})[”"’]?\s*(?:wordt\s+verstaan)?\s*:\s*
        (?:(?:de|het|publiekrechtelijke|rechtspersoon|openbaar|lichaam)\s+)*$""",
    re.VERBOSE | re.IGNORECASE,
)
_ROLE_NAME = re.compile(r"opdracht(?:gever|nemer)|afnemer|dienstverlener|uitvoerder|deelnemer|[A-Z]{2,6}\d?")
_ACRONYM = re.compile(r"\s*\((?:hierna\s*:?\s*)?[‘'„\"]?(?P<alias>[A-Z][A-Za-z]?[A-Z&-][A-Z&0-9-]{0,5})[’'”\"]?\)")
_SPEAKS = re.compile(r"\b(?:te\s+dezen|ten\s+deze|vertegenwoordigd|gevestigd|zetelend|handelend|rechtsgeldig)\b", re.I)
_NAME_END = re.compile(
    r"""\s*(?:,|;|\(|\bte\s+dezen\b|\bten\s+deze\b|\brechtsgeldig\b|\bvertegenwoordigd\b|\bgevestigd\b|\bzetelend\b
        |\bkantoorhoudend|\bdeze\s+vertegenwoordigd|\bhandelend\b|\bhierna\b|\bverder\b|\bwaarvan\b|\bmet\s+zetel)""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_START = re.compile(
    r"^(?:(?:de\s+)?ondergetekenden?|partijen|tussen|enerzijds|anderzijds|en|en\s+anderzijds|alsmede)\b[\s:,]*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(partijen|in|op|bij|dat|voor|met|aan|uit|ter|overwegende|beschikking|besluit|verdrag|memorandum|overeenkomst|convenant)\b",
    re.IGNORECASE,
)


class Aanduiding(NamedTuple):
    """An organisation and what the text calls it."""

    sleutel: str
    naam: str
    aanduiding: str
    """Empty when a group shares it ("de gemeenten")."""
    verband: str
    """The text around it."""
    voorgesteld: bool
    """It presents itself here, with "hierna"; the others only explain a word."""


def short_names(
    units: Sequence[Zin], opening: Collection[int], named: Mapping[int, Sequence[Organisatie]]
) -> Iterator[Aanduiding]:
    """Short names in the order of the text; "hierna: …" only in the opening.

    The name may stand in the sentence before: "De gemeente Zandwijk, vertegenwoordigd door …" "Hierna: de Gemeente."

    Args:
        units: the sentences of the agreement.
        opening: numbers of the sentences in which parties present themselves.
        named: by number of the sentence, the organisations that it names.
    """
    waiting = ""
    for unit in units:
        text, start = unit.tekst, 0
        for match in _ALIAS.finditer(text) if unit.nr in opening else ():
            before = text[start : match.start()]
            start = match.end()
            alias = match["alias"].strip(" \"'„”‘’“")
            own = unit.nummer or _TOGETHER.search(match["how"])
            parties = _presented(before) or ({} if own else _presented(f"{waiting} {before}"))
            shared = _GROUP.fullmatch(alias) or len(parties) > 1
            for key, name in parties.items():
                yield Aanduiding(key, name, "" if shared else alias, f"{before} {match[0]}", voorgesteld=True)
        waiting = text
        yield from _defined(text, named[unit.nr])


def _presented(text: str) -> dict[str, str]:
    """Names by key of who is presented; whoever speaks for them, and after that, is not."""
    opening = _SPEAKS.split(text, maxsplit=1)[0]
    if named := organisations(opening):
        return {o.sleutel: o.naam for o in named}
    if name := _name(opening):
        return {name.lower(): name}
    return {o.sleutel: o.naam for o in organisations(text)[:1]}


def _defined(text: str, named: Sequence[Organisatie]) -> Iterator[Aanduiding]:
    """Of "Opdrachtgever: gemeente X", "Partij: gemeente X; Korte naam: X" and "Dienst X (DX)"."""
    for organisation in named:
        first, alone = organisation is named[0], len(named) == 1
        label = _LABEL.match(text[: organisation.begin]) if first else None
        label = label if label and _fits(label["alias"], organisation.naam) else None
        found = _ACRONYM.match(text[organisation.eind :]) or (alone and _SHORT_NAME.search(text)) or label
        if found:
            yield Aanduiding(organisation.sleutel, organisation.naam, found["alias"].strip(), text, voorgesteld=False)


def _fits(label: str, name: str) -> bool:
    """Can ``label`` be a short name of ``name``: part of it ("de Dienst"), a role or an abbreviation?"""
    core = re.sub(r"^(?:de|het)\s+", "", label, flags=re.IGNORECASE)
    return (len(core) > _MIN_LABEL and core.lower() in name.lower()) or (
        _ROLE_NAME.fullmatch(core) or ROLE.fullmatch(core)
    ) is not None


def _name(before: str) -> str:
    """The name at the start of a party's presentation, without label, seat and representatives."""
    text = before.strip(" ,;:.–-")
    while (shorter := _NAME_START.sub("", text).strip(" ,;:.–-")) != text:
        text = shorter
    for piece in re.split(r"(?<=[a-z)])[;:]\s+", text)[::-1]:
        name = _NAME_END.split(piece.strip(), maxsplit=1)[0].strip(' "„“”')
        if name.islower() and (specified := re.match(r"[^,;(]+,\s*[^,;(]+", piece.strip())):
            name = specified[0]  # "de politie, eenheid Noorderwolde"
        if 2 < len(name) <= MAX_NAME and any(c.isupper() for c in name) and not _NO_NAME.match(name):
            return _without_office(name, piece)
    return ""


def _without_office(name: str, piece: str) -> str:
    """ "De burgemeester van X, handelend namens de gemeente X" → the body that is bound."""
    behalf = re.search(r"\bnamens\s+(?P<body>(?:de|het)\s+[^,;(]{3,80})", piece)
    person = re.match(r"(de heer|mevrouw|dhr|mevr|mw|drs|mr|ir|dr)\b", name, re.IGNORECASE)
    return behalf["body"].strip() if behalf and person else name
