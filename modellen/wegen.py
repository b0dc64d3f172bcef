"""Roads to better labels and verdicts that were tried and not taken; prints the figures for the table in README.md.

    PYTHONPATH=. python modellen/wegen.py --corpus MAP --erbij modellen/corpus --erbij MAP --delen 3

Whole agreements of ``--corpus`` are left out. Labels are compared by mean average precision over the sub-questions, as
``analyse evalueer leren`` does; verdicts by accuracy, with the same probabilities for every road and without the rules
that stand above the model. ``--weg`` takes one road: ``buren``, ``cnn``, ``bomen``, or ``annotatoren``: verdicts from
the labels that people gave, which is as good as a tagger can make them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import spacy
import typer
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from spacy.training import Example

from analyse.language.model import load_language_model, load_whole
from analyse.questions import load_question_set
from analyse.tagging.model import GEHALTES, Kansen
from analyse.train.corpus import Voorbeeld, read_corpus
from analyse.train.fit import C_OORDEEL, EXTRA_WEIGHT, fit_labels, folds, gold, held_out
from analyse.types import Antwoord, Zin
from analyse.verdict.features import verdict_features

PARTS = tuple(load_question_set().deelvragen)
EPOCHS = 4
Road = Callable[[Sequence[Voorbeeld], Sequence[Voorbeeld]], list[np.ndarray]]
"""(learn from, predict) → probabilities of every agreement to predict, shape (sentences, sub-questions)."""


def linear(learn: Sequence[Voorbeeld], predict: Sequence[Voorbeeld]) -> list[np.ndarray]:
    """The road that was taken."""
    model = fit_labels(learn, PARTS)
    return [model.kansen(example.zinnen).over for example in predict]


def neighbours(learn: Sequence[Voorbeeld], predict: Sequence[Voorbeeld]) -> list[np.ndarray]:
    """A second model over what the first believes of the sentence, its neighbours, its section and its list."""
    inside: dict[int, np.ndarray] = {}
    for train, test in folds(learn, 3):
        inside |= dict(zip(test, linear([learn[i] for i in train], [learn[i] for i in test]), strict=True))
    x = np.vstack([_context(example.zinnen, inside[i]) for i, example in enumerate(learn)])
    y = np.vstack([gold(example, PARTS) for example in learn])
    tables = [_context(e.zinnen, over) for e, over in zip(predict, linear(learn, predict), strict=True)]
    found = [np.zeros((len(table), len(PARTS)), np.float32) for table in tables]
    for j in np.flatnonzero(y.sum(axis=0) >= 5):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=500)).fit(x, y[:, j])
        for made, table in zip(found, tables, strict=True):
            made[:, j] = model.predict_proba(table)[:, 1]
    return found


def _context(units: Sequence[Zin], over: np.ndarray) -> np.ndarray:
    """Log-odds of the sentence, two before, two after, and the mean of its section; shape (sentences, 6 parts)."""
    odds = np.log((over + 1e-3) / (1 - over + 1e-3))
    padded = np.pad(odds, ((2, 2), (0, 0)), mode="edge")
    around = [padded[shift : shift + len(odds)] for shift in range(5)]
    section = np.zeros_like(odds)
    for heading in {unit.koppen for unit in units}:
        rows = [i for i, unit in enumerate(units) if unit.koppen == heading]
        section[rows] = odds[rows].mean(axis=0)
    return np.hstack([*around, section])


def cnn(learn: Sequence[Voorbeeld], predict: Sequence[Voorbeeld]) -> list[np.ndarray]:
    """spaCy's text classifier: convolutions over the vectors of the embedded pipeline."""
    random.seed(0)
    nlp = spacy.blank("nl", vocab=load_whole().vocab)
    encoder = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000}
    encoder |= {"window_size": 1, "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": True}
    model = {"@architectures": "spacy.TextCatReduce.v1", "exclusive_classes": False, "tok2vec": encoder}
    model |= {"use_reduce_first": False, "use_reduce_last": False, "use_reduce_max": True, "use_reduce_mean": True}
    labeller = nlp.add_pipe("textcat_multilabel", config={"model": model})
    data = []
    for example in learn:
        for unit, row in zip(example.zinnen, gold(example, PARTS), strict=True):
            cats = dict(zip(PARTS, row.astype(float).tolist(), strict=True))
            data.append(Example.from_dict(nlp.make_doc(_with_heading(unit)), {"cats": cats}))
    optimizer = nlp.initialize(lambda: data)
    for _ in range(EPOCHS):
        random.shuffle(data)
        for batch in spacy.util.minibatch(data, 128):
            labeller.update(batch, sgd=optimizer, drop=0.2)
    return [
        np.array([[doc.cats[part] for part in PARTS] for doc in nlp.pipe(map(_with_heading, example.zinnen))])
        for example in predict
    ]


def _with_heading(unit: Zin) -> str:
    return " | ".join(filter(None, [*unit.koppen[-1:], unit.aanhef, unit.tekst]))


def labels(examples: Sequence[Voorbeeld], extra: Sequence[Voorbeeld], n: int, road: Road) -> float:
    """Mean average precision with agreements left out."""
    found: dict[int, np.ndarray] = {}
    for train, test in folds(examples, n):
        made = road([*(examples[i] for i in train), *extra], [examples[i] for i in test])
        found |= dict(zip(test, made, strict=True))
    over, truth = np.vstack([found[i] for i in range(len(examples))]), np.vstack([gold(e, PARTS) for e in examples])
    for example, rows in zip(examples, np.split(over, np.cumsum([len(e.zinnen) for e in examples])[:-1]), strict=True):
        rows[[i for i, unit in enumerate(example.zinnen) if unit.soort in ("kop", "titel")]] = 0
    seen = truth.any(axis=0)
    return float(average_precision_score(truth[:, seen], over[:, seen], average="macro"))


def annotated(examples: Sequence[Voorbeeld]) -> list[Kansen]:
    """The annotators' labels in the form of the tagger's beliefs: sure, but never quite."""
    found = []
    for example in examples:
        over = np.where(gold(example, PARTS), 0.95, 0.02).astype(np.float32)
        quality = np.full((*over.shape, len(GEHALTES)), 1 / len(GEHALTES), np.float32)
        for row, unit in zip(quality, example.zinnen, strict=True):
            for label in unit.labels:
                row[PARTS.index(label.deelvraag)] = [0.94 if g is label.gehalte else 0.03 for g in GEHALTES]
        found.append(Kansen(PARTS, over, quality))
    return found


def unlabelled(examples: Sequence[Voorbeeld]) -> str:
    """How often a verdict or its evidence stands apart from the labels."""
    verdicts = cited = agreed = 0
    without = []
    for example in examples:
        labelled = {(unit.nr, label.deelvraag) for unit in example.zinnen for label in unit.labels}
        verdicts += len(example.oordelen)
        without += [a for d, a in example.oordelen.items() if d not in {part for _, part in labelled}]
        evidence = [(nr, d) for d, numbers in example.bewijs.items() for nr in numbers]
        cited, agreed = cited + len(evidence), agreed + len(labelled.intersection(evidence))
    spoken = sum(answer is not Antwoord.OPEN for answer in without)
    return (
        f"{len(without)} of {verdicts} verdicts have no labelled sentence, {spoken} of those are not open; "
        f"{agreed} of {cited} cited sentences have the label"
    )


def verdicts(
    examples: Sequence[Voorbeeld], extra: Sequence[Voorbeeld], n: int, kansen: Sequence[Kansen]
) -> dict[str, float]:
    """Accuracy of the verdict by kind of model, all on the same features; ``kansen`` of examples and then extra."""
    everything = [*examples, *extra]
    x = [verdict_features(example.zinnen, kansen[i]) for i, example in enumerate(everything)]
    rows = [[j for j, part in enumerate(PARTS) if part in example.oordelen] for example in everything]
    y = [[str(e.oordelen[PARTS[j]]) for j in of] for e, of in zip(everything, rows, strict=True)]
    models = {
        "lineair": make_pipeline(StandardScaler(), LogisticRegression(C=C_OORDEEL, max_iter=2000)),
        "boosting": make_pipeline(StandardScaler(), HistGradientBoostingClassifier(max_iter=150, random_state=0)),
        "extra bomen": make_pipeline(StandardScaler(), ExtraTreesClassifier(500, min_samples_leaf=4, random_state=0)),
    }
    right = dict.fromkeys(models, 0)
    more = range(len(examples), len(everything))
    for train, test in folds(examples, n):
        learn = [*train, *more]
        weights = [1.0 if i < len(examples) else EXTRA_WEIGHT for i in learn for _ in rows[i]]
        table, truth = np.vstack([x[i][rows[i]] for i in learn]), [answer for i in learn for answer in y[i]]
        for name, model in models.items():
            model.fit(table, truth, **{f"{model.steps[-1][0]}__sample_weight": weights})
            right[name] += sum(sum(model.predict(x[i][rows[i]]) == np.array(y[i])) for i in test)
    return {name: count / sum(len(y[i]) for i in range(len(examples))) for name, count in right.items()}


def main(
    corpus: Annotated[Path, typer.Option()],
    erbij: Annotated[list[Path] | None, typer.Option()] = None,
    delen: int = 3,
    weg: Annotated[list[str] | None, typer.Option()] = None,
) -> None:
    """Print the figures of every road."""
    language = load_language_model()
    examples = read_corpus(corpus, language)
    extra = [example for folder in erbij or () for example in read_corpus(folder, language)]
    roads: dict[str, Road] = {"lineair": linear, "buren": neighbours, "cnn": cnn}
    for name in weg or [*roads, "bomen", "annotatoren"]:
        if name in roads:
            print(f"labels, {name}: {labels(examples, extra, delen, roads[name]):.3f}", flush=True)
        else:
            everything = [*examples, *extra]
            if name == "annotatoren":
                print(unlabelled(examples))
            kansen = annotated(everything) if name == "annotatoren" else held_out(everything, PARTS, delen)
            for kind, share in verdicts(examples, extra, delen, kansen).items():
                print(f"oordeel, {name}, {kind}: {share:.3f}", flush=True)


if __name__ == "__main__":
    typer.run(main)
