"""The commands. Heavy imports (spaCy, scikit-learn) wait until a command needs them: ``--help`` answers at once."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from analyse import __version__
from analyse.cli.dutch import DutchCommand, DutchGroup, translate_panels, usage_sentence
from analyse.cli.evalueer import app as evalueer
from analyse.cli.options import Bestanden, Corpus, Drempel, Erbij, Model, Set, Snel, Uit
from analyse.errors import AnalyseError, GebruiksfoutError

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Leest overeenkomsten tussen overheden en meldt welke vragen voor het uitvoeringsplan zij openlaten. "
    "Alles gebeurt op uw eigen computer.",
)


@app.callback(invoke_without_command=True)
def _version(
    versie: Annotated[bool, typer.Option("--versie", help="Laat het versienummer zien.", is_eager=True)] = False,
) -> None:
    if versie:
        typer.echo(f"analyse {__version__}")
        raise typer.Exit


@app.command(cls=DutchCommand)
def toets(
    bestanden: Bestanden,
    uit: Uit = None,
    dossier: Annotated[
        bool, typer.Option("--dossier", help="De bestanden vormen samen één overeenkomst (hoofdtekst en bijlagen).")
    ] = False,
    vragenset: Set = None,
    taalmodel: Model = None,
    modellen: Annotated[
        Path | None, typer.Option("--modellen", metavar="MAP", help="Uw eigen modellen, gemaakt met 'analyse train'.")
    ] = None,
    drempel: Drempel = 0.0,
    snel: Snel = False,
    markeer: Annotated[
        Path | None,
        typer.Option(
            "--markeer", metavar="MAP", help="Schrijf kopieën met gemarkeerde zinnen (PDF, Word) in deze map."
        ),
    ] = None,
) -> None:
    """Toets een overeenkomst: welke vragen laat zij open?

    Op het scherm komt een samenvatting. Vraag een rapport met --uit, bijvoorbeeld:

        analyse toets convenant.pdf --uit rapport.html
    """
    from analyse.cli.toets import run

    raise typer.Exit(run(bestanden, uit or [], dossier, vragenset, taalmodel, modellen, drempel, snel, markeer))


@app.command(cls=DutchCommand)
def plan(
    bestanden: Bestanden,
    uit: Annotated[
        Path, typer.Option("--uit", metavar="PAD", help="Waar het plan komt: .docx of .md.", show_default=False)
    ],
    taalmodel: Model = None,
) -> None:
    """Maak een concept-uitvoeringsplan, gevuld met wat de overeenkomst zegt.

    Wat de overeenkomst openlaat, staat er gemarkeerd in, met de vraag die u aan tafel stelt:

        analyse plan convenant.pdf --uit uitvoeringsplan.docx
    """
    from analyse.cli.documents import write_plan

    raise typer.Exit(write_plan(bestanden, uit, taalmodel))


@app.command(cls=DutchCommand)
def gesprek(
    bestanden: Bestanden,
    uit: Annotated[
        Path, typer.Option("--uit", metavar="PAD", help="Waar de leidraad komt: .docx of .md.", show_default=False)
    ],
    taalmodel: Model = None,
) -> None:
    """Maak een gespreksleidraad: de open vragen voor de opdrachtgever en voor uw eigen organisatie.

    Beide kanten vullen hem apart in. Waar de antwoorden verschillen, begint het gesprek.
    """
    from analyse.cli.documents import write_guide

    raise typer.Exit(write_guide(bestanden, uit, taalmodel))


@app.command(cls=DutchCommand)
def vergelijk(
    overeenkomst: Annotated[Path, typer.Argument(metavar="OVEREENKOMST", help="De overeenkomst.", show_default=False)],
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="Het uitvoeringsplan.", show_default=False)],
    voortgang: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[VOORTGANG...]", help="Voortgangsrapporten.", show_default=False),
    ] = None,
    uit: Annotated[
        list[Path] | None,
        typer.Option("--uit", metavar="PAD", help="Schrijf de vergelijking: .html, .docx of .json. Mag vaker."),
    ] = None,
    taalmodel: Model = None,
) -> None:
    """Vergelijk een overeenkomst met het uitvoeringsplan en met voortgangsrapporten.

    Per deelvraag: wat is nieuw, weg, gewijzigd of tegenstrijdig, en welk werk past bij geen doel van de overeenkomst.
    """
    from analyse.cli.vergelijk import run

    raise typer.Exit(run(overeenkomst, [plan, *(voortgang or [])], uit or [], taalmodel))


@app.command(cls=DutchCommand)
def scan(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="De map met overeenkomsten.", show_default=False)],
    register: Annotated[
        str | None,
        typer.Option("--register", metavar="URL", help="Waar de uitkomsten staan; standaard analyse-register.sqlite."),
    ] = None,
    uit: Annotated[
        list[Path] | None,
        typer.Option("--uit", metavar="PAD", help="Een overzicht: .xlsx, .html, .csv, .parquet of .json. Mag vaker."),
    ] = None,
    werkers: Annotated[
        int, typer.Option("--werkers", min=1, max=64, metavar="N", help="Hoeveel overeenkomsten tegelijk.")
    ] = 1,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADRES", help="Laat een Dask-cluster het werk doen (tcp://...).")
    ] = None,
    dossier_per_map: Annotated[
        bool, typer.Option("--dossier-per-map", help="De bestanden in één map vormen samen één overeenkomst.")
    ] = False,
    volg: Annotated[
        bool, typer.Option("--volg", help="Blijf op de map letten en toets wat erbij komt, tot Ctrl-C.")
    ] = False,
    ocr: Annotated[
        Literal["nu", "later"],
        typer.Option("--ocr", metavar="nu|later", help="Scans: tekst nu herkennen, of bij een volgende keer."),
    ] = "nu",
    snel: Snel = False,
    vragenset: Set = None,
    taalmodel: Model = None,
) -> None:
    """Toets alle overeenkomsten in een map, en onthoud de uitkomsten in een register.

    U kunt altijd stoppen met Ctrl-C. De volgende keer gaat het verder waar het was: wat bekend is, wordt
    overgeslagen.
    """
    from analyse.cli.scan import Keuzes, run

    options = Keuzes(
        register, uit or [], werkers, cluster, dossier_per_map, volg, ocr == "nu", snel, vragenset, taalmodel
    )
    raise typer.Exit(run(map_, options))


@app.command(cls=DutchCommand)
def web(
    register: Annotated[
        str | None,
        typer.Option("--register", metavar="URL", help="Waar alles staat; standaard een bestand in uw eigen map."),
    ] = None,
    instellingen: Annotated[
        Path | None, typer.Option("--instellingen", metavar="PAD", help="Instellingen voor een server (.toml).")
    ] = None,
    poort: Annotated[int | None, typer.Option("--poort", min=0, max=65535, metavar="N", help="Standaard 8311.")] = None,
    werkers: Annotated[
        int | None,
        typer.Option("--werkers", min=0, max=64, metavar="N", help="Hoeveel bestanden tegelijk; standaard 1."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open de pagina meteen in uw browser.")] = False,
    snel: Snel = False,
    alleen_werker: Annotated[
        bool, typer.Option("--alleen-werker", help="Geen pagina's; lees alleen wat wacht (voor een server).")
    ] = False,
    maak_beheerder: Annotated[
        str | None, typer.Option("--maak-beheerder", metavar="NAAM", help="Maak een beheerder en vraag een wachtwoord.")
    ] = None,
    vragenset: Set = None,
    taalmodel: Model = None,
) -> None:
    """Open de webpagina's op uw eigen computer: aanleveren, beoordelen, bewaren.

    Alleen u kunt erbij, met de link die op het scherm komt. Voor een server van uw organisatie: zie docs/server.md.
    """
    from analyse.cli.web import run

    given = {
        "register_url": register,
        "poort": poort,
        "werkers": werkers,
        "snel": snel or None,
        "vragenset": vragenset,
        "taalmodel": taalmodel,
    }
    raise typer.Exit(run(instellingen, given, alleen_werker, maak_beheerder, open_))


@app.command(cls=DutchCommand)
def voorbeelden(
    naar: Annotated[
        Path | None, typer.Argument(metavar="[MAP]", help="Schrijf de voorbeelden naar deze map.", show_default=False)
    ] = None,
) -> None:
    """Laat de meegeleverde voorbeelden zien, of schrijf ze naar een map."""
    from analyse.cli.voorbeelden import list_examples, write_examples

    if naar is None:
        list_examples()
    else:
        write_examples(naar)


@app.command(cls=DutchCommand)
def train(
    corpus: Corpus = None,
    erbij: Erbij = None,
    correcties: Annotated[
        Path | None,
        typer.Option("--correcties", metavar="BESTAND", help="Verbeterde zinnen (.jsonl), voor een eigen model."),
    ] = None,
    uit: Annotated[
        Path | None, typer.Option("--uit", metavar="MAP", help="Waar de modellen komen; standaard de meegeleverde map.")
    ] = None,
    taalmodel: Model = None,
) -> None:
    """Train het labelmodel en het oordeelmodel op geannoteerde overeenkomsten, of leer van correcties.

    Met --correcties blijft het meegeleverde model zoals het is; het eigen model komt in de map die u met --uit geeft.
    """
    from analyse.cli.learn import learn_corrections, train_models

    if correcties is not None:
        if erbij is not None:
            raise GebruiksfoutError("--erbij en --correcties gaan niet samen; kies een van beide.")
        if uit is None:
            raise GebruiksfoutError("Geef met --uit een map voor uw eigen model; het meegeleverde blijft zoals het is.")
        learn_corrections(correcties, corpus, uit, taalmodel)
    elif corpus is not None:
        train_models(corpus, erbij or [], uit, taalmodel)
    else:
        raise GebruiksfoutError("Geef met --corpus geannoteerde overeenkomsten, of met --correcties verbeterde zinnen.")


app.add_typer(evalueer, name="evalueer")


_INTERRUPTED = 130  # as shells have it for SIGINT


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's code (0 done, 1 some files failed, 2 usage, 3 nothing done)."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it logs pieces of the document
    given = list(arguments if arguments is not None else sys.argv[1:])
    if not given or "--help" in given:
        translate_panels()
    try:
        code = app(given, standalone_mode=False)
    except GebruiksfoutError as error:
        _fail(str(error), 2)
    except AnalyseError as error:
        _fail(str(error), 3)
    except (typer.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(str(error))
            sys.exit(0)
        _fail(usage_sentence(error), 2)
    except Exception as error:
        if os.environ.get("ANALYSE_DEBUG"):
            raise
        _fail(
            f"Er ging iets mis in analyse zelf ({type(error).__name__}). Uw bestanden zijn niet gewijzigd. "
            "Meld dit bij de makers; met ANALYSE_DEBUG=1 ziet u de technische melding.",
            3,
        )
    if code == _INTERRUPTED:  # Typer makes this of Ctrl-C, without a word
        _fail("Afgebroken. Wat al geschreven was, staat er nog; een scan gaat de volgende keer verder.", _INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)
