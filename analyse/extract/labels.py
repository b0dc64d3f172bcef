"""List labels ("3.2", "a.", "–") at the start of a paragraph, and how deep each one nests."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"""^(?P<label>
        \d{1,3}(?:\.\d{1,2}){1,4}\.?      # 3.2  3.2.1
      | \d{1,3}\s?[.)°]                   # 1.   1)
      | \(\d{1,2}\)                       # (1)
      | ([a-z])\2?\s?[.)°]                # a.   bb)
      | \(([a-z])\3?\)                   # (a)
      | \([A-Z]\)                         # (A)
      | \([ivx]{1,5}\)                    # (iv)
      | [ivx]{1,5}[.)]                    # iv.
      | [IVX]{1,5}\.                      # IV.
      | [A-Z][.)](?=\s+[A-Z])             # A. Titel
      | [-–—•▪●○◦■□·‐*]                   # dashes and bullets
    )(?:\s+|(?<=[-–—•▪●)])(?=[^\W\d]))(?=\S)""",
    re.VERBOSE,
)
_ROMAN = re.compile(r"^[ivx]+$")
# A line that ends like this runs on: the number on the next line belongs to the reference.
_REFERENCE_END = re.compile(
    r"(?<!\w)(artikel|artikelen|art\.|lid|leden|onder|onderdeel|bijlage|nr\.|nrs\.|en|of|€)$", re.IGNORECASE
)


def split_label(text: str) -> tuple[str, str]:
    """("a.", "de kosten") for "a. de kosten"; an empty label when there is none."""
    match = _LABEL.match(text)
    if not match:
        return "", text
    return match["label"].replace(" ", ""), text[match.end() :]


def starts_item(text: str, previous: str) -> bool:
    """Does a line start a list item, given the text of the line before it?"""
    return bool(_LABEL.match(text)) and not _REFERENCE_END.search(previous.rstrip())


_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


class Nesting:
    """Depth of list items from the order of their labels (1., a., i., –), also where a list in a list reuses a kind."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        """(kind, last number) of each list that is open, outermost first."""

    def __len__(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def reset(self) -> None:
        """Forget the lists so far; a heading came by."""
        self._open.clear()

    def depth(self, label: str, *, after_lead_in: bool = False) -> int:
        """1 for the outermost list, 0 for no label; a paragraph without label does not end the list around it.

        Args:
            label: the list label as printed.
            after_lead_in: the paragraph before ended in a colon, so a first label opens a list inside the list.
        """
        if not label:
            return 0
        readings = _readings(label)
        first = next((reading for reading in readings if reading[1] in (0, 1)), None)
        if not (after_lead_in and first):
            for exact in (True, False):
                for i in range(len(self._open) - 1, -1, -1):
                    for kind, number in readings:
                        if kind == self._open[i][0] and (not exact or number in (0, self._open[i][1] + 1)):
                            self._open[i:] = [(kind, number)]
                            return i + 1
        self._open.append(first or readings[0])
        return len(self._open)


def _readings(label: str) -> list[tuple[str, int]]:
    """What a label may be, likeliest first, as (kind, number): "i." is the ninth letter or the Roman one."""
    core = label.strip(".()°")
    if re.match(r"\d", core):
        return [(f"decimal{core.count('.')}", int(core.rsplit(".", 1)[-1]))]
    if not core.isalpha():
        return [(core[:1] or label, 0)]
    case = "upper" if core.isupper() else "lower"
    low = core.lower()
    readings = [(case + "letter", ord(low[0]) - ord("a") + 1)] if len(set(low)) == 1 else []
    if _ROMAN.match(low):
        readings.append((case + "roman", _roman_value(low)))
    return readings or [(core, 0)]


def _roman_value(low: str) -> int:
    values = [_ROMAN_VALUES.get(c, 0) for c in low]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))
