"""Word's automatic numbering ("Artikel 3", "3.2", "a."), which is in no paragraph's text.

Follows ECMA-376 part 1, 17.9: numbering stands on the paragraph or comes through its style (and the styles that one is
based on); a ``num`` points to an ``abstractNum``, possibly by way of a numbering style; levels restart when a level
above them counts, unless ``lvlRestart`` says otherwise; ``startOverride`` restarts the first time its ``num`` is used.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

_BULLETS = ("•", "–", "▪")
_MAX_BASED_ON = 20  # styles may point at each other in a circle


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an abstract numbering."""

    format: str
    text: str
    start: int
    restart_after: int | None
    """``w:lvlRestart``: 0 never restarts; n restarts after level n; ``None`` after any level above."""
    legal: bool
    """``w:isLgl``: show all numbers as decimals."""
    style: str


class WordNumbering:
    """Gives each paragraph its label, in document order: it keeps the counters."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {s.get(qn("w:styleId")): s for s in document.styles.element.findall(qn("w:style"))}
        try:
            self._root: Any = document.part.part_related_by(RT.NUMBERING).element
        except KeyError:  # ``document.part.numbering_part`` would try to make one
            self._root = None
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._overridden: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> tuple[str, int]:
        """(label, level) of a ``w:p``; ("", -1) when it is not numbered. Counts: call once per paragraph."""
        num_id, ilvl = self._reference(paragraph)
        if num_id in ("", "0") or num_id not in self._nums:
            return "", -1
        abstract, levels = self._nums[num_id]
        level = levels.get(ilvl)
        if level is None:
            return "", -1
        numbers = self._count(num_id, abstract, ilvl, levels)
        if level.format == "bullet":
            return _BULLETS[min(ilvl, len(_BULLETS) - 1)], ilvl
        return _filled(level, levels, numbers), ilvl

    def _count(self, num_id: str, abstract: str, ilvl: int, levels: dict[int, Level]) -> dict[int, int]:
        counters = self._counters[abstract]
        override = self._start_overrides.get((num_id, ilvl))
        if override is not None and (num_id, ilvl) not in self._overridden:
            self._overridden.add((num_id, ilvl))
            counters[ilvl] = override
        else:
            counters[ilvl] = counters.get(ilvl, levels[ilvl].start - 1) + 1
        for deeper, level in levels.items():
            after = level.restart_after
            if deeper > ilvl and after != 0 and (after is None or ilvl < after):
                counters.pop(deeper, None)
        for above in range(ilvl):
            counters.setdefault(above, levels[above].start if above in levels else 1)
        return counters

    def _reference(self, paragraph: Any) -> tuple[str, int]:
        """(numId, ilvl) on the paragraph itself or through its style."""
        properties = paragraph.find(qn("w:pPr"))
        style_id = _value(properties, "w:pStyle") or self._default_style
        own = properties.find(qn("w:numPr")) if properties is not None else None
        num_id = _value(own, "w:numId")
        ilvl = _value(own, "w:ilvl")
        if num_id:
            return num_id, int(ilvl or 0)
        for style in self.style_chain(style_id):
            numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            inherited = _value(numbering, "w:numId")
            if inherited:
                by_style = self._level_of_style(inherited, style.get(qn("w:styleId")))
                return inherited, int(ilvl or _value(numbering, "w:ilvl") or by_style)
        return "", 0

    def style_chain(self, style_id: str) -> list[Any]:
        """The style and the styles it is based on, nearest first."""
        chain: list[Any] = []
        while style_id in self._styles and len(chain) < _MAX_BASED_ON:
            chain.append(self._styles[style_id])
            style_id = _value(chain[-1], "w:basedOn")
        return chain

    def _level_of_style(self, num_id: str, style_id: str) -> int:
        _, levels = self._nums.get(num_id, ("", {}))
        return next((i for i, level in levels.items() if level.style == style_id), 0)

    @cached_property
    def _default_style(self) -> str:
        for style_id, style in self._styles.items():
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                return str(style_id)
        return ""

    @cached_property
    def _nums(self) -> dict[str, tuple[str, dict[int, Level]]]:
        """numId → (abstractNumId that keeps the count, levels)."""
        if self._root is None:
            return {}
        abstracts = {a.get(qn("w:abstractNumId")): a for a in self._root.findall(qn("w:abstractNum"))}
        result = {}
        for num in self._root.findall(qn("w:num")):
            abstract_id = self._linked(_value(num, "w:abstractNumId"), abstracts)
            if abstract_id not in abstracts:
                continue
            levels = _levels(abstracts[abstract_id])
            for override in num.findall(qn("w:lvlOverride")):
                levels |= _levels(override)
            result[num.get(qn("w:numId"))] = (abstract_id, levels)
        return result

    def _linked(self, abstract_id: str, abstracts: dict[str, Any]) -> str:
        """Follow ``w:numStyleLink`` to the abstract numbering that has the levels."""
        link = _value(abstracts.get(abstract_id), "w:numStyleLink")
        if not link:
            return abstract_id
        return next((i for i, a in abstracts.items() if _value(a, "w:styleLink") == link), abstract_id)

    @cached_property
    def _start_overrides(self) -> dict[tuple[str, int], int]:
        if self._root is None:
            return {}
        found = {}
        for num in self._root.findall(qn("w:num")):
            for override in num.findall(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                if start:
                    found[(num.get(qn("w:numId")), int(override.get(qn("w:ilvl"))))] = int(start)
        return found


def _levels(parent: Any) -> dict[int, Level]:
    levels = {}
    for lvl in parent.findall(qn("w:lvl")):
        restart = _value(lvl, "w:lvlRestart")
        levels[int(lvl.get(qn("w:ilvl")))] = Level(
            format=_value(lvl, "w:numFmt") or "decimal",
            text=_value(lvl, "w:lvlText"),
            start=int(_value(lvl, "w:start") or 1),
            restart_after=int(restart) if restart else None,
            legal=lvl.find(qn("w:isLgl")) is not None,
            style=_value(lvl, "w:pStyle"),
        )
    return levels


def _value(parent: Any, tag: str) -> str:
    """``w:val`` of a child element, empty when parent or child is absent."""
    child = parent.find(qn(tag)) if parent is not None else None
    return str(child.get(qn("w:val")) or "") if child is not None else ""


def _filled(level: Level, levels: dict[int, Level], numbers: dict[int, int]) -> str:
    """The level's text with its %1, %2 … filled in."""
    text = level.text
    for i in range(9):
        if f"%{i + 1}" in text:
            shape = "decimal" if level.legal else levels[i].format if i in levels else "decimal"
            text = text.replace(f"%{i + 1}", _number(numbers.get(i, 1), shape))
    return text.strip()


def _number(n: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman"):
        roman = _roman(n)
        return roman if shape == "upperRoman" else roman.lower()
    return {"decimalZero": f"{n:02}", "ordinal": f"{n}e", "none": ""}.get(shape, str(n))


def _roman(n: int) -> str:
    result = ""
    for value, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
                        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        count, n = divmod(n, value)
        result += sign * count
    return result
