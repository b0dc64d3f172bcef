"""What a sentence means, as a vector: a small multilingual transformer that was taught the sub-questions.

Model and recipe: modellen/README.md, "betekenis".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from analyse.errors import GebruiksfoutError
from analyse.resources import resource
from analyse.types import Zin

MODEL, PIECES = "encoder.onnx", "stukken.model"
_CONTEXT, _TEXT = 40, 96  # word pieces that are read of heading and lead-in, and of the sentence
_TOGETHER = 2_048  # word pieces in a batch, with the padding
_DIGITS = 3  # decimals that are kept: the same on every machine


@dataclass(frozen=True, slots=True)
class Zinscodeerder:
    """A loaded encoder."""

    stukken: Any
    """The sentencepiece model."""
    sessie: Any
    """The ONNX session."""

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Zinscodeerder:
        """Load the encoder in ``folder``, or the embedded one; it uses ``threads`` cores, all of them for 0.

        Raises:
            GebruiksfoutError: there is none.
        """
        import onnxruntime
        import sentencepiece

        folder = folder or resource("modellen/betekenis")
        onnxruntime.disable_telemetry_events()  # official builds for Windows have some
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        try:
            session = onnxruntime.InferenceSession(folder / MODEL, options, providers=["CPUExecutionProvider"])
            pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
        except Exception as error:  # the errors of onnxruntime have no class in common
            raise GebruiksfoutError(f"In {folder} staat geen leesbaar model voor de betekenis van zinnen.") from error
        return cls(pieces, session)

    def vectors(self, units: Sequence[Zin]) -> npt.NDArray[np.float32]:
        """Vectors of shape (sentences, width)."""
        texts = [pieces_of(self.stukken, unit) for unit in units]
        found: dict[int, npt.NDArray[np.float32]] = {}
        for batch in _batches(texts):
            longest = len(texts[batch[-1]])
            pieces = np.full((len(batch), longest), self.stukken.pad_id(), np.int64)
            there = np.zeros(pieces.shape, np.bool_)
            for row, i in enumerate(batch):
                pieces[row, : len(texts[i])], there[row, : len(texts[i])] = texts[i], True
            (made,) = self.sessie.run(None, {"pieces": pieces, "there": there})
            found |= dict(zip(batch, made, strict=True))
        return np.array([found[i] for i in range(len(units))], np.float32).reshape(len(units), -1)

    def with_meaning(self, units: Sequence[Zin]) -> tuple[Zin, ...]:
        """The sentences with their vectors; headings and titles, which are about nothing, have none."""
        body = [i for i, unit in enumerate(units) if unit.soort not in ("kop", "titel")]
        rows = np.round(self.vectors([units[i] for i in body]), _DIGITS).tolist() if body else []
        meaning = dict(zip(body, rows, strict=True))
        return tuple(replace(unit, betekenis=tuple(meaning.get(i, ()))) for i, unit in enumerate(units))


def pieces_of(model: Any, unit: Zin) -> list[int]:
    """Numbers of the word pieces of heading and lead-in, and of the sentence."""
    context = model.encode(" > ".join(filter(None, (unit.kop, unit.aanhef))))[:_CONTEXT]
    return [model.bos_id(), *context, model.eos_id(), *model.encode(unit.tekst)[:_TEXT], model.eos_id()]


def _batches(texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Numbers of texts of about the same length, shortest first."""
    batch: list[int] = []
    for i in sorted(range(len(texts)), key=lambda j: len(texts[j])):
        if batch and (len(batch) + 1) * len(texts[i]) > _TOGETHER:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
