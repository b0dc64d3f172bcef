"""Leave whole agreements out, train on the rest, compare with the annotators through the production path.

A family of near-twins is never on both sides. Thresholds and the verdict model are learned inside the training part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analyse.evaluate.measures import accuracy, calibration, macro_f1, score
from analyse.evaluate.mistakes import Fout, verdict_errors, worst
from analyse.questions import Vragenset
from analyse.train.corpus import Voorbeeld
from analyse.train.fit import fit, folds, gold
from analyse.types import Antwoord, Gehalte, Zin
from analyse.verdict.judge import verdicts
from analyse.verdict.model import ANTWOORDEN

_LEFT_OPEN = (Antwoord.OPEN, Antwoord.DOORGESCHOVEN)


@dataclass(slots=True)
class _Outcomes:
    """What was predicted and what the annotators said, over all folds."""

    predicted: list[np.ndarray] = field(default_factory=list)
    gold: list[np.ndarray] = field(default_factory=list)
    gehalte: list[tuple[Gehalte, Gehalte]] = field(default_factory=list)
    """(predicted, annotated) where both have the sub-question."""
    verdicts: list[tuple[str, Antwoord, Antwoord]] = field(default_factory=list)
    """(sub-question, predicted, judged)."""
    evidence: list[bool] = field(default_factory=list)
    """Is any cited sentence among the judges' evidence?"""
    probabilities: list[np.ndarray] = field(default_factory=list)
    """What the tagger believed, as ``gold``."""
    errors: list[Fout] = field(default_factory=list)


def cross_validate(
    examples: Sequence[Voorbeeld],
    questions: Vragenset,
    n: int,
    progress: Callable[[str], None] = lambda _: None,
    extra: Sequence[Voorbeeld] = (),
) -> dict[str, Any]:
    """All figures as plain data.

    Args:
        examples: annotated agreements.
        questions: gives sub-questions their labels.
        n: number of folds.
        progress: is told what goes on.
        extra: agreements to learn from in every fold and never to measure on.
    """
    ids = tuple(questions.deelvragen)
    outcomes = _Outcomes()
    for number, (train, test) in enumerate(folds(examples, n), start=1):
        progress(f"deel {number}: {len(train)} overeenkomsten om te leren, {len(test)} om te meten")
        models = fit([examples[i] for i in train], ids, extra=extra)
        for example in (examples[i] for i in test):
            kansen = models.labels.kansen(example.zinnen)
            labelled = models.labels.label(example.zinnen, kansen)
            _compare_labels(outcomes, example, labelled, ids)
            outcomes.probabilities.append(kansen.over)
            answers, proof = verdicts(labelled, kansen, models.oordelen)
            belief = models.oordelen.kansen(labelled, kansen)
            outcomes.errors += verdict_errors(example, answers, dict(zip(ids, belief, strict=True)))
            for d, judged in example.oordelen.items():
                outcomes.verdicts.append((d, answers[d], judged))
                if example.bewijs.get(d) and proof[d] and answers[d] is judged:
                    outcomes.evidence.append(bool(set(proof[d]) & set(example.bewijs[d])))
    return _figures(outcomes, questions, len(examples))


def _compare_labels(outcomes: _Outcomes, example: Voorbeeld, labelled: Sequence[Zin], ids: tuple[str, ...]) -> None:
    outcomes.gold.append(gold(example, ids))
    outcomes.predicted.append(
        np.array([[any(label.deelvraag == d for label in z.labels) for d in ids] for z in labelled])
    )
    for annotated, unit in zip(example.zinnen, labelled, strict=True):
        own = {label.deelvraag: label.gehalte for label in annotated.labels}
        outcomes.gehalte += [(lb.gehalte, own[lb.deelvraag]) for lb in unit.labels if lb.deelvraag in own]


def _figures(outcomes: _Outcomes, questions: Vragenset, agreements: int) -> dict[str, Any]:
    predicted, judged = np.vstack(outcomes.predicted), np.vstack(outcomes.gold)
    parts = list(questions.deelvragen.values())
    labels = list(dict.fromkeys(d.label for d in parts))
    columns = {label: [j for j, d in enumerate(parts) if d.label == label] for label in labels}
    per_label = {
        name: score(np.any(predicted[:, c], axis=1), np.any(judged[:, c], axis=1)) for name, c in columns.items()
    }
    per_part = {d.id: score(predicted[:, j], judged[:, j]) for j, d in enumerate(parts)}
    per_gehalte = {
        g.value: score(np.array([p is g for p, _ in outcomes.gehalte]), np.array([a is g for _, a in outcomes.gehalte]))
        for g in Gehalte
    }
    return {
        "overeenkomsten": agreements,
        "zinnen": len(judged),
        "labels": per_label,
        "labels_macro_f1": macro_f1(list(per_label.values())),
        "deelvragen": per_part,
        "deelvragen_macro_f1": macro_f1(list(per_part.values())),
        "gehalte": per_gehalte,
        "oordelen": _verdict_figures(outcomes) if outcomes.verdicts else {},
        "ijking": calibration(np.vstack(outcomes.probabilities), judged),
        "grootste_fouten": [error._asdict() for error in worst(outcomes.errors)],
    }


def _verdict_figures(outcomes: _Outcomes) -> dict[str, Any]:
    predicted = [p for _, p, _ in outcomes.verdicts]
    judged = [g for _, _, g in outcomes.verdicts]
    commonest = max(set(judged), key=lambda answer: (judged.count(answer), answer))

    def compare(is_positive: Callable[[Antwoord], bool]) -> Any:
        return score(np.array([is_positive(p) for p in predicted]), np.array([is_positive(g) for g in judged]))

    return {
        "aantal": len(judged),
        "juist_van_vier": accuracy(predicted, judged),
        "juist_bij_altijd_gangbaarste": accuracy([commonest] * len(judged), judged),
        "gaten": compare(lambda answer: answer is not Antwoord.BEANTWOORD),
        "opengelaten": compare(lambda answer: answer in _LEFT_OPEN),
        "per_oordeel": {answer.value: compare(lambda a, answer=answer: a is answer) for answer in ANTWOORDEN},  # type: ignore[misc]
        "bewijs_bij_rechters": round(float(np.mean(outcomes.evidence)), 4) if outcomes.evidence else 0.0,
    }
