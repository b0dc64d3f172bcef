"""``analyse train`` and ``analyse evalueer``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console

from analyse.language.model import load_language_model
from analyse.questions import load_question_set
from analyse.report.write import write_text
from analyse.resources import resource


def train_models(corpus: Path, out: Path | None, model: str | None) -> None:
    """Train on ``corpus`` and write the models to ``out`` (``labels/`` and ``oordelen/`` in it)."""
    from analyse.train.corpus import read_corpus
    from analyse.train.fit import fit

    examples = read_corpus(corpus, load_language_model(model))
    target = out or resource("modellen")
    print(f"{len(examples)} overeenkomsten, {sum(len(e.zinnen) for e in examples)} zinnen.", file=sys.stderr)
    models = fit(examples, tuple(load_question_set().deelvragen), lambda step: print(f"- {step}", file=sys.stderr))
    models.labels.save(target / "labels")
    models.oordelen.save(target / "oordelen")
    print(f"Modellen geschreven naar {target}.", file=sys.stderr)


def evaluate_models(corpus: Path, out: Path | None, n: int, model: str | None) -> None:
    """Print the tables of a cross-validation by agreement; write every figure to ``out``."""
    from analyse.evaluate.cross_validate import cross_validate
    from analyse.evaluate.tables import print_tables
    from analyse.train.corpus import read_corpus

    examples = read_corpus(corpus, load_language_model(model))
    figures = cross_validate(examples, load_question_set(), n, lambda step: print(f"- {step}", file=sys.stderr))
    print_tables(figures, Console(highlight=False))
    if out:
        write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", out)
