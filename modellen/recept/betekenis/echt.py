"""Teach the encoder the real agreements too, and keep it possible to measure on them.

Usage: ``python echt.py MAP UIT --corpus CORPUS``. Goes on from ``MAP/les1.pt`` (see ``leren.py``) with two epochs over
``CORPUS``. An encoder that has learned an agreement by heart tells nothing about how well it reads others, so that is
done once with all agreements, which is the encoder that is written to ``UIT``, and once for each fold without that
fold's agreements (families together, the same folds as ``analyse evalueer --delen 5``). ``MAP/betekenis.npz`` holds the
vectors of every agreement by the encoder that did not see it: ``--vectoren`` of ``analyse train`` and ``evalueer``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from leren import Les, train
from sentencepiece import SentencePieceProcessor
from verpak import write

from analyse.language.encoder import PIECES, Zinscodeerder
from analyse.language.model import load_language_model
from analyse.train.corpus import Voorbeeld, read_corpus
from analyse.train.fit import folds

_EPOCHS, _RATE = 2, 1e-4


def taught(folder: Path, examples: Sequence[Voorbeeld], out: Path) -> Zinscodeerder:
    """The encoder after ``examples``, written to ``out`` and loaded from there as the product does."""
    torch.manual_seed(0)
    les = Les(folder / "basis.npz")
    les.load_state_dict(torch.load(folder / "les1.pt", weights_only=True))
    train(les, examples, SentencePieceProcessor(model_file=str(folder / PIECES)), _EPOCHS, _RATE)
    write(les.encoder, folder / PIECES, out)
    return Zinscodeerder.load(out)


def main(
    folder: Path,
    out: Path,
    corpus: Annotated[Path, typer.Option()],
    delen: Annotated[int, typer.Option()] = 5,
) -> None:
    """Train an encoder a fold, and one on everything."""
    examples = read_corpus(corpus, load_language_model(meaning=False))
    vectors: dict[str, np.ndarray] = {}
    for number, (learn, rest) in enumerate(folds(examples, delen), start=1):
        print(f"fold {number}", flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            encoder = taught(folder, [examples[i] for i in learn], Path(scratch))
            vectors |= {examples[i].naam: encoder.meanings(examples[i].zinnen) for i in rest}
    np.savez_compressed(folder / "betekenis.npz", **vectors)
    print("everything", flush=True)
    taught(folder, examples, out)


if __name__ == "__main__":
    typer.run(main)
