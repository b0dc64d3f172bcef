"""Fit tagger and verdict model on annotated agreements.

Thresholds and the verdict model learn from predictions on agreements that the tagger did not see (inner folds by
family), for on its own training sentences the tagger looks far better than it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.utils.parallel import Parallel, delayed

from analyse.tagging.features import Featurizer
from analyse.tagging.model import GEHALTES, Kansen, Labelmodel, Matrix
from analyse.train.corpus import Voorbeeld
from analyse.types import Antwoord, Versie
from analyse.verdict.features import verdict_features
from analyse.verdict.model import ANTWOORDEN, Oordeelmodel

INNER_FOLDS = 4
C_LABEL, C_GEHALTE, C_OORDEEL = 2.0, 1.0, 0.01
"""Inverse regularisation strengths; only the last was compared (0.003 to 0.03, on the 51 agreements)."""
_GRID = np.linspace(0.08, 0.8, 37)
_MIN_POSITIVE = 5
_TOLERANCE = 1e-3  # liblinear's own default is looser; scikit-learn's 1e-4 takes a fifth longer for the same ranking
_SILENT_COPIES = 2
EXTRA_WEIGHT = 0.1
"""Compared with 0 and 0.3 on the 51 agreements: more finds more gaps, less is right more often."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Modellen:
    """All that was learned."""

    labels: Labelmodel
    oordelen: Oordeelmodel


def fit(
    examples: Sequence[Voorbeeld],
    deelvragen: tuple[str, ...],
    progress: Progress = lambda _: None,
    extra: Sequence[Voorbeeld] = (),
) -> Modellen:
    """Tagger and verdict model from ``examples``.

    ``extra`` (our own fictitious agreements) helps to learn, but sets no thresholds, and its verdicts weigh
    ``EXTRA_WEIGHT``: it leaves less open than real agreements do.
    """
    progress("labels op ongeziene overeenkomsten")
    everything = [*examples, *extra]
    unseen = held_out(everything, deelvragen)
    progress("labelmodel")
    thresholds = _thresholds(examples, unseen[: len(examples)], deelvragen)
    labels = replace(fit_labels(everything, deelvragen), drempels=thresholds)
    progress("oordeelmodel")
    weights = [1.0] * len(examples) + [EXTRA_WEIGHT] * len(extra)
    return Modellen(labels, _fit_verdicts(everything, unseen, weights))


def folds(examples: Sequence[Voorbeeld], n: int) -> Iterator[tuple[list[int], list[int]]]:
    """Indices of (training, test) agreements; a family is never on both sides."""
    groups = [example.familie for example in examples]
    splitter = GroupKFold(min(n, len(set(groups))))
    for train, test in splitter.split(np.zeros(len(groups)), groups=groups):
        yield train.tolist(), test.tolist()


def gold(example: Voorbeeld, deelvragen: tuple[str, ...]) -> np.ndarray:
    """Annotated sub-questions, booleans of shape (sentences, sub-questions)."""
    return np.array([[any(label.deelvraag == d for label in z.labels) for d in deelvragen] for z in example.zinnen])


def cited(example: Voorbeeld, deelvragen: tuple[str, ...]) -> np.ndarray:
    """Sentences that the judges cite, booleans of shape (sentences, sub-questions)."""
    return np.array([[z.nr in example.bewijs.get(d, ()) for d in deelvragen] for z in example.zinnen])


def held_out(examples: Sequence[Voorbeeld], deelvragen: tuple[str, ...], n: int = INNER_FOLDS) -> list[Kansen]:
    """What a tagger believes of each agreement that did not learn from it, over ``n`` folds."""
    found: dict[int, Kansen] = {}
    for train, test in folds(examples, n):
        model = fit_labels([examples[i] for i in train], deelvragen)
        found |= {i: model.kansen(examples[i].zinnen) for i in test}
    return [found[i] for i in range(len(examples))]


def fit_labels(examples: Sequence[Voorbeeld], deelvragen: tuple[str, ...], without: Collection[str] = ()) -> Labelmodel:
    """A tagger with every threshold at one half; ``without`` names fields of features to leave out (for measuring)."""
    featurizer = Featurizer(without)
    features = featurizer.fit_transform([example.zinnen for example in examples])
    units = [unit for example in examples for unit in example.zinnen]
    body = np.array([unit.soort not in ("kop", "titel") for unit in units])
    targets = np.vstack([gold(example, deelvragen) for example in examples])
    weights = np.zeros((features.shape[1], len(deelvragen)), np.float32)
    frequent = np.flatnonzero(targets[body].sum(axis=0) >= _MIN_POSITIVE)
    constants = np.full(len(deelvragen), -9.0, np.float32)
    constants[frequent] = 0
    experts = _experts(features[body], featurizer.width)
    for columns, table, solver in experts:
        for j, model in zip(frequent, _logistic(table, targets[body].T[frequent], solver), strict=True):
            weights[columns, j] = model.coef_[0] / len(experts)
            constants[j] += model.intercept_[0] / len(experts)
    quality_weights, quality_constants = _fit_gehalte(features, units, deelvragen)
    judged = np.concatenate([np.full(len(e.zinnen), bool(e.oordelen)) for e in examples])
    proof = np.vstack([cited(example, deelvragen) for example in examples])
    proof_weights, proof_constants = _fit_bewijs(features, proof, body & judged, featurizer.width)
    return Labelmodel(
        featurizer=featurizer,
        deelvragen=deelvragen,
        gewichten=weights,
        constanten=constants,
        drempels=np.full(len(deelvragen), 0.5, np.float32),
        gehalte_gewichten=quality_weights,
        gehalte_constanten=quality_constants,
        bewijs_gewichten=proof_weights,
        bewijs_constanten=proof_constants,
        versie=Versie("labels", "niet opgeslagen"),
    )


def _logistic(table: Any, answers: np.ndarray, solver: str) -> list[LogisticRegression]:
    """A model for each row of ``answers``."""
    learn = LogisticRegression(C=C_LABEL, solver=solver, tol=_TOLERANCE, max_iter=300, random_state=0)
    jobs = (delayed(clone(learn).fit)(table, answer) for answer in answers)
    return list(Parallel(n_jobs=-1, prefer="threads")(jobs))


def _experts(features: sp.csr_matrix, width: int) -> list[tuple[slice, Any, str]]:
    """(columns, table, quickest solver) of the words and of the sentence vector: a model each, to be averaged."""
    end = features.shape[1]
    words, meaning = slice(0, end - width), slice(end - width, end)
    experts = [(words, features[:, words], "liblinear")]
    return [*experts, (meaning, features[:, meaning].toarray(), "lbfgs")] if width else experts


def _fit_gehalte(features: sp.csr_matrix, units: Sequence, deelvragen: tuple[str, ...]) -> tuple[Matrix, Matrix]:  # type: ignore[type-arg]
    pairs = [
        (i, deelvragen.index(label.deelvraag), GEHALTES.index(label.gehalte))
        for i, unit in enumerate(units)
        for label in unit.labels
        if label.deelvraag in deelvragen
    ]
    rows, questions, targets = (np.array(column) for column in zip(*pairs, strict=True))
    one_hot = sp.csr_matrix(np.eye(len(deelvragen), dtype=np.float32)[questions])
    model = LogisticRegression(C=C_GEHALTE, max_iter=300, class_weight="balanced")
    model.fit(sp.hstack([features[rows], one_hot], format="csr"), targets)
    weights = np.zeros((features.shape[1] + len(deelvragen), len(GEHALTES)), np.float32)
    constants = np.full(len(GEHALTES), -9.0, np.float32)
    weights[:, model.classes_], constants[model.classes_] = model.coef_.T, model.intercept_
    return weights, constants


def _fit_bewijs(features: sp.csr_matrix, proof: np.ndarray, rows: np.ndarray, width: int) -> tuple[Matrix, Matrix]:
    """From the sentence vectors only; nothing where there are none, or where no judge cited enough."""
    frequent = np.flatnonzero(proof[rows].sum(axis=0) >= _MIN_POSITIVE)
    if not width or not len(frequent):
        return np.zeros((0, proof.shape[1]), np.float32), np.zeros(proof.shape[1], np.float32)
    weights, constants = np.zeros((width, proof.shape[1]), np.float32), np.full(proof.shape[1], -9.0, np.float32)
    table = features[rows][:, -width:].toarray()
    for j, model in zip(frequent, _logistic(table, proof[rows].T[frequent], "lbfgs"), strict=True):
        weights[:, j], constants[j] = model.coef_[0], model.intercept_[0]
    return weights, constants


def _thresholds(examples: Sequence[Voorbeeld], unseen: Sequence[Kansen], deelvragen: tuple[str, ...]) -> Matrix:
    """Per sub-question the threshold with the best F1 on unseen agreements."""
    probabilities = np.vstack([kansen.over for kansen in unseen])
    targets = np.vstack([gold(example, deelvragen) for example in examples])
    result = np.full(len(deelvragen), 0.5, np.float32)
    for j in range(len(deelvragen)):
        chosen = probabilities[:, j, None] >= _GRID[None, :]
        hits = (chosen & targets[:, j, None]).sum(axis=0)
        f1 = 2 * hits / np.maximum(1, chosen.sum(axis=0) + targets[:, j].sum())
        result[j] = _GRID[int(f1.argmax())]
    return result


def _fit_verdicts(examples: Sequence[Voorbeeld], unseen: Sequence[Kansen], weights: Sequence[float]) -> Oordeelmodel:
    rows, targets, counts = [], [], []
    for example, kansen, weight in zip(examples, unseen, weights, strict=True):
        table = verdict_features(example.zinnen, kansen)
        for j, d in enumerate(kansen.deelvragen):
            if d in example.oordelen:
                rows.append(table[j])
                targets.append(ANTWOORDEN.index(example.oordelen[d]))
                counts.append(weight)
    questions = unseen[0].deelvragen
    none = np.zeros((0, len(questions)), np.float32)
    silence = Kansen(questions, none, np.zeros((*none.shape, len(GEHALTES)), np.float32), none)
    for row in verdict_features((), silence):  # an agreement that says nothing leaves everything open
        rows += [row] * _SILENT_COPIES
        targets += [ANTWOORDEN.index(Antwoord.OPEN)] * _SILENT_COPIES
        counts += [1.0] * _SILENT_COPIES
    x = np.stack(rows)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=C_OORDEEL, max_iter=2000)
    model.fit((x - mean) / scale, targets, sample_weight=counts)
    coefficients = np.zeros((x.shape[1], len(ANTWOORDEN)), np.float32)
    constants = np.full(len(ANTWOORDEN), -9.0, np.float32)
    coefficients[:, model.classes_], constants[model.classes_] = model.coef_.T, model.intercept_
    return Oordeelmodel(mean.astype(np.float32), scale.astype(np.float32), coefficients, constants)
