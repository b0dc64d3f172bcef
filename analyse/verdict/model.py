"""The verdict model: a softmax regression from the features of a sub-question to one of four verdicts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analyse.errors import GebruiksfoutError
from analyse.tagging.model import Kansen, Matrix
from analyse.types import Antwoord, Zin
from analyse.verdict.features import verdict_features

ANTWOORDEN = tuple(answer for answer in Antwoord if answer is not Antwoord.NVT)
_FILE = "oordeelmodel.json"


@dataclass(frozen=True, slots=True)
class Oordeelmodel:
    """A trained verdict model."""

    gemiddelde: Matrix
    schaal: Matrix
    gewichten: Matrix
    """Shape (features, 4)."""
    constanten: Matrix

    def kansen(self, units: Sequence[Zin], kansen: Kansen) -> Matrix:
        """Probability of each verdict per sub-question, shape (sub-questions, 4)."""
        x = (verdict_features(units, kansen) - self.gemiddelde) / self.schaal
        logits = x @ self.gewichten + self.constanten
        exp = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Matrix = exp / exp.sum(axis=1, keepdims=True)
        return result

    def verdicts(self, units: Sequence[Zin], kansen: Kansen) -> dict[str, Antwoord]:
        """The likeliest verdict per sub-question."""
        best = self.kansen(units, kansen).argmax(axis=1)
        return {d: ANTWOORDEN[int(i)] for d, i in zip(kansen.deelvragen, best, strict=True)}

    def save(self, folder: Path) -> None:
        """Write the model as JSON, small enough to read and compare."""
        folder.mkdir(parents=True, exist_ok=True)
        fields = ("gemiddelde", "schaal", "gewichten", "constanten")
        content = {name: np.round(getattr(self, name), 5).tolist() for name in fields}
        (folder / _FILE).write_text(json.dumps(content) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Oordeelmodel:
        """Read a model that ``save`` wrote.

        Raises:
            GebruiksfoutError: the folder holds no readable model.
        """
        try:
            content = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            return cls(**{name: np.array(values, np.float32) for name, values in content.items()})
        except (OSError, ValueError, TypeError) as error:
            raise GebruiksfoutError(
                f"In {folder} staat geen leesbaar oordeelmodel. Train er een met 'analyse train'."
            ) from error
