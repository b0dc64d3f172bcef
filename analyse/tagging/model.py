"""The tagger: one logistic model per sub-question and one for *gehalte*, stored as arrays and lists, never pickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from analyse.errors import GebruiksfoutError
from analyse.tagging.explain import hints
from analyse.tagging.features import Featurizer
from analyse.tagging.patterns import defers_by_definition
from analyse.types import Gehalte, Label, Versie, Zin

GEHALTES = tuple(Gehalte)
_ARRAYS, _LISTS = "gewichten.npz", "woordenschat.json"

_PUT_OFF = np.array([0.05, 0.05, 0.9], np.float32)  # concreet, vaag, doorgeschoven

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Kansen:
    """What the tagger believes of every sentence, before thresholds."""

    deelvragen: tuple[str, ...]
    over: Matrix
    """Probability that a sentence is about a sub-question; shape (sentences, sub-questions)."""
    gehalte: Matrix
    """Given that it is: probability of concreet, vaag, doorgeschoven; shape (sentences, sub-questions, 3)."""
    bewijs: Matrix | None = None
    """Probability that a judge of the whole agreement would cite a sentence, same shape as ``over``; None when there
    is no telling. A judge reads more in a sentence than its labels, and passes over sentences on side issues."""
    kenmerken: sp.csr_matrix | None = None
    """The features they follow from, shape (sentences, features); without them labels get no ``aanwijzingen``."""

    @property
    def aangehaald(self) -> Matrix:
        """``bewijs``, or ``over`` as the next best."""
        return self.over if self.bewijs is None else self.bewijs

    def without(self, deelvragen: Collection[str]) -> Kansen:
        """The same for the other sub-questions."""
        keep = [j for j, d in enumerate(self.deelvragen) if d not in deelvragen]
        names = tuple(self.deelvragen[j] for j in keep)
        proof = None if self.bewijs is None else self.bewijs[:, keep]
        return Kansen(names, self.over[:, keep], self.gehalte[:, keep], proof, self.kenmerken) if deelvragen else self


@dataclass(frozen=True, slots=True)
class Labelmodel:
    """A trained tagger."""

    featurizer: Featurizer
    deelvragen: tuple[str, ...]
    gewichten: Matrix
    """Shape (features, sub-questions)."""
    constanten: Matrix
    drempels: Matrix
    """Per sub-question the probability above which a sentence gets the label."""
    gehalte_gewichten: Matrix
    """Shape (features + sub-questions, 3): the sub-question itself is a feature of *gehalte*."""
    gehalte_constanten: Matrix
    bewijs_gewichten: Matrix
    """Shape (width of the sentence vectors, sub-questions): what judges cite follows from the vector alone."""
    bewijs_constanten: Matrix
    versie: Versie

    def kansen(self, units: Sequence[Zin], deferring: Collection[int] = ()) -> Kansen:
        """Probabilities for the sentences of one agreement; headings and titles are about nothing.

        Args:
            units: the sentences, in order.
            deferring: numbers of sentences that put their answer off by definition, because they refer to an annex
                that is not there (corpus guideline, *gehalte* d); phrases like "p.m." are recognised here.
        """
        n, k = len(units), len(self.deelvragen)
        if not n:
            return Kansen(self.deelvragen, np.zeros((0, k), np.float32), np.zeros((0, k, 3), np.float32))
        features = self.featurizer.transform(units)
        over = _sigmoid(features @ self.gewichten + self.constanten)
        silent = [i for i, unit in enumerate(units) if unit.soort in ("kop", "titel")]
        over[silent] = 0
        split = features.shape[1]
        shared = features @ self.gehalte_gewichten[:split] + self.gehalte_constanten
        quality = _softmax(shared[:, None, :] + self.gehalte_gewichten[None, split:, :])
        put_off = [i for i, unit in enumerate(units) if unit.nr in deferring or defers_by_definition(unit.tekst)]
        quality[put_off] = _PUT_OFF
        return Kansen(self.deelvragen, over, quality, self._proof(features, silent), features)

    def _proof(self, features: sp.csr_matrix, silent: Sequence[int]) -> Matrix | None:
        width = len(self.bewijs_gewichten)
        if not width:
            return None
        proof = _sigmoid(features[:, -width:] @ self.bewijs_gewichten + self.bewijs_constanten)
        proof[silent] = 0
        return proof

    def label(self, units: Sequence[Zin], kansen: Kansen, minimum: float = 0.0) -> tuple[Zin, ...]:
        """The sentences with the labels whose probability reaches the threshold (and ``minimum``)."""
        chosen = kansen.over >= np.maximum(self.drempels, minimum)

        def labels(i: int) -> tuple[Label, ...]:
            return tuple(
                Label(
                    self.deelvragen[j],
                    GEHALTES[int(kansen.gehalte[i, j].argmax())],
                    round(float(kansen.over[i, j]), 2),
                    self._hints(kansen.kenmerken, i, j),
                )
                for j in np.flatnonzero(chosen[i]).tolist()
            )

        return tuple(replace(unit, labels=labels(i)) for i, unit in enumerate(units))

    def _hints(self, features: sp.csr_matrix | None, i: int, j: int) -> tuple[str, ...]:
        """Why sentence ``i`` is about sub-question ``j``; the row is not taken as a matrix, which is slow."""
        if features is None:
            return ()
        row = slice(features.indptr[i], features.indptr[i + 1])
        return hints(
            features.data[row],
            features.indices[row],
            self.gewichten[:, j],
            self.featurizer.names,
            self.featurizer.width,
        )

    def save(self, folder: Path) -> None:
        """Write the model to ``folder``: arrays in half precision, vocabularies as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        vocabularies = {name: words for name, (words, _) in self.featurizer.state().items()}
        arrays: dict[str, Any] = {
            f"idf_{name}": idf for name, (_, idf) in self.featurizer.state().items() if idf is not None
        }
        np.savez_compressed(
            folder / _ARRAYS,
            gewichten=self.gewichten.astype(np.float16),
            constanten=self.constanten,
            drempels=self.drempels,
            betekenis_midden=self.featurizer.centre,
            betekenis_spreiding=self.featurizer.spread,
            gehalte_gewichten=self.gehalte_gewichten.astype(np.float16),
            gehalte_constanten=self.gehalte_constanten,
            bewijs_gewichten=self.bewijs_gewichten.astype(np.float16),
            bewijs_constanten=self.bewijs_constanten,
            **arrays,
        )
        content = {"deelvragen": self.deelvragen, "woordenschat": vocabularies}
        (folder / _LISTS).write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Labelmodel:
        """Read a model that ``save`` wrote.

        Raises:
            GebruiksfoutError: the folder holds no readable model.
        """
        try:
            content = json.loads((folder / _LISTS).read_text(encoding="utf-8"))
            with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
                data = {name: arrays[name] for name in arrays.files}
            state = {name: (words, data.get(f"idf_{name}")) for name, words in content["woordenschat"].items()}
            return cls(
                featurizer=Featurizer.from_state(state, data["betekenis_midden"], data["betekenis_spreiding"]),
                deelvragen=tuple(content["deelvragen"]),
                gewichten=data["gewichten"].astype(np.float32),
                constanten=data["constanten"],
                drempels=data["drempels"],
                gehalte_gewichten=data["gehalte_gewichten"].astype(np.float32),
                gehalte_constanten=data["gehalte_constanten"],
                bewijs_gewichten=data["bewijs_gewichten"].astype(np.float32),
                bewijs_constanten=data["bewijs_constanten"],
                versie=Versie("labels", _fingerprint(data)),
            )
        except (OSError, ValueError, KeyError) as error:
            raise GebruiksfoutError(
                f"In {folder} staat geen leesbaar labelmodel, of een van een oudere versie. "
                "Train er een met 'analyse train'."
            ) from error


def _sigmoid(x: Matrix) -> Matrix:
    result: Matrix = (1 / (1 + np.exp(-x))).astype(np.float32)
    return result


def _softmax(x: Matrix) -> Matrix:
    exp = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Matrix = (exp / exp.sum(axis=-1, keepdims=True)).astype(np.float32)
    return result


def _fingerprint(data: dict[str, Any]) -> str:
    """Twelve hex digits that tell models apart; of the content, for the archive around it holds the time of writing."""
    digest = hashlib.sha256()
    for name in sorted(data):
        digest.update(name.encode() + data[name].tobytes())
    return digest.hexdigest()[:12]
