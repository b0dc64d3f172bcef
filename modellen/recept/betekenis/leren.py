"""Teach the encoder the sub-questions, on agreements that are not measured on.

Usage: ``python leren.py MAP --corpus modellen/corpus --corpus BESTUURSTAAL``. Reads ``basis.npz`` and ``stukken.model``
in ``MAP`` and writes ``les1.pt`` there: the encoder, and the heads that it learns with (labels, *gehalte*, the judges'
evidence). ``echt.py`` goes on from there with the real corpus.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from encoder import Encoder
from sentencepiece import SentencePieceProcessor
from torch import nn
from torch.nn import functional

from analyse.language.encoder import PIECES, pieces_of
from analyse.language.model import load_language_model
from analyse.questions import load_question_set
from analyse.tagging.model import GEHALTES
from analyse.train.corpus import Voorbeeld, read_corpus

PARTS = tuple(load_question_set().deelvragen)
BATCH, DROPOUT = 32, 0.1
_EPOCHS, _RATE = 4, 2e-4
_WARM_UP, _HEAD_RATE, _QUALITY = 0.06, 10, 0.3
_NOT = -1  # no label, so no gehalte


def targets(example: Voorbeeld) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(labelled, number of the *gehalte*, cited as evidence), each of shape (sentences, sub-questions)."""
    quality = np.full((len(example.zinnen), len(PARTS)), _NOT)
    for row, unit in zip(quality, example.zinnen, strict=True):
        for label in unit.labels:
            row[PARTS.index(label.deelvraag)] = GEHALTES.index(label.gehalte)
    cited = np.array([[unit.nr in example.bewijs.get(d, ()) for d in PARTS] for unit in example.zinnen])
    return quality != _NOT, quality, cited


def padded(texts: list[list[int]], filler: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(pieces, where they are), both of shape (texts, longest)."""
    longest = max(map(len, texts))
    pieces = torch.tensor([text + [filler] * (longest - len(text)) for text in texts])
    return pieces, torch.tensor([[True] * len(text) + [False] * (longest - len(text)) for text in texts])


def loss_of(heads: torch.Tensor, labelled: torch.Tensor, quality: torch.Tensor, cited: torch.Tensor) -> torch.Tensor:
    """Labels and evidence each for itself; *gehalte* only where there is a label."""
    n, k = labelled.shape
    label, evidence, rest = heads[:, :k], heads[:, k : 2 * k], heads[:, 2 * k :].reshape(n, k, len(GEHALTES))
    yes_no = functional.binary_cross_entropy_with_logits
    total = yes_no(label, labelled, reduction="sum") + yes_no(evidence, cited, reduction="sum")
    there = quality != _NOT
    return total / n + (_QUALITY * functional.cross_entropy(rest[there], quality[there]) if there.any() else 0.0)


def batches(texts: list[list[int]], rng: random.Random) -> list[list[int]]:
    """Random batches of texts of about the same length."""
    order = rng.sample(range(len(texts)), len(texts))
    chunks = [sorted(order[i : i + 40 * BATCH], key=lambda j: len(texts[j])) for i in range(0, len(order), 40 * BATCH)]
    made = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    rng.shuffle(made)
    return made


class Les(nn.Module):
    """The encoder with the heads that it learns with; at the end only the encoder stays, for scikit-learn to read."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = Encoder(base)
        self.heads = nn.Linear(self.encoder.width, len(PARTS) * (2 + len(GEHALTES)))
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.constant_(self.heads.bias, -3.0)


def train(les: Les, examples: Sequence[Voorbeeld], pieces: Any, epochs: int, rate: float) -> None:
    """Fit ``les`` to the sentences of ``examples``; headings and titles are about nothing. Tells how it goes."""
    units = [unit for example in examples for unit in example.zinnen]
    body = np.array([unit.soort not in ("kop", "titel") for unit in units])
    texts = [pieces_of(pieces, unit) for unit, prose in zip(units, body, strict=True) if prose]
    labelled, quality, cited = (np.vstack(column)[body] for column in zip(*map(targets, examples), strict=True))
    answers = (torch.tensor(labelled).float(), torch.tensor(quality), torch.tensor(cited).float())
    learned = [p for p in les.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": learned}, {"params": les.heads.parameters()}], weight_decay=0.01)
    plan = [batch for epoch in range(epochs) for batch in batches(texts, random.Random(epoch))]
    start = time.monotonic()
    les.train()
    for step, batch in enumerate(plan, start=1):
        now = rate * min(1, step / (_WARM_UP * len(plan))) * max(0.02, 1 - step / len(plan))
        optimizer.param_groups[0]["lr"], optimizer.param_groups[1]["lr"] = now, _HEAD_RATE * now
        with torch.autocast("cpu", torch.bfloat16):
            vectors = les.encoder(*padded([texts[i] for i in batch], pieces.pad_id()), dropout=DROPOUT)
        loss = loss_of(les.heads(functional.dropout(vectors.float(), DROPOUT)), *(answer[batch] for answer in answers))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"{step} of {len(plan)}: {loss.item():.2f}, {time.monotonic() - start:.0f} s", flush=True)
    les.eval()


def main(folder: Path, corpus: Annotated[list[Path], typer.Option()]) -> None:
    """Train on the sentences of every ``corpus``."""
    torch.manual_seed(0)
    language = load_language_model(meaning=False)
    examples = [example for path in corpus for example in read_corpus(path, language)]
    les = Les(folder / "basis.npz")
    train(les, examples, SentencePieceProcessor(model_file=str(folder / PIECES)), _EPOCHS, _RATE)
    torch.save(les.state_dict(), folder / "les1.pt")


if __name__ == "__main__":
    typer.run(main)
