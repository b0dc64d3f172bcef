"""Learning from a reviewer's corrections: a local tagger that starts from the shipped one.

The agreements that the shipped model learned from are not on the user's machine, and need not be: per sub-question the
change of the weights is a logistic regression of its own, with the shipped weights as the prior mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.special import expit

from analyse.errors import GebruiksfoutError
from analyse.language.model import Taalmodel
from analyse.tagging.model import Labelmodel
from analyse.train.corpus import Voorbeeld, read_units
from analyse.train.fit import C_LABEL, gold
from analyse.types import Zin


def read_corrections(path: Path, taalmodel: Taalmodel, deelvragen: Sequence[str]) -> tuple[Zin, ...]:
    """Reviewed sentences, one JSON object a line, in the form of ``corpus/zinnen``.

    Raises:
        GebruiksfoutError: the file is not there, not in that form, or names a sub-question outside ``deelvragen``.
    """
    try:
        units = read_units(path, taalmodel, titled=False)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GebruiksfoutError(
            f"{path.name} bevat geen leesbare correcties. Elke regel is een zin met nr, kop, tekst en deelvragen."
        ) from error
    if not units:
        raise GebruiksfoutError(f"{path.name} bevat geen correcties.")
    unknown = sorted({label.deelvraag for unit in units for label in unit.labels} - set(deelvragen))
    if unknown:
        raise GebruiksfoutError(f"{path.name} noemt deelvraag {unknown[0]}; die kent het model niet.")
    return units


def adapt(model: Labelmodel, units: Sequence[Zin]) -> Labelmodel:
    """The tagger after ``units``; ``model`` itself is not changed."""
    features = model.featurizer.transform(units)
    used = np.unique(features.indices)
    columns = features[:, used]
    targets = gold(as_example(units), model.deelvragen)
    weights = model.gewichten.copy()
    for j in range(len(model.deelvragen)):
        start = columns @ weights[used, j] + model.constanten[j]
        weights[used, j] += _change(columns, start, targets[:, j])
    return replace(model, gewichten=weights)


def _change(columns: sp.csr_matrix, start: npt.NDArray[np.float32], target: npt.NDArray[np.bool_]) -> np.ndarray:
    """Weights to add: logistic loss plus the size of the change, weighed as in training (``C_LABEL``)."""
    sign = np.where(target, 1.0, -1.0)

    def loss(change: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (start + columns @ change)
        slope = -sign * expit(-margin)
        return (
            0.5 * float(change @ change) + C_LABEL * float(np.logaddexp(0, -margin).sum()),
            change + C_LABEL * (columns.T @ slope),
        )

    result: np.ndarray = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B").x
    return result


def as_example(units: Sequence[Zin]) -> Voorbeeld:
    """The corrections as one annotated agreement without verdicts."""
    return Voorbeeld(naam="correcties", familie="correcties", zinnen=tuple(units), oordelen={}, bewijs={})
