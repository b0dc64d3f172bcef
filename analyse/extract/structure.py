"""From raw paragraphs to blocks: which are headings, under which heading path does each stand, how deep are lists."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

from analyse.extract.labels import Nesting
from analyse.extract.paragraphs import is_article_heading
from analyse.extract.raw import RuwBlok
from analyse.types import Blok, Bloksoort, Woordvak

_MAX_HEADING = 140  # characters
_OUTER = re.compile(r"^(hoofdstuk|deel|titel|bijlage|annex)\b", re.IGNORECASE)
_MIDDLE = re.compile(r"^(afdeling|paragraaf|§)", re.IGNORECASE)
_ARTICLE_ONLY = re.compile(r"^(artikel|hoofdstuk|paragraaf|bijlage|§)\s*[0-9A-Z]+[a-z]?\s*[.:]?$", re.IGNORECASE)
_ROMAN_TITLE = re.compile(r"^[IVX]{1,5}\.?\s+[A-Z][^.;:]*$")
_DECIMAL = re.compile(r"^\d{1,2}(\.\d{1,2})*$")
_NUMBERED_TITLE = re.compile(r"^\d{1,2}(\.\d{1,2})*\.?\s+[A-Z]")
_NAMED = re.compile(
    r"^(overwegende?|overwegingen|considerans|preambule|ondertekening|definities|inleiding|partijen|slotbepalingen)$",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"overeenkomst|convenant|regeling|protocol|memorandum|verdrag|afspraken|concessie|besluit", re.I
)
_ARTICLE, _SUB = 3, 5  # levels: 1 hoofdstuk, bijlage; 2 paragraaf; 3 artikel; 4+ decimal parts; 5 unnumbered


def structured(raw: Sequence[RuwBlok]) -> tuple[Blok, ...]:
    """Blocks with heading paths and list depths, in the order given."""
    merged = _merged_headings([part for block in raw for part in _split_article(block)])
    body_size = _body_size(merged)
    title = _title_index(merged, body_size)
    nesting, path = Nesting(), _HeadingPath()
    blocks = []
    for i, block in enumerate(merged):
        level = _heading_level(block, body_size) if i != title else 0
        if i == title:
            blocks.append(Blok(block.tekst, "titel", block.pagina, woorden=block.woorden))
        elif level:
            text = f"{block.nummer} {block.tekst}".strip()
            path.enter(level, text)
            nesting.reset()
            blocks.append(Blok(text, "kop", block.pagina, path.names, woorden=_moved(block, len(text))))
        else:
            lead_in = bool(blocks) and blocks[-1].tekst.endswith(":")
            depth = 0 if block.cellen else nesting.depth(block.nummer, after_lead_in=lead_in)
            kind: Bloksoort = "tabelrij" if block.cellen else "lijst" if depth else "alinea"
            blocks.append(
                Blok(
                    tekst=block.tekst,
                    soort=kind,
                    pagina=block.pagina,
                    koppen=path.names,
                    nummer=block.nummer,
                    niveau=depth,
                    cellen=block.cellen,
                    woorden=block.woorden,
                )
            )
    return tuple(blocks)


class _HeadingPath:
    """The headings in force."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, str]] = []

    def enter(self, level: int, name: str) -> None:
        self._levels = [entry for entry in self._levels if entry[0] < level] + [(level, name)]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._levels)


def _heading_level(block: RuwBlok, body_size: float) -> int:
    """Depth of a heading (1 outermost), 0 for anything that is not a heading."""
    text = block.tekst
    if block.cellen or not _looks_like_heading(text):
        return 0
    full = f"{block.nummer} {text}".strip()
    if is_article_heading(full):
        return 1 if _OUTER.match(full) else 2 if _MIDDLE.match(full) else _ARTICLE
    decimal = _DECIMAL.match(block.nummer.rstrip("."))
    if block.kopniveau:
        return block.kopniveau
    prominent = block.vet or (body_size > 0 and block.grootte > body_size + 0.8) or _is_capitals(text)
    if decimal and (prominent or (not block.nummer.endswith(".") and len(text.split()) <= 8)):
        return 1 + block.nummer.rstrip(".").count(".")
    if _ROMAN_TITLE.match(full) and len(full.split()) <= 7:
        return 1
    if block.nummer and not decimal:
        return 0
    return _SUB if prominent or _NAMED.match(text) else 0


def _looks_like_heading(text: str) -> bool:
    if _ARTICLE_ONLY.match(text):
        return True
    return (
        1 < len(text) <= _MAX_HEADING
        and text[-1] not in ".;:,"
        and "|" not in text
        and (text[0].isupper() or text[0] in "§'‘’\"“[" or bool(_NUMBERED_TITLE.match(text)))
        and any(c.isalpha() for c in text)
        and len(text.split()) <= 20
    )


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)


def _merged_headings(raw: Sequence[RuwBlok]) -> list[RuwBlok]:
    """Join "Artikel 6" with the line below it, "Kosten", where the two are one heading."""
    merged: list[RuwBlok] = []
    for block in raw:
        above = merged[-1] if merged else None
        if (
            above
            and _ARTICLE_ONLY.match(f"{above.nummer} {above.tekst}".strip())
            and not block.nummer
            and not block.cellen
            and not _ARTICLE_ONLY.match(block.tekst)
            and len(block.tekst) <= 80
            and block.vet == above.vet
            and _looks_like_heading(block.tekst)
        ):
            text = f"{above.nummer} {above.tekst} {block.tekst}".strip()
            shift = len(text) - len(block.tekst)
            words = above.woorden + tuple(Woordvak(w.begin + shift, w.eind + shift, w.kader) for w in block.woorden)
            level = above.kopniveau or block.kopniveau
            merged[-1] = replace(above, tekst=text, nummer="", kopniveau=level, woorden=words)
        else:
            merged.append(block)
    return merged


def _split_article(block: RuwBlok) -> list[RuwBlok]:
    """ "Artikel 3" as the automatic number of a whole paragraph becomes a heading of its own above it."""
    if not _ARTICLE_ONLY.match(block.nummer) or _looks_like_heading(block.tekst):
        return [block]
    return [replace(block, tekst=block.nummer, nummer="", woorden=()), replace(block, nummer="")]


def _moved(block: RuwBlok, length: int) -> tuple[Woordvak, ...]:
    """Word positions after the list label was put back in front of the text."""
    shift = length - len(block.tekst)
    return tuple(Woordvak(w.begin + shift, w.eind + shift, w.kader) for w in block.woorden)


def _body_size(raw: Sequence[RuwBlok]) -> float:
    """Median font size, weighted by characters; 0 when the format gives none."""
    sizes = [block.grootte for block in raw if block.grootte for _ in range(1 + len(block.tekst) // 80)]
    return statistics.median(sizes) if sizes else 0.0


def _title_index(raw: Sequence[RuwBlok], body_size: float) -> int:
    """Which block is the title: declared by the format, or the largest, or the first of the opening lines."""
    opening: list[int] = []
    for i, block in enumerate(raw[:8]):
        if block.titel:
            return i
        if is_article_heading(block.tekst) or len(block.tekst) > 400:
            break
        if block.tekst[-1:] not in ".;:," and not block.cellen and not block.nummer:
            opening.append(i)
    if not opening:
        return -1
    largest = max(opening, key=lambda i: (raw[i].grootte, -i))
    if raw[largest].grootte > body_size + 0.8:
        return largest
    return next((i for i in opening if _AGREEMENT.search(raw[i].tekst)), opening[0])
