"""Render the neutral models with the programs that people make agreements with; what is not installed is left out."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium

from tests.bench import opmaak, scans
from tests.bench.model import Model
from tests.bench.word import schrijf_docx

_SECONDEN = 240  # LibreOffice on a busy machine
_KANTOOR = 3  # texts for the formats that are converted before they can be read
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Overgeslagen(Exception):  # noqa: N818 - it is not an error
    """A program is not installed."""


@dataclass(frozen=True, slots=True)
class Bestand:
    """A rendered document and what it holds."""

    pad: Path
    model: Model


@dataclass(frozen=True, slots=True)
class Weergave:
    """One way of rendering, with the documents made so."""

    naam: str
    bestanden: tuple[Bestand, ...]
    is_scan: bool = False


def weergaven(
    modellen: Sequence[Model], map_: Path, *, klein: bool, alleen: str, meld: Callable[[str], None]
) -> Iterator[Weergave]:
    """Every rendering whose name contains ``alleen``; each is made when it is asked for.

    Args:
        modellen: with footnotes; renderings without get them stripped.
        map_: an existing folder.
        klein: fewer scans.
        alleen: part of a name; empty for all.
        meld: is told what is left out.
    """
    makers: dict[str, Callable[[Sequence[Model], Path], list[Bestand]]] = {
        "WeasyPrint, een kolom": _weasyprint("een kolom"),
        "WeasyPrint, twee kolommen": _weasyprint("twee kolommen"),
        "WeasyPrint, kop, voet en noten": _weasyprint("kop, voet en noten"),
        "Chromium": _chromium,
        "Typst": _typst,
        "LibreOffice": _libreoffice("pdf"),
        "regel voor regel door twee kolommen": _vijandig,
        "DOCX": _docx,
        "ODT": _libreoffice("odt", _KANTOOR),
        "DOC": _libreoffice("doc", _KANTOOR),
    }
    for nr, (naam, maak) in enumerate(makers.items()):
        if alleen.lower() in naam.lower():
            yield from _gemaakt(naam, maak, modellen, map_ / f"{nr:02}", meld)
    for nr, soort in enumerate(scans.KLEIN if klein else scans.SOORTEN, start=len(makers)):
        if alleen.lower() in soort.naam.lower():
            yield from _gemaakt(soort.naam, _scan(soort), modellen[:1], map_ / f"{nr:02}", meld, is_scan=True)


def _gemaakt(
    naam: str,
    maak: Callable[[Sequence[Model], Path], list[Bestand]],
    modellen: Sequence[Model],
    map_: Path,
    meld: Callable[[str], None],
    *,
    is_scan: bool = False,
) -> Iterator[Weergave]:
    map_.mkdir()
    try:
        yield Weergave(naam, tuple(maak(modellen, map_)), is_scan)
    except Overgeslagen as reden:
        meld(f"OVERGESLAGEN: {naam}: {reden}")
    except (OSError, subprocess.SubprocessError, RuntimeError) as fout:
        meld(f"OVERGESLAGEN: {naam} kon niet worden gemaakt: {fout}")


def _weasyprint(stijl: opmaak.Stijl) -> Callable[[Sequence[Model], Path], list[Bestand]]:
    def maak(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
        if not find_spec("weasyprint"):
            raise Overgeslagen("pip install weasyprint")
        from weasyprint import HTML

        bestanden = []
        for bron in modellen:
            model = bron if stijl == "kop, voet en noten" else bron.zonder_noten()
            pad = map_ / f"{model.naam}.pdf"
            HTML(string=opmaak.html(model, stijl)).write_pdf(pad)
            bestanden.append(Bestand(pad, model))
        return bestanden

    return maak


def _vijandig(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
    bestanden = []
    for bestand in _weasyprint("regelraster")(modellen, map_):
        pad = bestand.pad.with_name(f"{bestand.model.naam}-regels.pdf")
        opmaak.regel_voor_regel(bestand.pad, pad)
        bestanden.append(Bestand(pad, bestand.model))
    return bestanden


def _chromium(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
    programma = next((naam for naam in _CHROMIUM if shutil.which(naam)), None)
    if programma is None:
        raise Overgeslagen("Chromium is niet geïnstalleerd")
    bestanden = []
    for bron in modellen:
        model = bron.zonder_noten()
        bladzijde, pad = map_ / f"{model.naam}.html", map_ / f"{model.naam}.pdf"
        bladzijde.write_text(opmaak.html(model, "browser"), encoding="utf-8")
        vlaggen = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        _draai(
            *(programma, *vlaggen, f"--user-data-dir={map_ / 'profiel'}"),
            *(f"--print-to-pdf={pad}", bladzijde.as_uri()),
        )
        bestanden.append(Bestand(pad, model))
    return bestanden


def _typst(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
    if not find_spec("typst"):
        raise Overgeslagen("pip install typst")
    import typst

    bestanden = []
    for model in modellen:
        pad = map_ / f"{model.naam}.pdf"
        gegevens = {"data": opmaak.typst_gegevens(model)}
        pad.write_bytes(typst.compile(opmaak.TYPST.encode(), sys_inputs=gegevens))
        bestanden.append(Bestand(pad, model))
    return bestanden


def _docx(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
    bestanden = [Bestand(map_ / f"{model.naam}.docx", model) for model in modellen]
    for bestand in bestanden:
        schrijf_docx(bestand.model, bestand.pad)
    return bestanden


def _libreoffice(naar: str, hoogstens: int | None = None) -> Callable[[Sequence[Model], Path], list[Bestand]]:
    def maak(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
        bronnen = _docx(modellen[:hoogstens], map_)
        if not shutil.which("soffice"):
            raise Overgeslagen("LibreOffice is niet geïnstalleerd")
        with tempfile.TemporaryDirectory() as profiel:
            _draai(
                *("soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profiel).as_uri()}"),
                *("--convert-to", naar, "--outdir", str(map_), *(str(bron.pad) for bron in bronnen)),
            )
        return [Bestand(_bestaat(bron.pad.with_suffix(f".{naar}")), bron.model) for bron in bronnen]

    return maak


def _scan(soort: scans.Scan) -> Callable[[Sequence[Model], Path], list[Bestand]]:
    def maak(modellen: Sequence[Model], map_: Path) -> list[Bestand]:
        (bron,) = modellen
        tekens = scans.TEKENS
        while True:  # until it fits on the pages that are scanned
            model = bron.begin(tekens)
            (bestand,) = _weasyprint("een kolom")([model], map_)
            if aantal_paginas(bestand.pad) <= scans.PAGINAS:
                pad = map_ / f"{bron.naam}-scan.pdf"
                scans.scan(bestand.pad, pad, soort)
                return [Bestand(pad, bestand.model)]
            tekens = int(tekens * 0.93)

    return maak


def aantal_paginas(pad: Path) -> int:
    """Of a PDF."""
    with pdfium.PdfDocument(pad) as pdf:
        return len(pdf)


def _bestaat(pad: Path) -> Path:
    if not pad.is_file():
        raise RuntimeError(f"{pad.name} is niet gemaakt")
    return pad


def _draai(*opdracht: str) -> None:
    """Run a program silently, with no proxy that leads anywhere."""
    nergens = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    subprocess.run(opdracht, check=True, capture_output=True, timeout=_SECONDEN, env=os.environ | nergens)
