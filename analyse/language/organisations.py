"""Names of organisations in Dutch administrative text: a kind of organisation with its name ("gemeente Zandwijk")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BODIES = (
    r"(?:colleges?\s+van\s+)?burgemeester\s+en\s+wethouders|gedeputeerde\s+staten|openbaar\s+(?:lichaam|ministerie)"
)
_TOKEN = re.compile(
    rf"""\b(?:{_BODIES})\b | \[[^\]]*\] | [„“"‘][^”"’]{{1,60}}[”"’] | [^\s,;:()\[\]„“"”‘]+ | [,;:()]""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = (
    r"provincie|college|bestuur|staten|minister(?:ie)?|staatssecretaris|(?-i:Staat)|regering|koninkrijk|(?:bonds)?republiek"
    r"|groothertogdom|gewest|land(?:kreis)?|politie|brandweer|ggd|vereniging|stichting|coöperatie|center|centre|centrale"
    r"|rijkswaterstaat|universiteit|hogeschool|corporatie|agentschap|werkplein|platform|[bn]\.?v\.?"
)
_ENDING = (
    r"gemeente|dienst|schap|bureau|instituut|inspectie|archief|archivariaat|regio|(?<!stads)(?<!gemeente)kantoor|orgaan"
    r"|lichaam|raad|centrum|organisatie|bedrijf|autoriteit|administratie|district|fonds|parket|verband|directie|eenheid"
)
_KIND = re.compile(rf"(?:{_BODIES}|{_WHOLE}|(?!wetenschap)[\w-]*(?:{_ENDING}))", re.IGNORECASE)
_KIND_INSIDE = re.compile(rf"(?<![\w-]){_KIND.pattern}(?![\w-])", re.IGNORECASE)
_COMPANY = re.compile(r"\b[BN]\.?V\.?$")
_COMMON = re.compile(
    r"(?:gemeente|provincie|waterschap|college|dagelijks|algemeen|minister|staatssecretaris|regering|stichting|politie)\b",
    re.IGNORECASE,
)
_NEUTER = re.compile(
    r"(?:schap|bureau|instituut|archie[fv]\w*|kantoor|orgaan|lichaam|centr(?:um|e)|center|bedrijf|district|fonds|parket|verband"
    r"|college\b.*|bestuur|ministerie|koninkrijk|groothertogdom|gewest|land|werkplein|platform)$",
    re.IGNORECASE,
)
_BELONGS = {
    "college van burgemeester en wethouders": "gemeente", "burgemeester en wethouders": "gemeente", "raad": "gemeente",
    "gemeenteraad": "gemeente", "centrumgemeente": "gemeente", "regiogemeente": "gemeente",
    "college": "gemeente", "gedeputeerde staten": "provincie", "staten": "provincie", "openbaar lichaam": "",
}  # fmt: skip
_SINGULAR = {
    "gemeenten": "gemeente", "provincies": "provincie", "waterschappen": "waterschap", "raden": "raad",
    "colleges van burgemeester en wethouders": "college van burgemeester en wethouders", "regeringen": "regering",
    "omgevingsdiensten": "omgevingsdienst", "veiligheidsregio's": "veiligheidsregio",
}  # fmt: skip
_LINKS = frozenset(["van", "der", "den", "de", "het", "voor", "op", "aan", "te", "ten", "ter", "bij", "in", "'s", "’s"])
_LISTED = re.compile(r"ministers?|ministerie|staatssecretaris", re.IGNORECASE)  # "van Onderwijs, Cultuur en Wetenschap"
_PLACEHOLDER = re.compile(r"\[(?!.*datum).*\]", re.IGNORECASE)
_ARTICLES = frozenset(("de", "het", "een"))


class Organisatie(NamedTuple):
    """An organisation that a text names."""

    naam: str
    """Kind and name, without article; spelled out when the text has a list ("de gemeenten A en B")."""
    begin: int
    eind: int

    @property
    def sleutel(self) -> str:
        """The same for an organisation and its bodies: "gemeente zandwijk", also for its college."""
        kinds = list(_KIND_INSIDE.finditer(self.naam))
        kind = kinds[-1][0].lower() if kinds else ""
        return f"{_BELONGS.get(kind, kind)} {self.eigennaam}".strip()

    @property
    def eigennaam(self) -> str:
        """What stands after the last kind, in lower case; the whole name when nothing does."""
        kinds = list(_KIND_INSIDE.finditer(self.naam))
        words = self.naam[kinds[-1].end() if kinds else 0 :].strip(" ,").split()
        while words and words[0] in _LINKS:
            words = words[1:]
        return (" ".join(words) or self.naam).lower()


def with_article(name: str) -> str:
    """One name for an organisation, ready for a sentence: "Gemeente Zandwijk" → "de gemeente Zandwijk"."""
    first = _KIND_INSIDE.search(name)
    if first is None or _COMPANY.search(name) or name.lower().startswith(("de ", "het ")):
        return name
    rest = name[0].lower() + name[1:] if _COMMON.match(name) else name
    return f"{'het' if _NEUTER.search(first[0]) else 'de'} {rest}"


def organisations(text: str) -> list[Organisatie]:
    """The organisations that ``text`` names, in order; a kind without a name ("de gemeente") is none."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Organisatie] = []
    i = 0
    while i < len(tokens):
        singular = _SINGULAR.get(tokens[i][0].lower())
        if singular:
            made, i = _enumerated(tokens, i, singular)
            found += made
        elif _is_kind(tokens[i][0]):
            begin, end = _first(tokens, i, floor=found[-1].eind if found else 0), _last(tokens, i)
            start, stop = tokens[begin].start(), tokens[end].end()
            if _named(tokens, begin, i, end):
                found.append(Organisatie(_without_stop(text[start:stop]), start, stop))
            i = end + 1
        else:
            i += 1
    return found


def _without_stop(name: str) -> str:
    return name if _COMPANY.search(name) else name.rstrip(".")


def _named(tokens: Sequence[re.Match[str]], begin: int, kind: int, end: int) -> bool:
    """Is there a name beside the kind? The capital at the start of a sentence is none ("Geacht bestuur")."""
    low = tokens[kind][0][0].islower()
    return any(
        _is_name(tokens[j][0]) and not _is_kind(tokens[j][0]) and not (j == 0 and low) for j in range(begin, end + 1)
    )


def _enumerated(tokens: Sequence[re.Match[str]], i: int, kind: str) -> tuple[list[Organisatie], int]:
    """ "de gemeenten A, B en C" from its plural on, and where it ends."""
    found, j = [], i + 1
    link = ""
    while j < len(tokens) and tokens[j][0].lower() in (*_LINKS, *_SINGULAR, ":"):
        word = tokens[j][0].lower()
        link = "van" if word == "van" else f"van de {_SINGULAR[word]}" if link and word in _SINGULAR else link
        j += 1
    for name in _names(tokens, j):
        full = " ".join(filter(None, (kind, link, _without_stop(name[0]))))
        found.append(Organisatie(full, tokens[i].start(), name[1]))
    end = found[-1].eind if found else 0
    return found, next((k for k in range(i + 1, len(tokens)) if tokens[k].start() >= end), len(tokens))


def _names(tokens: Sequence[re.Match[str]], j: int) -> Iterator[tuple[str, int]]:
    """(name, where it ends) for each of "A, B en C"."""
    while j < len(tokens) and _is_name(tokens[j][0]) and not _is_kind(tokens[j][0]):
        end = j
        while end + 1 < len(tokens) and (_is_name(tokens[end + 1][0]) or _linked(tokens, end + 1)):
            end += 1
        yield " ".join(token[0] for token in tokens[j : end + 1]), tokens[end].end()
        j = end + 1
        while j < len(tokens) and tokens[j][0] in (",", "en"):
            j += 1


def _first(tokens: Sequence[re.Match[str]], i: int, floor: int) -> int:
    """Number of the first word of the name whose kind is word ``i``: "Regionaal Belastingkantoor"."""
    if tokens[i][0].lower() == "bestuur" and i and tokens[i - 1][0].lower() in ("dagelijks", "algemeen"):
        return i - 1
    begin = i
    while begin and tokens[begin - 1].start() >= floor and _is_name(tokens[begin - 1][0]):
        if tokens[begin - 1][0].lower() in _ARTICLES | {"en", "op", "in", "voor", "namens", "dat", "elke", "iedere"}:
            break
        begin -= 1
    return begin


def _last(tokens: Sequence[re.Match[str]], i: int) -> int:
    """Number of the last word of the name whose kind is word ``i``: "Minister van Onderwijs, Cultuur en Wetenschap"."""
    end = i
    several = _LISTED.fullmatch(tokens[i][0]) is not None
    while end + 1 < len(tokens):
        word, after = tokens[end + 1][0], tokens[end + 2][0] if end + 2 < len(tokens) else ""
        more = end > i and (word == "en" or (several and word == ",")) and _is_name(after) and not _is_kind(after)
        unit_of_police = word == "," and tokens[i][0].lower() == "politie" and _is_kind(after)
        if _is_name(word) or _linked(tokens, end + 1):
            end += 1
        elif more or unit_of_police:
            end += 2
        else:
            break
    return end


def _linked(tokens: Sequence[re.Match[str]], j: int) -> bool:
    """Does a small word from ``j`` on ("van de") lead to a name, or to a kind with a name?"""
    k = j
    while k < len(tokens) and tokens[k][0] in _LINKS and k - j < 3:
        k += 1
    if k == j:
        return _is_kind(tokens[j][0]) and tokens[j - 1][0] in _LINKS
    return k < len(tokens) and (_is_name(tokens[k][0]) or (_is_kind(tokens[k][0]) and tokens[k - 1][0] in _LINKS))


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word.startswith(("„", "“", '"', "‘")) or _PLACEHOLDER.fullmatch(word) is not None


def _is_kind(word: str) -> bool:
    return _KIND.fullmatch(word) is not None
