"""``analyse train`` and ``analyse evalueer``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from analyse.errors import GebruiksfoutError
from analyse.language.model import load_language_model, load_whole
from analyse.questions import load_question_set
from analyse.report.write import write_file
from analyse.resources import resource


def train_models(corpus: Path, extra: Sequence[Path], out: Path | None, model: str | None) -> None:
    """Train on ``corpus``, with the help of ``extra``; write the models to ``out`` (``labels/`` and ``oordelen/``)."""
    from analyse.train.corpus import read_corpus
    from analyse.train.fit import fit

    language = load_language_model(model)
    examples = read_corpus(corpus, language)
    more = [example for folder in extra for example in read_corpus(folder, language)]
    target = out or resource("modellen")
    everything = [*examples, *more]
    print(f"{len(everything)} overeenkomsten, {sum(len(e.zinnen) for e in everything)} zinnen.", file=sys.stderr)
    models = fit(examples, tuple(load_question_set().deelvragen), _step, more)
    models.labels.save(target / "labels")
    models.oordelen.save(target / "oordelen")
    print(f"Modellen geschreven naar {target}.", file=sys.stderr)


def learn_corrections(corrections: Path, corpus: Path | None, out: Path, model: str | None) -> None:
    """Write a local model to ``out`` that learned from ``corrections``; tell what it gained, and lost elsewhere."""
    from analyse.evaluate.corrections import on_agreements, on_corrections
    from analyse.tagging.model import Labelmodel
    from analyse.train.corpus import read_corpus
    from analyse.train.corrections import adapt, read_corrections
    from analyse.verdict.model import Oordeelmodel

    language, shipped = load_language_model(model), Labelmodel.load(resource("modellen/labels"))
    units = read_corrections(corrections, language, shipped.deelvragen)
    own = on_corrections(shipped, units)
    _step(f"{len(units)} correcties, elk gemeten met een model dat haar niet zag: {own.voor:.3f} wordt {own.na:.3f}")
    learned = adapt(shipped, units)
    if corpus:
        others = on_agreements(shipped, learned, read_corpus(corpus, language))
        _step(f"andere overeenkomsten ({corpus}): {others.voor:.3f} wordt {others.na:.3f}")
    learned.save(out / "labels")
    Oordeelmodel.load(resource("modellen/oordelen")).save(out / "oordelen")
    print(
        f"Model geschreven naar {out}. Gebruik het met: analyse toets BESTAND --modellen {out}. (De getallen zijn "
        "macro-F1 over de deelvragen; het meegeleverde model is niet veranderd.)",
        file=sys.stderr,
    )


def evaluate_models(
    corpus: Path, extra: Sequence[Path], out: Path | None, figure: Path | None, n: int, model: str | None
) -> None:
    """Print the tables of a cross-validation by agreement; ``extra`` is learned from in every fold."""
    from analyse.evaluate.cross_validate import cross_validate
    from analyse.evaluate.plots import check_figure, plot_calibration
    from analyse.evaluate.tables import print_tables
    from analyse.train.corpus import read_corpus

    if figure:
        check_figure(figure)
    language = load_language_model(model)
    examples = read_corpus(corpus, language)
    more = [example for folder in extra for example in read_corpus(folder, language)]
    figures = cross_validate(examples, load_question_set(), n, _step, more)
    print_tables(figures, Console(highlight=False))
    _save(figures, out)
    if figure:
        plot_calibration(figures["ijking"], figure)


def evaluate_learning(
    corpus: Path, extra: Sequence[Path], out: Path | None, figure: Path | None, n: int, model: str | None
) -> None:
    """Print what each group of features is worth, and the learning curve with and without ``extra``."""
    from analyse.evaluate.learning import ablation, learning_curve
    from analyse.evaluate.plots import check_figure, plot_learning
    from analyse.evaluate.tables import learning_tables
    from analyse.train.corpus import read_corpus

    if figure:
        check_figure(figure)
    language, parts = load_language_model(model), tuple(load_question_set().deelvragen)
    examples = read_corpus(corpus, language)
    more = [example for folder in extra for example in read_corpus(folder, language)]
    without, points = ablation(examples, parts, n, more, _step), learning_curve(examples, parts, n, more, _step)
    learning_tables(without, points, Console(highlight=False))
    _save({"ablatie": without, "leercurve": points}, out)
    if figure:
        plot_learning(points, figure)


def evaluate_language(treebanks: Sequence[Path], corpus: Path | None, out: Path | None, model: str | None) -> None:
    """Print how well the language model reads ``treebanks``, and the boundary rules the agreements of ``corpus``."""
    from analyse.evaluate.language import boundary_figures, treebank_figures
    from analyse.evaluate.tables import language_table
    from analyse.train.corpus import read_corpus

    if not treebanks and not corpus:
        raise GebruiksfoutError("Geef een treebank (--treebank toets.conllu) of een map met overeenkomsten (--corpus).")
    missing = [path for path in treebanks if not path.is_file()]
    if missing:
        raise GebruiksfoutError(f"Het bestand {missing[0]} is er niet.")
    whole = load_whole(model)
    figures: dict[str, Any] = {"treebanks": {path.stem: treebank_figures(whole, path) for path in treebanks}}
    console = Console(highlight=False)
    if treebanks:
        console.print(language_table(figures["treebanks"]))
    if corpus:
        bounds = boundary_figures(example.zinnen for example in read_corpus(corpus, load_language_model(model)))
        figures["zinsgrenzen"] = bounds
        console.print(
            f"Zinsgrenzen in {bounds['alineas']} alinea's van overeenkomsten: precisie {bounds['precisie']:.3f}, "
            f"vangst {bounds['vangst']:.3f}, F1 {bounds['f1']:.3f} ({bounds['grenzen']} grenzen)."
        )
    _save(figures, out)


def _step(step: str) -> None:
    print(f"- {step}", file=sys.stderr)


def _save(figures: Mapping[str, Any], out: Path | None) -> None:
    if out:
        write_file(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", out)
