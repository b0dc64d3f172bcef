"""``analyse evalueer``: three measurements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyse.cli.dutch import DutchCommand, DutchGroup
from analyse.cli.options import Corpus, Delen, Erbij, Figuur, Model, Uitkomsten
from analyse.errors import GebruiksfoutError

app = typer.Typer(cls=DutchGroup, invoke_without_command=True, rich_markup_mode="rich")


@app.callback()
def evalueer(
    context: typer.Context,
    corpus: Corpus = None,
    erbij: Erbij = None,
    uit: Uitkomsten = None,
    figuur: Figuur = None,
    delen: Delen = 5,
    taalmodel: Model = None,
) -> None:
    """Meet de kwaliteit op overeenkomsten die het model niet heeft gezien.

    Laat steeds hele overeenkomsten weg (families van bijna gelijke teksten samen), traint op de rest en vergelijkt met
    de annotaties. Met 'analyse evalueer taal' meet u het taalmodel, met
    'analyse evalueer leren' wat elke groep kenmerken en elke extra overeenkomst bijdraagt.
    """
    if context.invoked_subcommand:
        return
    from analyse.cli.learn import evaluate_models

    evaluate_models(_given(corpus), erbij or [], uit, figuur, delen, taalmodel)


@app.command(cls=DutchCommand)
def taal(
    treebank: Annotated[
        list[Path] | None,
        typer.Option("--treebank", metavar="PAD", help="Zinnen met woordsoorten en ontleding (.conllu). Mag vaker."),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", metavar="MAP", help="Geannoteerde overeenkomsten: meet waar zinnen beginnen."),
    ] = None,
    uit: Uitkomsten = None,
    taalmodel: Model = None,
) -> None:
    """Meet het taalmodel: woordsoorten, lemma's, zinsontleding, zinsgrenzen en snelheid."""
    from analyse.cli.learn import evaluate_language

    evaluate_language(treebank or [], corpus, uit, taalmodel)


@app.command(cls=DutchCommand)
def leren(
    corpus: Corpus = None,
    erbij: Erbij = None,
    uit: Uitkomsten = None,
    figuur: Figuur = None,
    delen: Delen = 5,
    taalmodel: Model = None,
) -> None:
    """Meet wat elke groep kenmerken waard is, en wat meer overeenkomsten opleveren (leercurve)."""
    from analyse.cli.learn import evaluate_learning

    evaluate_learning(_given(corpus), erbij or [], uit, figuur, delen, taalmodel)


def _given(corpus: Path | None) -> Path:
    if corpus is None:
        raise GebruiksfoutError("Geef met --corpus een map met geannoteerde overeenkomsten (zinnen/*.jsonl).")
    return corpus
