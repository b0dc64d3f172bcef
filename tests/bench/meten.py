"""Compare what a reader found with what was written.

All counts add up over texts; the shares are taken of the sums. Letters are compared as they are, except white space.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from tests.bench.lezers import Cel, Gelezen
from tests.bench.model import Deel, Model

_PROEF = 32  # letters by which a paragraph is found back
_MINSTE = 12  # letters that a paragraph needs to be found by
_GELIJKEND = 85  # of 100: below it a paragraph is not found
_NOOT_GELIJKEND = 70
_LABEL_TEKST = 14  # characters of the text that must follow the label
_STREEP = re.compile(r"^[–•▪‐*-](?=\s?\S)")
_VOOR_NOOT = re.compile(r"[\[(]?\d{1,2}[\])]?\.?\s*$")


@dataclass(slots=True)
class Cijfers:
    """Counts of one reading, or the sum of several."""

    fouten: int = 0
    """Letters to insert, delete or replace."""
    tekens: int = 0
    noot_fouten: int = 0
    noot_tekens: int = 0
    omgekeerd: int = 0
    """Neighbouring paragraphs that were found in reversed order."""
    paren: int = 0
    labels_goed: int = 0
    labels: int = 0
    koppen_goed: int = 0
    koppen_vals: int = 0
    """Headings that the text does not have."""
    koppen: int = 0
    cellen_goed: int = 0
    cellen: int = 0
    heel: int = 0
    """Paragraphs whose letters stand together in the output."""
    blokken_goed: int = 0
    """Paragraphs that are a block of their own."""
    alineas: int = 0

    def __add__(self, ander: Cijfers) -> Cijfers:
        return Cijfers(*(getattr(self, veld.name) + getattr(ander, veld.name) for veld in fields(self)))

    def als_dict(self) -> dict[str, float | int | None]:
        """The counts with the shares that the table shows; ``None`` where there was nothing to count."""
        return asdict(self) | {
            "cer": deel(self.fouten, self.tekens),
            "cer_noten": deel(self.noot_fouten, self.noot_tekens),
            "volgorde": deel(self.omgekeerd, self.paren),
            "aandeel_labels": deel(self.labels_goed, self.labels),
            "aandeel_koppen": deel(self.koppen_goed, self.koppen),
            "aandeel_cellen": deel(self.cellen_goed, self.cellen),
            "aandeel_heel": deel(self.heel, self.alineas if self.tekens else 0),
            "aandeel_blokken": deel(self.blokken_goed, self.alineas if self.koppen else 0),
        }


def deel(teller: int, noemer: int) -> float | None:
    """A share, ``None`` of nothing."""
    return teller / noemer if noemer else None


def meet(model: Model, gelezen: Gelezen) -> Cijfers:
    """Compare one reading with the model of its text."""
    cijfers = Cijfers()
    if gelezen.cellen is not None:
        verwacht = _cellen(model)
        cijfers.cellen, cijfers.cellen_goed = verwacht.total(), (verwacht & _schoon(gelezen.cellen)).total()
    if gelezen.alleen_cellen:
        return cijfers
    tekst = gelezen.tekst
    for noot in (stuk.noot for stuk in model.delen if stuk.noot):
        tekst, fouten = _zonder_noot(tekst, _gewoon(noot))
        cijfers.noot_fouten += fouten
        cijfers.noot_tekens += len(noot)
    volledig = [_gewoon(" ".join(stuk.volledig(met_noot=met) for stuk in model.delen)) for met in (True, False)]
    cijfers.tekens = len(volledig[0])
    cijfers.fouten = min(Levenshtein.distance(verwacht, tekst) for verwacht in volledig)
    letters = _letters(tekst)
    cijfers.omgekeerd, cijfers.paren = _volgorde(model, letters)
    cijfers.labels_goed, cijfers.labels = _labels(model, gelezen.regels)
    alineas = [stuk for stuk in model.delen if stuk.soort != "tabel"]
    cijfers.alineas = len(alineas)
    cijfers.heel = sum(any(vorm in letters for vorm in _vormen(stuk)) for stuk in alineas)
    if gelezen.blokken is not None:
        cijfers.blokken_goed = _in(alineas, gelezen.blokken)[0]
    if gelezen.koppen is not None:
        koppen = [stuk for stuk in model.delen if stuk.soort == "kop"]
        cijfers.koppen = len(koppen)
        cijfers.koppen_goed, cijfers.koppen_vals = _in(koppen, gelezen.koppen)
    return cijfers


def _gewoon(tekst: str) -> str:
    return " ".join(tekst.split())


def _letters(tekst: str) -> str:
    """Only letters and digits, without ligatures and case: for finding, not for counting errors."""
    return "".join(teken for teken in unicodedata.normalize("NFKC", tekst).casefold() if teken.isalnum())


def _vormen(stuk: Deel) -> set[str]:
    """The letters of a paragraph with and without its footnote mark."""
    return {_letters(stuk.volledig(met_noot=met)) for met in (True, False)}


def _in(delen: Sequence[Deel], gevonden: Sequence[str]) -> tuple[int, int]:
    """(how many parts are one of the found texts, how many found texts are none of the parts)."""
    over = Counter(map(_letters, gevonden))
    goed = 0
    for stuk in delen:
        vorm = next((vorm for vorm in _vormen(stuk) if over[vorm] > 0), None)
        if vorm is not None:
            over[vorm] -= 1
            goed += 1
    return goed, over.total()


def _zonder_noot(tekst: str, noot: str) -> tuple[str, int]:
    """The text without the footnote, wherever it stood, and the errors in the footnote."""
    plaats = fuzz.partial_ratio_alignment(noot, tekst, score_cutoff=_NOOT_GELIJKEND)
    if plaats is None:
        return tekst, len(noot)
    begin, eind = plaats.dest_start, plaats.dest_end
    fouten = Levenshtein.distance(noot, tekst[begin:eind])
    return f"{_VOOR_NOOT.sub('', tekst[:begin]).rstrip()} {tekst[eind:].lstrip()}", fouten


def _volgorde(model: Model, letters: str) -> tuple[int, int]:
    """(neighbouring paragraphs in reversed order, neighbouring paragraphs that were both found)."""
    verwacht = [_letters(stuk.volledig(met_noot=False)) for stuk in model.delen]
    alles = "".join(verwacht)
    # a paragraph that begins like another one cannot be told from it
    proeven = [stuk[:_PROEF] for stuk in verwacht if len(stuk) >= _MINSTE and alles.count(stuk[:_PROEF]) == 1]
    plaatsen = [_plaats(proef, letters) for proef in proeven]
    paren = [(a, b) for a, b in pairwise(plaatsen) if a is not None and b is not None]
    return sum(b < a for a, b in paren), len(paren)


def _plaats(proef: str, letters: str) -> int | None:
    precies = letters.find(proef)
    if precies >= 0:
        return precies
    gelijkend = fuzz.partial_ratio_alignment(proef, letters, score_cutoff=_GELIJKEND)
    return gelijkend.dest_start if gelijkend else None


def _labels(model: Model, regels: Sequence[str]) -> tuple[int, int]:
    """(headings and items whose label begins a line, right before their text, headings and items)."""
    gevonden = [_aaneen(regel) for regel in regels if regel.strip()]
    delen = [stuk for stuk in model.delen if stuk.label or stuk.soort == "kop"]
    return sum(_begint(stuk, gevonden) for stuk in delen), len(delen)


def _begint(stuk: Deel, regels: Sequence[str]) -> bool:
    begin = _aaneen(f"{stuk.label} {stuk.helften[0]}")
    begin = begin[: len(_aaneen(stuk.label)) + _LABEL_TEKST]
    return any(regel.startswith(begin) for regel in regels)


def _aaneen(regel: str) -> str:
    """Without white space, and with one kind of dash as list mark: which one it is, is a matter of taste."""
    return "".join(_STREEP.sub("•", regel.strip()).split())


def _cellen(model: Model) -> Counter[Cel]:
    return Counter(_rijcellen(model))


def _rijcellen(model: Model) -> Iterator[Cel]:
    for kop, *rijen in (stuk.rijen for stuk in model.delen if stuk.rijen):
        for rij in rijen:
            yield from ((_gewoon(rij[0]), _gewoon(naam), _gewoon(cel)) for naam, cel in zip(kop, rij, strict=True))


def _schoon(cellen: Counter[Cel]) -> Counter[Cel]:
    schoon: Counter[Cel] = Counter()
    for (rij, kop, cel), aantal in cellen.items():
        schoon[_gewoon(rij), _gewoon(kop), _gewoon(cel)] += aantal
    return schoon


def snelste(lees: Callable[[], Gelezen], keren: int, klok: Callable[[], float]) -> tuple[Gelezen, float]:
    """The reading and its least processor time of so many runs."""
    tijden = []
    for _ in range(keren):
        begin = klok()
        gelezen = lees()
        tijden.append(klok() - begin)
    return gelezen, min(tijden)
