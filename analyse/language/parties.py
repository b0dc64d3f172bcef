"""The parties: who they are, how the text calls them, who works for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyse.types import Partij, Rol, Zin

_ALIAS = re.compile(
    r"""\(?\b(?:hierna|verder|nader|voorts|in\s+het\s+vervolg)\b
        (?P<how>[^:;„“"‘'(]{0,60}?)
        (?:te\s+noemen|genoemd|noemen|aan\s+te\s+duiden\s+als|aangeduid\s+als|aangeduid\s+met|:)\s*[:]?\s*
        [„“"‘'(]{0,2}(?P<alias>[^”"’');,.:„“]{2,70}?)(?=\s*(?:[”"’');,.:]|\s+en\s|$))""",
    re.VERBOSE | re.IGNORECASE,
)
_TOGETHER = re.compile(r"gezamenlijk|tezamen|samen|beide[n]?|ieder|afzonderlijk|ook wel", re.IGNORECASE)
_NAME_END = re.compile(
    r"""\s*(?:,|;|\(|\bte\s+dezen\b|\bten\s+deze\b|\brechtsgeldig\b|\bvertegenwoordigd\b|\bgevestigd\b|\bzetelend\b
        |\bkantoorhoudend|\bdeze\s+vertegenwoordigd|\bhandelend\b|\bhierna\b|\bverder\b|\bwaarvan\b|\bmet\s+zetel)""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_START = re.compile(
    r"^(?:(?:de\s+)?ondergetekenden?|partijen|tussen|enerzijds|anderzijds|en|en\s+anderzijds|alsmede)\b[\s:,]*",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"""\b(gemeente|provincie|omgevingsdienst|veiligheidsregio|waterschap|hoogheemraadschap|ggd|minister|staatssecretaris
        |ministerie|staat\s+der|regering|dienst|stichting|vereniging|politie|openbaar\s+lichaam|regio|universiteit
        |hogeschool|instituut|autoriteit|raad|b\.?v\.?|n\.?v\.?|rijkswaterstaat|brandweer|corporatie|koninkrijk)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_EXECUTING = re.compile(
    r"\b(omgevingsdienst|veiligheidsregio|ggd|uitvoerings|uitvoeringsorganisatie|regionale dienst|rud|"
    r"meteorologische dienst|ict-dienst|servicecentrum|servicepunt|shared service)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\btussen\s+(?P<a>.+?)\s+en\s+(?P<b>.+?)(?:\s+(?:inzake|betreffende|over|ter|voor|tot|met)\b|$)", re.I
)
_AS_ROLE = re.compile(r"\bals\s+(opdrachtgever|opdrachtnemer)\b|\b(opdrachtgever|opdrachtnemer)\b", re.IGNORECASE)
_ONE_SIDED = ("dienstverleningsovereenkomst", "prestatieovereenkomst")
_MAX_NAME = 130
_NO_NAME = re.compile(
    r"^(partijen|in|op|bij|dat|voor|met|aan|uit|ter|overwegende|beschikking|besluit|verdrag|memorandum|overeenkomst|convenant)\b",
    re.IGNORECASE,
)
_CONSIDERATION = re.compile(r"^(overwegend|gelet|gezien|in aanmerking|komen|besluit)", re.IGNORECASE)


def parties(units: Sequence[Zin], agreement_type: str) -> tuple[Partij, ...]:
    """The parties in the order of the text, each once.

    Args:
        units: the sentences of the agreement.
        agreement_type: decides whether "omgevingsdienst" and "gemeente" are contractor and client or just parties.
    """
    opening = list(_opening(units))
    found = list(_with_alias(opening)) or list(_numbered(opening)) or list(_from_title(units))
    unique: dict[str, Partij] = {}
    for name, alias, context in found:
        key = (alias or name).lower().removeprefix("de ").removeprefix("het ")
        if key not in unique:
            unique[key] = Partij(name, alias, _role(name, alias, context, agreement_type))
    return _completed(tuple(unique.values()), agreement_type)


def _opening(units: Sequence[Zin]) -> Iterator[Zin]:
    """The sentences from the title to the considerations or the first article: where parties present themselves."""
    for unit in units:
        if unit.soort == "kop" and re.match(r"(artikel|hoofdstuk)?\s*(1|I)\b", unit.tekst, re.IGNORECASE):
            if not re.search(r"partij", unit.tekst, re.IGNORECASE):
                return
        elif unit.soort not in ("titel", "kop"):
            if _CONSIDERATION.match(unit.tekst):
                return
            yield unit


def _with_alias(opening: Sequence[Zin]) -> Iterator[tuple[str, str, str]]:
    """(name, alias, context) for each "…, hierna te noemen: de Dienst"."""
    waiting = ""
    for unit in opening:
        text, start = unit.tekst, 0
        waiting = "" if unit.nummer else waiting
        for match in _ALIAS.finditer(text):
            before = f"{waiting} {text[start : match.start()]}".strip()
            start, waiting = match.end(), ""
            alias = match["alias"].strip(" \"'„”‘’“")
            name = _name(before)
            if re.fullmatch(r"(de )?partij(en)?", alias, re.IGNORECASE) or (
                _TOGETHER.search(match["how"]) and not name
            ):
                continue
            if name:
                yield name, alias, before + " " + match[0]
        rest = text[start:].strip(" ;,.")
        waiting = f"{waiting} {rest}".strip()[-600:] if len(rest) > 3 and start == 0 else ""


def _numbered(opening: Sequence[Zin]) -> Iterator[tuple[str, str, str]]:
    """Organisations that open a paragraph before the considerations, without a short name."""
    for unit in opening:
        name = _name(unit.tekst)
        if name and _ORGANISATION.search(name):
            yield name, "", unit.tekst


def _from_title(units: Sequence[Zin]) -> Iterator[tuple[str, str, str]]:
    """ "Overeenkomst tussen A en B inzake …"."""
    for unit in units[:3]:
        if match := _BETWEEN.search(unit.tekst):
            for part in [*re.split(r",\s*(?:en\s+)?", match["a"]), match["b"]]:
                if 2 < len(part) <= _MAX_NAME:
                    yield part.strip(), "", ""
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


def _role(name: str, alias: str, context: str, agreement_type: str) -> Rol:
    if match := _AS_ROLE.search(alias) or _AS_ROLE.search(context):
        return "opdrachtgever" if "gever" in match[0].lower() else "opdrachtnemer"
    if agreement_type in _ONE_SIDED and _EXECUTING.search(f"{name} {alias}"):
        return "opdrachtnemer"
    return "partij"


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
