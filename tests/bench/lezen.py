"""How well are documents read, beside other readers? Run: ``python -m tests.bench.lezen [--klein]``.

Renders our own texts in every way that README.md lists, reads each with every reader, and prints one table.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.lezers import LEZERS, Gelezen, Lezer, lezers, stil
from tests.bench.maken import Bestand, Weergave, aantal_paginas, weergaven
from tests.bench.meten import Cijfers, meet, snelste
from tests.bench.model import modellen

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]

_KEREN = 3  # runs of the text by which speed is measured
_BREEDTE = 150
_PAKKETTEN = (
    *("pypdfium2", "pdfplumber", "pdfminer.six", "pypdf", "python-docx", "mammoth", "weasyprint", "typst"),
    *("pikepdf", "pillow", "numpy", "rapidfuzz"),
)
_KOLOMMEN = ("weergave", "lezer", "CER", "noten", "volgorde", "labels", "koppen", "cellen", "heel", "blokken", "blz/s")


@dataclass(slots=True)
class Rij:
    """One reader on one rendering: the sum over the texts."""

    weergave: str
    lezer: str
    cijfers: Cijfers = field(default_factory=Cijfers)
    per_tekst: dict[str, Cijfers] = field(default_factory=dict)
    fouten: dict[str, str] = field(default_factory=dict)
    blz_per_seconde: float | None = None

    def als_dict(self) -> dict[str, Any]:
        """For the JSON file."""
        return {
            "weergave": self.weergave,
            "lezer": self.lezer,
            "blz_per_seconde": self.blz_per_seconde,
            **self.cijfers.als_dict(),
            "per_tekst": {naam: cijfers.als_dict() for naam, cijfers in self.per_tekst.items()},
            "fouten_bij": self.fouten,
        }


def rekentijd() -> float:
    """Processor seconds of this process and of the programs that it started and that have ended."""
    eigen = time.process_time()  # finer than os.times(), which counts hundredths
    if resource is None:  # Windows: without the programs that were started
        return eigen
    kinderen = resource.getrusage(resource.RUSAGE_CHILDREN)
    return eigen + kinderen.ru_utime + kinderen.ru_stime


def lees_weergave(weergave: Weergave, lezer: Lezer, paginas: Sequence[int | None], keren: int = _KEREN) -> Rij:
    """Read every document of a rendering; a reader that fails on one gets "fout" there, and the rest goes on.

    Args:
        weergave: the documents.
        lezer: who reads them.
        paginas: number of pages of each document, as far as known.
        keren: runs of the first document, of which the fastest counts.
    """
    rij = Rij(weergave.naam, lezer.naam)
    for nr, bestand in enumerate(weergave.bestanden):
        try:
            gelezen, seconden = _lees(lezer, bestand, keren if nr == 0 else 1)
        except Exception as fout:  # any reader may fail in any way, which is a result too
            rij.fouten[bestand.model.naam] = f"fout: {fout}" if str(fout) else f"fout: {type(fout).__name__}"
            continue
        aantal = paginas[nr]
        if nr == 0 and aantal:
            rij.blz_per_seconde = aantal / max(seconden, 1e-3)
        rij.per_tekst[bestand.model.naam] = meet(bestand.model, gelezen)
        rij.cijfers += rij.per_tekst[bestand.model.naam]
        _bewaar(bestand, lezer, gelezen)
    return rij


def _lees(lezer: Lezer, bestand: Bestand, keren: int) -> tuple[Gelezen, float]:
    return snelste(lambda: lezer.lees(bestand.pad), keren, rekentijd)


def _bewaar(bestand: Bestand, lezer: Lezer, gelezen: Gelezen) -> None:
    """Beside the document: what was written and what was read, to compare with ``diff``."""
    naam = "".join(teken if teken.isalnum() else "-" for teken in lezer.naam)
    verwacht = "\n".join(deel.volledig() for deel in bestand.model.delen)
    bestand.pad.with_suffix(".verwacht.txt").write_text(verwacht + "\n", encoding="utf-8")
    bestand.pad.with_suffix(f".{naam}.txt").write_text("\n".join(gelezen.regels) + "\n", encoding="utf-8")


def meet_alles(map_: Path, *, klein: bool, alleen: str, meld: Callable[[str], None]) -> list[Rij]:
    """Render, read and measure everything; ``map_`` is an existing, empty folder."""
    stil()
    for lezer in LEZERS:
        if lezer.ontbreekt:
            meld(f"OVERGESLAGEN: lezer {lezer.naam}: {lezer.nodig.lstrip('$')} is niet geïnstalleerd")
    rijen: list[Rij] = []
    bekend: dict[str, int] = {}  # Word files have as many pages as LibreOffice makes of them
    for weergave in weergaven(modellen(klein=klein), map_, klein=klein, alleen=alleen, meld=meld):
        paginas: list[int | None] = []
        for bestand in weergave.bestanden:
            if bestand.pad.suffix == ".pdf":
                aantal = aantal_paginas(bestand.pad)
                if weergave.naam == "LibreOffice":
                    bekend[bestand.model.naam] = aantal
            else:
                aantal = bekend.get(bestand.model.naam, 0)
            paginas.append(aantal or None)
        for lezer in lezers(weergave.bestanden[0].pad.suffix, is_scan=weergave.is_scan):
            if not lezer.ontbreekt:
                keren = 1 if weergave.is_scan or klein else _KEREN
                rijen.append(lees_weergave(weergave, lezer, paginas, keren))
                print(f"{weergave.naam} / {lezer.naam}", file=sys.stderr)
    return rijen


def tabel(rijen: Sequence[Rij]) -> Table:
    """One table for all renderings and readers."""
    uit = Table(title="Lezen: wat lezers van onze eigen teksten terugvinden", header_style="bold")
    for nr, naam in enumerate(_KOLOMMEN):
        uit.add_column(naam, justify="left" if nr < 2 else "right", no_wrap=nr != 0)
    vorige = ""
    for rij in rijen:
        if vorige and rij.weergave != vorige:
            uit.add_section()
        naam = rij.weergave if rij.weergave != vorige else ""
        vorige = rij.weergave
        if not rij.per_tekst:
            uit.add_row(naam, rij.lezer, f"[red]{_kort(rij)}[/red]")
            continue
        uit.add_row(naam, rij.lezer, *_waarden(rij), style="bold" if rij.lezer.startswith("analyse") else "")
        if rij.fouten:
            uit.add_row("", "", f"[red]{_kort(rij)}[/red]")
    return uit


def _kort(rij: Rij) -> str:
    tekst = next(iter(rij.fouten.values()))[:60].replace("[", r"\[")
    return f"{tekst} ({len(rij.fouten)}×)"


def _waarden(rij: Rij) -> list[str]:
    cijfers = rij.cijfers.als_dict()
    vals = f" +{rij.cijfers.koppen_vals}" if rij.cijfers.koppen_vals else ""
    aandelen = ("aandeel_labels", "aandeel_koppen", "aandeel_cellen", "aandeel_heel", "aandeel_blokken")
    labels, koppen, *rest = (_procent(cijfers[naam], 1) for naam in aandelen)
    snelheid = _snelheid(rij.blz_per_seconde)
    eerste = (_procent(cijfers[naam], 2) for naam in ("cer", "cer_noten", "volgorde"))
    return [*eerste, labels, koppen + vals, *rest, snelheid]


def _snelheid(waarde: float | None) -> str:
    return "–" if waarde is None else f"{waarde:.0f}" if waarde >= 20 else f"{waarde:.2g}"


def _procent(waarde: float | int | None, decimalen: int) -> str:
    return "–" if waarde is None else f"{100 * waarde:.{decimalen}f}%"


def _versies() -> dict[str, str]:
    gevonden = {"python": platform.python_version(), "machine": platform.machine()}
    for naam in _PAKKETTEN:
        with contextlib.suppress(PackageNotFoundError):
            gevonden[naam] = version(naam)
    return gevonden


def main(argumenten: Sequence[str] | None = None) -> int:
    """Parse, measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lezen", description=__doc__)
    parser.add_argument("--klein", action="store_true", help="two texts and one scan")
    parser.add_argument("--alleen", default="", metavar="NAAM", help="only renderings with this in their name")
    parser.add_argument("--uit", type=Path, metavar="JSON", help="write all figures to this file")
    parser.add_argument("--bewaar", type=Path, metavar="MAP", help="keep documents and readings in this new folder")
    keuze = parser.parse_args(argumenten)
    console = Console(width=max(_BREEDTE, Console().width))
    with contextlib.ExitStack() as stapel:
        if keuze.bewaar:
            keuze.bewaar.mkdir(parents=True)
            map_ = keuze.bewaar
        else:
            map_ = Path(stapel.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))

        def meld(tekst: str) -> None:
            console.print(tekst, style="bold red", highlight=False, markup=False)

        rijen = meet_alles(map_, klein=keuze.klein, alleen=keuze.alleen, meld=meld)
    console.print(tabel(rijen))
    if keuze.uit:
        inhoud = {"versies": _versies(), "klein": keuze.klein, "rijen": [rij.als_dict() for rij in rijen]}
        keuze.uit.write_text(json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if rijen else 1


if __name__ == "__main__":
    sys.exit(main())
