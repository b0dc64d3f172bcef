"""The neutral model of a document: what is written into every format, and so what a reader should find in it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

TEKSTEN = Path(__file__).parents[2] / "modellen" / "corpus" / "tekst"
GEKOZEN = ("001", "102", "004", "042", "043", "094", "095", "100")
"""Numbers of the texts of a full run: articles, paragraphs (§), decimal headings, letters; long and short."""
KLEIN = 2
"""How many of them a small run takes."""

Deelsoort = Literal["titel", "kop", "alinea", "lid", "tabel"]

_KOP = re.compile(r"^((?:artikel\s|§\s?)?\d+(?:\.\d+)*\.?(?:\s[–-](?=\s))?)\s*(.*)$", re.IGNORECASE)
_LID = re.compile(
    r"^(\d+\.\d+\.?|\d{1,2}[.)]|\(\d{1,2}\)|[a-z][.)]|\(?[ivx]+\)|\([a-z]\)|[A-Z]\.|\([A-Z]\)|[–•-])\s+(.+)$"
)
_CEL = re.compile(r"^([^:;]{1,45}): (.+)$")
_NOOT_OM_DE = 9  # paragraphs
_NOOT_VANAF = 90  # characters that a paragraph with a footnote has at least
_NOTEN = (
    "Zie het besluit van {n} maart 2025, kenmerk B-{n}047, waarin deze keuze nader is toegelicht.",
    "Dit sluit aan bij de werkwijze die de buurgemeenten sinds {n} jaar volgen.",
    "In de bijlage bij de begroting staat hoe dit onderdeel met {n} procent is verhoogd.",
    "Vergelijk onderdeel {n} van de handreiking van het regionale platform, tweede druk.",
    "Het overleg van {n} juni heeft hierover een afzonderlijk verslag gemaakt.",
)
_TARIEVEN = (
    "Adviseur bestuurszaken",
    "Toezichthouder in dienst van de uitvoerder, ook buiten kantooruren",
    "Administratief medewerker",
    "Projectleider",
    "Jurist bezwaar en beroep",
    "Gegevensbeheer, per maand",
)


@dataclass(frozen=True, slots=True)
class Deel:
    """A title, heading, paragraph, list item or table."""

    soort: Deelsoort
    tekst: str = ""
    label: str = ""
    """The number as a reader sees it ("Artikel 3.", "1.2", "a.", "–")."""
    niveau: int = 1
    """Depth of the heading or of the list, from 1."""
    rijen: tuple[tuple[str, ...], ...] = ()
    """Of a table, its header first."""
    noot: str = ""
    noot_nr: int = 0
    noot_na: int = 0
    """The footnote is called after so many characters of the text."""

    @property
    def helften(self) -> tuple[str, str]:
        """The text before and after the footnote call."""
        return (self.tekst[: self.noot_na], self.tekst[self.noot_na :]) if self.noot else (self.tekst, "")

    def volledig(self, *, met_noot: bool = True) -> str:
        """Label, text and footnote mark in one line; of a table, its cells."""
        if self.rijen:
            return " ".join(cel for rij in self.rijen for cel in rij)
        voor, na = self.helften
        mark = str(self.noot_nr) if self.noot and met_noot else ""
        return f"{self.label} {voor}{mark}{na}".strip()


@dataclass(frozen=True, slots=True)
class Model:
    """One text in reading order."""

    naam: str
    delen: tuple[Deel, ...]

    @property
    def titel(self) -> str:
        """Of the first part."""
        return self.delen[0].tekst

    @property
    def koptekst(self) -> str:
        """The running head; it is not part of what a reader should find."""
        return f"{self.titel[:60].rsplit(' ', 1)[0]} – versie 2"

    def zonder_noten(self) -> Model:
        """For formats that are rendered without footnotes."""
        return Model(self.naam, tuple(replace(deel, noot="", noot_nr=0, noot_na=0) for deel in self.delen))

    def begin(self, tekens: int) -> Model:
        """The first parts, up to about so many characters."""
        lengte, delen = 0, []
        for deel in self.delen:
            lengte += len(deel.volledig())
            if lengte > tekens:
                break
            delen.append(deel)
        return Model(self.naam, tuple(delen))


def modellen(*, klein: bool = False) -> list[Model]:
    """The models of the chosen texts."""
    gekozen = GEKOZEN[:KLEIN] if klein else GEKOZEN
    return [lees_model(next(TEKSTEN.glob(f"{nummer}-*.txt"))) for nummer in gekozen]


def lees_model(pad: Path) -> Model:
    """Parse one text: a unit a line, the title first, headings after "## "; made-up parts are the same every time."""
    titel, *regels = [regel.strip() for regel in pad.read_text(encoding="utf-8").splitlines() if regel.strip()]
    delen = [Deel("titel", titel), *_met_tabellen(_delen(regels))]
    rng = random.Random(pad.name)
    plaats = _na_kop(delen, len(delen) * 2 // 3)
    delen.insert(plaats, Deel("tabel", rijen=_tarieven(rng)))
    return Model(pad.stem, tuple(_met_noten(delen, rng)))


def _delen(regels: Sequence[str]) -> Iterator[Deel]:
    diep = False
    for regel in regels:
        is_kop = regel.startswith("#") or bool(re.match(r"Artikel \d+\b(?! van|,)", regel) and regel[-1] not in ".;:")
        regel = regel.lstrip("# ")
        if is_kop:
            gevonden = _KOP.match(regel)
            label, tekst = gevonden.groups() if gevonden else ("", regel)
            diep = False
            yield Deel("kop", tekst, label, 2 if re.fullmatch(r"\d+\.\d+\.?", label) else 1)
        elif gevonden := _LID.match(regel):
            label, tekst = gevonden.groups()
            is_nummer = label.strip("(")[0].isdigit() or label.strip("(")[0].isupper()
            diep = diep or is_nummer  # letters and dashes hang below a number, if one is open
            niveau = 1 if is_nummer else 1 + diep
            yield Deel("lid", tekst, label, niveau)
        else:
            diep = False
            yield Deel("alinea", regel)


def _cellen(deel: Deel) -> tuple[tuple[str, str], ...]:
    """(column, cell) of a line that the texts write for a table row: "Rol: jurist; Uren: 12"."""
    if deel.soort != "alinea":
        return ()
    gevonden = [_CEL.match(stuk) for stuk in deel.tekst.split("; ")]
    if len(gevonden) < 2 or not all(gevonden):
        return ()
    return tuple((m[1], m[2]) for m in gevonden if m)


def _met_tabellen(delen: Iterator[Deel]) -> Iterator[Deel]:
    """Lines with the same columns become a table, as they were in the agreement that the text stands for."""
    for kolommen, groep in groupby(delen, lambda deel: tuple(naam for naam, _ in _cellen(deel))):
        rijen = list(groep)
        if kolommen and len(rijen) > 1:
            yield Deel("tabel", rijen=(kolommen, *(tuple(cel for _, cel in _cellen(rij)) for rij in rijen)))
        else:
            yield from rijen


def _na_kop(delen: Sequence[Deel], vanaf: int) -> int:
    """The place after the paragraph below the first heading from ``vanaf`` on."""
    kop = next((i for i in range(vanaf, len(delen)) if delen[i].soort == "kop"), len(delen) - 2)
    return min(kop + 2, len(delen))


def _tarieven(rng: random.Random) -> tuple[tuple[str, ...], ...]:
    rijen = []
    for naam in _TARIEVEN:
        aantal, prijs = rng.randrange(12, 400), rng.randrange(60, 140)
        rijen.append((naam, f"{aantal} uur", f"€ {aantal * prijs:,}".replace(",", ".")))
    return (("Tarief", "Aantal", "Bedrag"), *rijen)


def _met_noten(delen: Sequence[Deel], rng: random.Random) -> Iterator[Deel]:
    """A footnote at every ninth long paragraph: by turns at its end and after a word in it."""
    lang, nr = 0, 0
    for deel in delen:
        if deel.soort not in ("alinea", "lid") or len(deel.tekst) < _NOOT_VANAF:
            yield deel
            continue
        lang += 1
        if lang % _NOOT_OM_DE != 4:
            yield deel
            continue
        nr += 1
        tekst = _NOTEN[nr % len(_NOTEN)].format(n=rng.randrange(2, 29))
        na = len(deel.tekst) if nr % 2 else deel.tekst.index(" ", len(deel.tekst) // 2)
        yield replace(deel, noot=tekst, noot_nr=nr, noot_na=na)
