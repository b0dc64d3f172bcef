"""Where a sentence stands, as people say it: "Artikel 6.2 (Kosten)", "Artikel 6, lid 2, onderdeel a"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyse.extract.labels import split_label
from analyse.types import Zin

_ARTICLE = re.compile(r"^artikel\s+(?P<nr>[0-9]+[a-z]?|[IVX]+)\s*[.:–-]?\s*(?P<titel>.*)$", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?P<soort>hoofdstuk|paragraaf|bijlage|afdeling|deel)\s+(?P<nr>\S+?)\s*[.:–-]?\s+(?P<titel>.*)$", re.I
)
_MAX_TITLE = 60
_RECITALS = 25  # sentences: how far above a recital its "overwegende dat" may stand


def place(units: Sequence[Zin], nr: int) -> str:
    """The place of sentence ``nr``; starts with a capital.

    Args:
        units: all sentences of the agreement; ``units[nr - 1]`` is the one meant.
        nr: number of the sentence.
    """
    unit = units[nr - 1]
    if not unit.kop:
        return "De considerans" if _is_recital(units, nr) else "Het begin van de tekst"
    article = next((match for kop in reversed(unit.koppen) if (match := _ARTICLE.match(kop))), None)
    if article:
        below = "" if _ARTICLE.match(unit.kop) else unit.kop
        title = below or article["titel"]
        return f"Artikel {_within(article['nr'], _labels(units, nr))}" + _in_brackets(title)
    if named := _NAMED.match(unit.kop):
        return f"{named['soort'].capitalize()} {named['nr']}" + _in_brackets(named["titel"])
    label, title = split_label(unit.kop)
    if match := re.match(r"^(\d+(?:\.\d+)*)\.?\s+(.*)$", unit.kop):
        label, title = match[1], match[2]
    if label and label[0].isdigit():
        return f"Paragraaf {label.rstrip('.')}" + _in_brackets(title)
    return f"De tekst onder ‘{_short(unit.kop)}’"


def _labels(units: Sequence[Zin], nr: int) -> list[str]:
    """Labels of the lid and onderdeel that a sentence stands in, outermost first."""
    unit = units[nr - 1]
    labels: list[str] = []
    for earlier in reversed(units[:nr]):
        if earlier.koppen != unit.koppen or earlier.document != unit.document:
            break
        core = earlier.nummer.strip(".()°")
        if core and not labels:
            labels.append(core)
            if re.match(r"\d", core):
                break
        elif core and re.match(r"\d", core):
            labels.insert(0, core)
            break
    return labels


def _within(article: str, labels: Sequence[str]) -> str:
    text = article
    for label in labels:
        if label.startswith(f"{article}."):
            text = label
        elif re.match(r"\d", label):
            text += f", lid {label}"
        elif label.isalpha():
            text += f", onderdeel {label}"
    return text


def _is_recital(units: Sequence[Zin], nr: int) -> bool:
    earlier = units[max(0, nr - _RECITALS) : nr]
    return any(re.search(r"\b(in\s+aanmerking|overweg\w+|gelet\s+op)\b|^dat\b", u.tekst, re.I) for u in earlier)


def _in_brackets(title: str) -> str:
    title = _short(re.sub(r"[()]", "", title).strip(" .:"))
    return f" ({title})" if title else ""


def _short(text: str) -> str:
    return text if len(text) <= _MAX_TITLE else text[: _MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"
