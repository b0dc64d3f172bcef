"""Teach the encoder the sub-questions, on agreements that are not measured on.

Usage: ``python leren.py MAP UIT --corpus modellen/corpus --corpus BESTUURSTAAL``. Reads ``basis.npz`` and
``stukken.model`` in ``MAP`` and writes the encoder to ``UIT``, as the product reads it. The heads that it learns with
(labels, *gehalte*, the judges' evidence) are thrown away: what stays is a vector a sentence, for scikit-learn's models
to read. The real corpus is left out, so that ``analyse evalueer`` measures on agreements that the encoder has not seen
either.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Annotated

import numpy as np
import sentencepiece
import torch
import typer
from encoder import Encoder
from torch.nn import functional
from verpak import write

from analyse.language.encoder import PIECES, pieces_of
from analyse.language.model import load_language_model
from analyse.questions import load_question_set
from analyse.tagging.model import GEHALTES
from analyse.train.corpus import Voorbeeld, read_corpus
from analyse.train.fit import cited

PARTS = tuple(load_question_set().deelvragen)
EPOCHS, BATCH, RATE, DROPOUT = 4, 32, 2e-4, 0.1
_WARM_UP, _HEAD_RATE, _QUALITY = 0.06, 10, 0.3
_NOT = -1  # no label, so no gehalte


def targets(example: Voorbeeld) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(labelled, number of the *gehalte*, cited as evidence), each of shape (sentences, sub-questions)."""
    quality = np.full((len(example.zinnen), len(PARTS)), _NOT)
    for row, unit in zip(quality, example.zinnen, strict=True):
        for label in unit.labels:
            row[PARTS.index(label.deelvraag)] = GEHALTES.index(label.gehalte)
    return quality != _NOT, quality, cited(example, PARTS)


def padded(texts: list[list[int]], filler: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(pieces, where they are), both of shape (texts, longest)."""
    longest = max(map(len, texts))
    pieces = torch.tensor([text + [filler] * (longest - len(text)) for text in texts])
    return pieces, torch.tensor([[True] * len(text) + [False] * (longest - len(text)) for text in texts])


def loss_of(heads: torch.Tensor, labelled: torch.Tensor, quality: torch.Tensor, proof: torch.Tensor) -> torch.Tensor:
    """Labels and evidence each for itself; *gehalte* only where there is a label."""
    n, k = labelled.shape
    label, evidence, rest = heads[:, :k], heads[:, k : 2 * k], heads[:, 2 * k :].reshape(n, k, len(GEHALTES))
    yes_no = functional.binary_cross_entropy_with_logits
    total = yes_no(label, labelled, reduction="sum") + yes_no(evidence, proof, reduction="sum")
    there = quality != _NOT
    return total / n + (_QUALITY * functional.cross_entropy(rest[there], quality[there]) if there.any() else 0.0)


def batches(texts: list[list[int]], rng: random.Random) -> list[list[int]]:
    """Random batches of texts of about the same length."""
    order = rng.sample(range(len(texts)), len(texts))
    chunks = [sorted(order[i : i + 40 * BATCH], key=lambda j: len(texts[j])) for i in range(0, len(order), 40 * BATCH)]
    made = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    rng.shuffle(made)
    return made


def train(encoder: Encoder, texts: list[list[int]], answers: tuple[torch.Tensor, ...], filler: int) -> None:
    """Fit ``encoder`` to ``answers`` (as ``loss_of`` takes them), and tell how it goes every hundred steps."""
    heads = torch.nn.Linear(encoder.width, len(PARTS) * (2 + len(GEHALTES)))
    torch.nn.init.normal_(heads.weight, std=0.02)
    torch.nn.init.constant_(heads.bias, -3.0)
    learned = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": learned}, {"params": heads.parameters()}], weight_decay=0.01)
    plan = [batch for epoch in range(EPOCHS) for batch in batches(texts, random.Random(epoch))]
    start = time.monotonic()
    for step, batch in enumerate(plan, start=1):
        rate = RATE * min(1, step / (_WARM_UP * len(plan))) * max(0.02, 1 - step / len(plan))
        optimizer.param_groups[0]["lr"], optimizer.param_groups[1]["lr"] = rate, _HEAD_RATE * rate
        with torch.autocast("cpu", torch.bfloat16):
            vectors = encoder(*padded([texts[i] for i in batch], filler), dropout=DROPOUT)
        loss = loss_of(heads(functional.dropout(vectors.float(), DROPOUT)), *(answer[batch] for answer in answers))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"{step} of {len(plan)}: {loss.item():.2f}, {time.monotonic() - start:.0f} s", flush=True)


def main(folder: Path, out: Path, corpus: Annotated[list[Path], typer.Option()]) -> None:
    """Train on the sentences of every ``corpus``; headings and titles are about nothing."""
    torch.manual_seed(0)
    language = load_language_model(meaning=False)
    examples = [example for path in corpus for example in read_corpus(path, language)]
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
    units = [unit for example in examples for unit in example.zinnen]
    body = np.array([unit.soort not in ("kop", "titel") for unit in units])
    texts = [pieces_of(model, unit) for unit, prose in zip(units, body, strict=True) if prose]
    labelled, quality, proof = (np.vstack(column)[body] for column in zip(*map(targets, examples), strict=True))
    encoder = Encoder(folder / "basis.npz").train()
    answers = (torch.tensor(labelled).float(), torch.tensor(quality), torch.tensor(proof).float())
    train(encoder, texts, answers, model.pad_id())
    write(encoder.eval(), folder / PIECES, out)


if __name__ == "__main__":
    typer.run(main)
