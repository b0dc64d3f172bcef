"""Arguments and options that more commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Bestanden = Annotated[
    list[Path],
    typer.Argument(metavar="BESTAND...", help="PDF, Word, ODT, scan, tekst, e-mail of ZIP.", show_default=False),
]
Uit = Annotated[
    list[Path] | None,
    typer.Option(
        "--uit",
        metavar="PAD",
        help="Schrijf een rapport: .html, .pdf, .docx, .xlsx, .md of .json. Mag vaker. '-' zet JSON op het scherm.",
    ),
]
Set = Annotated[
    str | None, typer.Option("--vragenset", metavar="NAAM|PAD", help="Vragenset; standaard 'uitvoeringsplan'.")
]
Model = Annotated[
    str | None, typer.Option("--taalmodel", metavar="NAAM|PAD", help="Een ander spaCy-model voor het Nederlands.")
]
Drempel = Annotated[
    float,
    typer.Option("--drempel", min=0.0, max=1.0, metavar="GETAL", help="Minimale zekerheid van een label (0 tot 1)."),
]
Corpus = Annotated[
    Path | None, typer.Option("--corpus", metavar="MAP", help="Geannoteerde overeenkomsten (zinnen/*.jsonl).")
]
Erbij = Annotated[
    list[Path] | None,
    typer.Option("--erbij", metavar="MAP", help="Nog een corpus om van te leren, niet om op te meten. Mag vaker."),
]
Uitkomsten = Annotated[Path | None, typer.Option("--uit", metavar="PAD", help="Schrijf alle cijfers als .json.")]
Figuur = Annotated[
    Path | None, typer.Option("--figuur", metavar="PAD", help="Teken de uitkomst als .png of .svg (met matplotlib).")
]
Delen = Annotated[int, typer.Option("--delen", min=2, max=60, metavar="N", help="In hoeveel delen het corpus gaat.")]
Snel = Annotated[
    bool, typer.Option("--snel", help="Sla tekstherkenning van scans en paginanummers van Word-bestanden over.")
]
