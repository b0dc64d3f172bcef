"""Train floret vectors on the administrative text; they give the pipeline its sense of rare words."""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

import floret
import typer
from tokenizer import blank_dutch

BUCKETS, DIMENSIONS, MIN_NGRAM, MAX_NGRAM, HASHES = 50_000, 96, 4, 5, 2


def paragraphs(source: Path) -> Iterator[str]:
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        yield from (line.strip() for line in lines)


def main(source: Path, out: Path, epochs: int = 3, threads: int = 2, rows: int = BUCKETS) -> None:
    """Write ``out`` (floret text format) from ``source`` (xz, one paragraph a line)."""
    tokens = out.with_suffix(".tokens.txt")
    nlp = blank_dutch()
    if not tokens.exists():
        with tokens.open("w", encoding="utf-8") as target:
            for text in paragraphs(source):
                target.write(" ".join(token.text for token in nlp.make_doc(text)) + "\n")
    print(f"{tokens} written, training", file=sys.stderr)
    model = floret.train_unsupervised(
        str(tokens), model="cbow", mode="floret", hashCount=HASHES, bucket=rows,
        dim=DIMENSIONS, minn=MIN_NGRAM, maxn=MAX_NGRAM, minCount=20, neg=10, ws=5,
        lr=0.05, epoch=epochs, thread=threads,
    )  # fmt: skip
    model.save_floret_vectors(str(out))


if __name__ == "__main__":
    typer.run(main)
