"""The parties: who they are, how the text calls them, who works for whom.

Every organisation that the text names is weighed by where it stands: presented at the start, between "tussen" and "en",
in the title, under the text. What weighs enough is a party. Weights were set by hand on half of the own corpus
(modellen/corpus/partijen.tsv).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from analyse.language.organisations import Organisatie, organisations, with_article
from analyse.types import Partij, Rol, Zin

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
_CONSIDERATION = re.compile(r"(overwegend|gelet|gezien|in aanmerking|komen|besluit|constaterend)", re.IGNORECASE)
_FIRST_ARTICLE = re.compile(r"(artikel|hoofdstuk)?\s*(1|I)\b", re.IGNORECASE)
_ABOUT_PARTIES = re.compile(r"\bpartij|\bwie\b|tussen wie|deelnemers|ondergetekende", re.IGNORECASE)
_SIGNATURES = re.compile(
    r"onderteken|handteken|^tekening|voor akkoord|aldus|getekend|vastgesteld|opgemaakt", re.IGNORECASE
)
_BEFORE = re.compile(
    r"""(?:[\w ]{2,25}:\s*(?:\S+;\s*[\w ]{2,25}:\s*)?)?
        (?:(?:de|het|en|tussen|enerzijds|anderzijds|alsmede|namens|voor|ondergetekenden?|partijen|ten|eerste|tweede|derde
        |publiekrechtelijke|privaatrechtelijke|rechtspersoon(?:en)?|openbaar|lichaam|gemeenschappelijke|regeling|aan|van
        |[\d.)(a-z]{1,3})[\s,:]+)*""",
    re.VERBOSE | re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:te\s+dezen|ten\s+deze|vertegenwoordigd|gevestigd|zetelend|handelend|rechtsgeldig)\b", re.I)
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
_ENOUGH, _OFTEN, _OPENING, _END, _SHORT, _MAX_NAME, _MIN_LABEL = 3, 5, 40, 12, 160, 130, 3
_NAME_END = re.compile(
    r"""\s*(?:,|;|\(|\bte\s+dezen\b|\bten\s+deze\b|\brechtsgeldig\b|\bvertegenwoordigd\b|\bgevestigd\b|\bzetelend\b
        |\bkantoorhoudend|\bdeze\s+vertegenwoordigd|\bhandelend\b|\bhierna\b|\bverder\b|\bwaarvan\b|\bmet\s+zetel)""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_START = re.compile(
    r"^(?:(?:de\s+)?ondergetekenden?|partijen|tussen|enerzijds|anderzijds|en|en\s+anderzijds|alsmede)\b[\s:,]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\btussen\s+(?P<a>.+?)\s+en\s+(?P<b>.+?)(?:\s+(?:inzake|betreffende|over|ter|voor|tot|met)\b|$)", re.I
)
_NO_NAME = re.compile(
    r"^(partijen|in|op|bij|dat|voor|met|aan|uit|ter|overwegende|beschikking|besluit|verdrag|memorandum|overeenkomst|convenant)\b",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"gemeente|provincie|burgemeester|gedeputeerde|waterschap|hoogheemraadschap|minister|staat|regering|koninkrijk",
    re.IGNORECASE,
)
_AS_ROLE = re.compile(r"\bals\s+(opdrachtgever|opdrachtnemer)\b|\b(opdrachtgever|opdrachtnemer)\b", re.IGNORECASE)
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
    for unit in units:
        for organisation in organisations(unit.tekst):
            key = organisation.sleutel
            names[key] = organisation.eigennaam
            counts[key] += 1
            candidate = found.setdefault(key, _Kandidaat(organisation.naam))
            for place in _places(unit, organisation, unit.nr in opening, unit.nr in signatures):
                candidate.seen(organisation.naam, place)
    _give_names(units, opening, found)
    closing = " ".join(unit.tekst for unit in units if unit.nr in signatures).lower()
    for key, candidate in found.items():
        if counts[key] >= _OFTEN:
            candidate.plaatsen.add("vaak")
        if re.search(rf"(?<!\w){re.escape(names.get(key, key))}(?!\w)", closing):
            candidate.plaatsen.add("onder")
    return list(found.values())


def _places(unit: Zin, organisation: Organisatie, opening: bool, signature: bool) -> Iterator[str]:
    """The kinds of place (``_POINTS``) that this mention stands at."""
    before, after = unit.tekst[: organisation.begin], unit.tekst[organisation.eind :]
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
    """The end of the text, from the last line about signing on."""
    starts = [i for i, unit in enumerate(units) if 2 * i > len(units) and _SIGNATURES.search(unit.tekst[:_SHORT])]
    yield from units[max(min([*starts[-3:], len(units)]), len(units) - 4 * _END) :]


def _give_names(units: Sequence[Zin], opening: Collection[int], found: dict[str, _Kandidaat]) -> None:
    """Give the candidates their short names: "…, hierna te noemen: de Dienst", "de Dienst: …", "… (ODL)"."""
    waiting = ""
    for unit in units:
        text, start = unit.tekst, 0
        for match in _ALIAS.finditer(text) if unit.nr in opening else ():
            before = text[start : match.start()]
            start = match.end()
            alias = match["alias"].strip(" \"'„”‘’“")
            own = unit.nummer or _TOGETHER.search(match["how"])
            named = _presented(before) or ({} if own else _presented(f"{waiting} {before}"))
            group = _GROUP.fullmatch(alias) or len(named) > 1
            for key, name in named.items():
                candidate = found.setdefault(key, _Kandidaat(name))
                candidate.seen(name, "naam")
                if not group:
                    candidate.called(alias, f"{before} {match[0]}")
        waiting = text
        for key, alias in _defined(text):
            found[key].called(alias, text)


def _presented(text: str) -> dict[str, str]:
    """Names by key of who is presented; whoever speaks for them, and after that, is not."""
    opening = _SPEAKS.split(text, maxsplit=1)[0]
    if named := organisations(opening):
        return {o.sleutel: o.naam for o in named}
    if name := _name(opening):
        return {name.lower(): name}
    return {o.sleutel: o.naam for o in organisations(text)[:1]}


def _defined(text: str) -> Iterator[tuple[str, str]]:
    """(key, short name) of "Opdrachtgever: gemeente X", "Partij: gemeente X; Korte naam: X" and "Dienst X (DX)"."""
    named = organisations(text)
    if len(named) == 1 and (match := _SHORT_NAME.search(text)):
        yield named[0].sleutel, match["alias"].strip()
    for organisation in named[:1]:
        label = _LABEL.match(text[: organisation.begin])
        if label and _fits(label["alias"], organisation.naam):
            yield organisation.sleutel, label["alias"]
    for organisation in named:
        if match := _ACRONYM.match(text[organisation.eind :]):
            yield organisation.sleutel, match["alias"]


def _fits(label: str, name: str) -> bool:
    """Can ``label`` be a short name of ``name``: part of it ("de Dienst"), a role or an abbreviation?"""
    core = re.sub(r"^(?:de|het)\s+", "", label, flags=re.IGNORECASE)
    return (len(core) > _MIN_LABEL and core.lower() in name.lower()) or (
        _ROLE_NAME.fullmatch(core) or _AS_ROLE.fullmatch(core)
    ) is not None


def _from_title(units: Sequence[Zin]) -> Iterator[Partij]:
    """ "Overeenkomst tussen A en B inzake …", for names without a kind, like those of countries."""
    for unit in units[:3]:
        if match := _BETWEEN.search(unit.tekst):
            names = [*re.split(r",\s*(?:en\s+)?", match["a"]), match["b"]]
            yield from (Partij(name.strip()) for name in names if 2 < len(name) <= _MAX_NAME)
            return


def _name(before: str) -> str:
    """The name at the start of a party's presentation, without label, seat and representatives."""
    text = before.strip(" ,;:.–-")
    while (shorter := _NAME_START.sub("", text).strip(" ,;:.–-")) != text:
        text = shorter
    for piece in re.split(r"(?<=[a-z)])[;:]\s+", text)[::-1]:
        name = _NAME_END.split(piece.strip(), maxsplit=1)[0].strip(' "„“”')
        if name.islower() and (specified := re.match(r"[^,;(]+,\s*[^,;(]+", piece.strip())):
            name = specified[0]  # "de politie, eenheid Noorderwolde"
        if 2 < len(name) <= _MAX_NAME and any(c.isupper() for c in name) and not _NO_NAME.match(name):
            return _without_office(name, piece)
    return ""


def _without_office(name: str, piece: str) -> str:
    """ "De burgemeester van X, handelend namens de gemeente X" → the body that is bound."""
    behalf = re.search(r"\bnamens\s+(?P<body>(?:de|het)\s+[^,;(]{3,80})", piece)
    person = re.match(r"(de heer|mevrouw|dhr|mevr|mw|drs|mr|ir|dr)\b", name, re.IGNORECASE)
    return behalf["body"].strip() if behalf and person else name


def _role(candidate: _Kandidaat, agreement_type: str) -> Rol:
    if match := _AS_ROLE.search(candidate.aanduiding) or _AS_ROLE.search(candidate.verband):
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
