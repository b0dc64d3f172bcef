"""The frozen data that crosses from room to room: file → document → sentences → labels → verdicts → report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple


class Kader(NamedTuple):
    """A box on a page in PDF points, origin top left."""

    pagina: int
    x0: float
    y0: float
    x1: float
    y1: float


class Woordvak(NamedTuple):
    """Where characters ``begin`` to ``eind`` of a block's text stand on the page."""

    begin: int
    eind: int
    kader: Kader


Bloksoort = Literal["titel", "kop", "alinea", "lijst", "tabelrij"]


@dataclass(frozen=True, slots=True)
class Blok:
    """A paragraph, heading, list item or table row of a document, in reading order."""

    tekst: str
    soort: Bloksoort = "alinea"
    pagina: int | None = None
    """1-based page on which the block starts; ``None`` where the format has no pages (DOCX)."""
    koppen: tuple[str, ...] = ()
    """Heading path from the outermost heading to the nearest one."""
    nummer: str = ""
    """List label as a reader sees it ("3.2", "a.", "–"); not part of ``tekst``."""
    niveau: int = 0
    """Depth of the list item, 1 for the outermost; 0 outside lists."""
    cellen: tuple[tuple[str, str], ...] = ()
    """(column header, cell) of a table row."""
    woorden: tuple[Woordvak, ...] = ()
    """Positions of the words of ``tekst``; empty where the format has no pages."""


Documentsoort = Literal["pdf", "docx", "odt", "doc", "txt"]


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file with its structure."""

    bestand: str
    """File name without folder."""
    sha256: str
    soort: Documentsoort
    paginas: int | None
    blokken: tuple[Blok, ...]
    waarschuwingen: tuple[str, ...] = ()
    ocr: bool = False
    ongelezen: bool = False
    """Some pages are pictures whose text was not recognised (yet)."""

    @property
    def tekens(self) -> int:
        """Number of characters of text, without list labels."""
        return sum(len(blok.tekst) for blok in self.blokken)


class Gehalte(StrEnum):
    """How much a sentence answers (corpus guideline): checkable, open to two readings, or put off."""

    CONCREET = "concreet"
    VAAG = "vaag"
    DOORGESCHOVEN = "doorgeschoven"


class Antwoord(StrEnum):
    """Verdict on a sub-question for the agreement as a whole."""

    BEANTWOORD = "beantwoord"
    VAAG = "vaag"
    DOORGESCHOVEN = "doorgeschoven"
    OPEN = "open"
    NVT = "nvt"
    """Does not apply here: only a person says so."""


class Woord(NamedTuple):
    """A token of a sentence as the Dutch pipeline sees it."""

    tekst: str
    lemma: str
    pos: str
    """Universal part of speech; empty when the language model has no tagger."""


@dataclass(frozen=True, slots=True)
class Label:
    """A sentence helps to answer a sub-question."""

    deelvraag: str
    gehalte: Gehalte
    kans: float
    """Probability in [0, 1] that the sentence is about the sub-question."""
    aanwijzingen: tuple[str, ...] = ()
    """What spoke for it most, in words for the reader; empty for an annotator's label."""


@dataclass(frozen=True, slots=True)
class Zin:
    """A sentence, list item, table row or heading: the unit that gets labels."""

    nr: int
    """1-based, in reading order over all documents of the agreement."""
    tekst: str
    document: int = 0
    soort: Bloksoort = "alinea"
    koppen: tuple[str, ...] = ()
    nummer: str = ""
    aanhef: str = ""
    """The lead-in of the list that the sentence is an item of ("De dienst draagt zorg voor:")."""
    pagina: int | None = None
    kaders: tuple[Kader, ...] = ()
    woorden: tuple[Woord, ...] = ()
    betekenis: tuple[float, ...] = ()
    """Vector of what it means (``language/encoder.py``); empty for headings, titles and sentences from a register."""
    labels: tuple[Label, ...] = ()

    @property
    def kop(self) -> str:
        """The nearest heading, empty before the first one."""
        return self.koppen[-1] if self.koppen else ""


Rol = Literal["opdrachtgever", "opdrachtnemer", "partij"]


@dataclass(frozen=True, slots=True)
class Partij:
    """A party to the agreement."""

    naam: str
    aanduiding: str = ""
    """The short name that the text itself gives ("de Dienst"); empty when it gives none."""
    rol: Rol = "partij"


@dataclass(frozen=True, slots=True)
class Vondst:
    """A fact found in a sentence: an amount, a date, a term."""

    zin: int
    """``nr`` of the sentence."""
    tekst: str


@dataclass(frozen=True, slots=True)
class Overeenkomst:
    """What the agreement says about itself."""

    titel: str
    type: str
    partijen: tuple[Partij, ...]
    bedragen: tuple[Vondst, ...] = ()
    data: tuple[Vondst, ...] = ()
    termijnen: tuple[Vondst, ...] = ()
    ontbrekende_bijlagen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Annex as the text names it → numbers of the sentences that refer to it, where the annex is not supplied."""

    def met_rol(self, rol: Rol) -> Partij | None:
        """First party with this role."""
        return next((p for p in self.partijen if p.rol == rol), None)


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """What a reviewer made of a sub-question (CONTRACT, ``beoordeling``)."""

    oordeel: Antwoord
    door: str
    op: str
    """Date and time of the last change, ISO 8601 in UTC."""
    notitie: str = ""
    bewijs_bij: tuple[int, ...] = ()
    bewijs_af: tuple[int, ...] = ()
    besproken: bool = False
    """Has been talked about with the other side."""


@dataclass(frozen=True, slots=True)
class Deeloordeel:
    """The verdict on one sub-question with its evidence: the reviewer's where there is one, else the models'."""

    id: str
    deelvraag: str
    oordeel: Antwoord
    bewijs: tuple[int, ...]
    toelichting: str
    gespreksvraag: str
    """What to ask at the table; empty when the sub-question is answered."""
    beoordeling: Beoordeling | None = None
    van_model: Deeloordeel | None = None
    """What the models said before the review; ``None`` without review."""


@dataclass(frozen=True, slots=True)
class Vraagoordeel:
    """A question with its sub-questions: ``beantwoord``, ``deels`` or ``open``."""

    id: str
    vraag: str
    oordeel: Literal["beantwoord", "deels", "open"]
    deelvragen: tuple[Deeloordeel, ...]


@dataclass(frozen=True, slots=True)
class Versie:
    """Name and version of a model or question set that a report was made with."""

    naam: str
    versie: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """Everything a report shows; the JSON form is CONTRACT.md's schema "1"."""

    documenten: tuple[Document, ...]
    overeenkomst: Overeenkomst
    vragenset: Versie
    taalmodel: Versie
    labelmodel: Versie
    zinnen: tuple[Zin, ...]
    vragen: tuple[Vraagoordeel, ...]
    waarschuwingen: tuple[str, ...] = ()

    def zin(self, nr: int) -> Zin:
        """The sentence with number ``nr``."""
        return self.zinnen[nr - 1]
