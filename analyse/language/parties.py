"""The parties: who they are, how the text calls them, who works for whom.

Every organisation that the text names is weighed by where it stands: presented at the start, between "tussen" and "en",
in the title, under the text. What weighs enough is a party. Weights were set by hand on half of the own corpus
(modellen/corpus/partijen.tsv).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyse.language.organisations import Organisatie, organisations, with_article
from analyse.language.short_names import MAX_NAME, ROLE, short_names
from analyse.types import Partij, Rol, Zin

_CONSIDERATION = re.compile(r"(overwegend|gelet|gezien|in aanmerking|komen|besluit|constaterend)", re.IGNORECASE)
_FIRST_ARTICLE = re.compile(r"(artikel|hoofdstuk)?\s*(1|I)\b", re.IGNORECASE)
_ABOUT_PARTIES = re.compile(r"\bpartij|\bwie\b|tussen wie|deelnemers|ondergetekende", re.IGNORECASE)
_SIGNATURES = re.compile(
    r"onderteken|handteken|^tekening|voor akkoord|aldus|getekend|vastgesteld|opgemaakt", re.IGNORECASE
)
_BEFORE = re.compile(
    r"""(?:[\w ]{2,25}:\s*(?:\S+;\s*[\w ]{2,25}:\s*)?)?
        (?>(?:de|het|en|tussen|enerzijds|anderzijds|alsmede|namens|voor|ondergetekenden?|partijen|ten|eerste|tweede|derde
        |publiekrechtelijke|privaatrechtelijke|rechtspersoon(?:en)?|openbaar|lichaam|gemeenschappelijke|regeling|aan|van
        |[\d.)(a-z]{1,3})[\s,:]+)*+""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""\s*(?:$|[,;:(.\[–]|en\b|te\s+dezen|ten\s+deze|in\s+deze|rechtsgeldig|vertegenwoordigd|gevestigd|zetelend|kantoor
        |deze\s|handelend|hierna|verder|nader|waarvan|met\s+zetel|ieder|enerzijds|anderzijds|als\s+opdracht|betreffende|inzake)""",
    re.VERBOSE | re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\btussen\b|\bpartij(?:en)?\s+(?:is|zijn)\b|\bafspraken\s+(?:zijn\s+)?van\b|\b(?:sluiten|maken|spreken)\b"
    r"|overeenkomst\s+(?:is\s+)?van\b", re.IGNORECASE,
)  # fmt: skip
_POINTS = {"naam": 4, "voorgesteld": 3, "tussen": 2, "onder": 2, "titel": 1, "begin": 1, "vaak": 1}
_ENOUGH, _OFTEN, _OPENING, _END, _SHORT, _NEAR = 3, 5, 40, 48, 160, 400
_BETWEEN = re.compile(
    r"\btussen\s+(?P<a>.+?)\s+en\s+(?P<b>.+?)(?:\s+(?:inzake|betreffende|over|ter|voor|tot|met)\b|$)", re.I
)
_CLIENT = re.compile(
    r"gemeente|provincie|burgemeester|gedeputeerde|waterschap|hoogheemraadschap|minister|staat|regering|koninkrijk",
    re.IGNORECASE,
)
_ONE_SIDED = ("dienstverleningsovereenkomst", "prestatieovereenkomst")


@dataclass(slots=True)
class _Kandidaat:
    """An organisation in the text, with the places where it stands."""

    naam: str
    plaatsen: set[str] = field(default_factory=set)
    aanduiding: str = ""
    verband: str = ""
    """The text around its short name, which may say its role."""

    @property
    def punten(self) -> int:
        return sum(_POINTS[place] for place in self.plaatsen)

    def called(self, alias: str, context: str) -> None:
        """Remember the first short name."""
        if not self.aanduiding:
            self.aanduiding, self.verband = alias, context

    def seen(self, name: str, place: str) -> None:
        """Remember a place; the name that stands at the weightiest one is the name that is shown."""
        if _POINTS[place] > max((_POINTS[p] for p in self.plaatsen), default=0):
            self.naam = name
        self.plaatsen.add(place)


def parties(units: Sequence[Zin], agreement_type: str) -> tuple[Partij, ...]:
    """The parties in the order of the text, each once.

    Args:
        units: the sentences of the agreement.
        agreement_type: decides whether "omgevingsdienst" and "gemeente" are contractor and client or just parties.
    """
    found = [k for k in _candidates(units) if k.punten >= _ENOUGH]
    made = tuple(Partij(with_article(k.naam), k.aanduiding, _role(k, agreement_type)) for k in found)
    return _completed(made or tuple(_from_title(units)), agreement_type)


def _candidates(units: Sequence[Zin]) -> list[_Kandidaat]:
    """All organisations of the text, in the order in which they first come."""
    found: dict[str, _Kandidaat] = {}
    opening = {unit.nr for unit in _opening(units)}
    signatures = {unit.nr for unit in _signatures(units)}
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    named = {unit.nr: organisations(unit.tekst) for unit in units}
    for unit in units:
        for organisation in named[unit.nr]:
            key = organisation.sleutel
            names[key] = organisation.eigennaam
            counts[key] += 1
            candidate = found.setdefault(key, _Kandidaat(organisation.naam))
            for place in _places(unit, organisation, unit.nr in opening, unit.nr in signatures):
                candidate.seen(organisation.naam, place)
    for short in short_names(units, opening, named):
        candidate = found.setdefault(short.sleutel, _Kandidaat(short.naam))
        if short.voorgesteld:
            candidate.seen(short.naam, "naam")
        candidate.called(short.aanduiding, short.verband)
    closing = " ".join(unit.tekst for unit in units if unit.nr in signatures).lower()
    for key, candidate in found.items():
        if counts[key] >= _OFTEN:
            candidate.plaatsen.add("vaak")
        if re.search(rf"(?<!\w){re.escape(names.get(key, key))}(?!\w)", closing):
            candidate.plaatsen.add("onder")
    return list(found.values())


def _places(unit: Zin, organisation: Organisatie, opening: bool, signature: bool) -> Iterator[str]:
    """The kinds of place (``_POINTS``) that this mention stands at."""
    before, after = unit.tekst[max(0, organisation.begin - _NEAR) : organisation.begin], unit.tekst[organisation.eind :]
    if unit.soort == "titel":
        yield "titel"
    if signature and len(unit.tekst) < _SHORT:
        yield "onder"
    if opening or unit.soort == "titel":
        if opening and _BEFORE.fullmatch(before) and _AFTER.match(after):
            yield "voorgesteld"
        yield "begin"
        if _MADE_BY.search(before):
            yield "tussen"


def _opening(units: Sequence[Zin]) -> Iterator[Zin]:
    """Where parties present themselves: up to the considerations or the first article, and under "Partijen"."""
    begun, about = True, False
    for i, unit in enumerate(units):
        if unit.soort == "kop":
            about = i < 3 * _OPENING and _ABOUT_PARTIES.search(unit.tekst) is not None
            begun = begun and (about or not _FIRST_ARTICLE.match(unit.tekst))
        elif _CONSIDERATION.match(unit.tekst) and not about:
            begun = False
        elif unit.soort != "titel" and ((begun and i < _OPENING) or about):
            yield unit


def _signatures(units: Sequence[Zin]) -> Iterator[Zin]:
    """The end of the text, from the last three lines about signing on; nothing when there are none."""
    starts = [i for i, unit in enumerate(units) if 2 * i > len(units) and _SIGNATURES.search(unit.tekst[:_SHORT])]
    if starts:
        yield from units[max(starts[-3:][0], len(units) - _END) :]


def _from_title(units: Sequence[Zin]) -> Iterator[Partij]:
    """ "Overeenkomst tussen A en B inzake …", for names without a kind, like those of countries."""
    for unit in units[:3]:
        if match := _BETWEEN.search(unit.tekst):
            names = [*re.split(r",\s*(?:en\s+)?", match["a"]), match["b"]]
            yield from (Partij(name.strip()) for name in names if 2 < len(name) <= MAX_NAME)
            return


def _role(candidate: _Kandidaat, agreement_type: str) -> Rol:
    if match := ROLE.search(candidate.aanduiding) or ROLE.search(candidate.verband):
        return "opdrachtgever" if "gever" in match[0].lower() else "opdrachtnemer"
    return "partij" if agreement_type not in _ONE_SIDED or _CLIENT.search(candidate.naam) else "opdrachtnemer"


def _completed(found: tuple[Partij, ...], agreement_type: str) -> tuple[Partij, ...]:
    """With one contractor in a service agreement, the only other party is the client (and the other way round)."""
    roles = [p.rol for p in found]
    if agreement_type not in _ONE_SIDED and "opdrachtnemer" not in roles and "opdrachtgever" not in roles:
        return found
    for known, other in (("opdrachtnemer", "opdrachtgever"), ("opdrachtgever", "opdrachtnemer")):
        rest = [i for i, role in enumerate(roles) if role == "partij"]
        if known in roles and other not in roles and rest:
            chosen = rest if known == "opdrachtnemer" else rest[:1]
            return tuple(
                Partij(p.naam, p.aanduiding, other if i in chosen else p.rol)  # type: ignore[arg-type]
                for i, p in enumerate(found)
            )
    return found
