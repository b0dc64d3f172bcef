"""Silver data: Frog's tags and lemmas on administrative text, for the layers where Frog is better than our gold is big.

Frog (Debian packages ``frog`` and ``frogdata``, GPL-3) is only run here; its output is data.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import typer
from tokenizer import blank_dutch
from vectoren import paragraphs

MIN_TOKENS, MAX_TOKENS = 6, 120


def sample(source: Path, words: int, seed: int = 7) -> list[list[tuple[str, bool]]]:
    """Random paragraphs as lists of (token, space after), ``words`` tokens together."""
    texts = list(paragraphs(source))
    random.Random(seed).shuffle(texts)
    nlp, chosen, total = blank_dutch(), [], 0
    for text in texts:
        tokens = [(t.text, bool(t.whitespace_)) for t in nlp.make_doc(text)]
        clean = all(not any(c.isspace() for c in form) for form, _ in tokens)
        if MIN_TOKENS <= len(tokens) <= MAX_TOKENS and clean:
            chosen.append(tokens)
            total += len(tokens)
            if total >= words:
                break
    return chosen


def frog(lines: Iterable[Iterable[str]]) -> list[list[tuple[str, str, str]]]:
    """(form, CGN tag, lemma) of every word; ``lines`` are words already split."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "in.txt")
        text.write_text("\n".join(" ".join(words) for words in lines) + "\n", encoding="utf-8")
        command = ["frog", "--skip=mcpnta", "-n", "-t", str(text)]
        run = subprocess.run(command, check=True, capture_output=True, cwd=folder)
    blocks = run.stdout.decode("utf-8").strip().split("\n\n")
    cells = [[line.split("\t") for line in block.splitlines()] for block in blocks]
    return [[(c[1], c[4].rstrip(")").replace("(", "|").replace(",", "|").rstrip("|"), c[2]) for c in b] for b in cells]


def main(source: Path, out: Path, words: int = 1_200_000) -> None:
    """Write ``out``: form, space, CGN tag, lemma per line, a blank line after each paragraph."""
    chosen = sample(source, words)
    rows = frog([form for form, _ in paragraph] for paragraph in chosen)
    kept = 0
    with out.open("w", encoding="utf-8") as target:
        for paragraph, cells in zip(chosen, rows, strict=True):
            if [f for f, _ in paragraph] != [form for form, _, _ in cells]:
                continue  # Frog split or joined a token: leave the paragraph out
            kept += 1
            for (form, space), (_, tag, lemma) in zip(paragraph, cells, strict=True):
                target.write(f"{form}\t{int(space)}\t{tag}\t{lemma}\n")
            target.write("\n")
    print(f"{kept} of {len(chosen)} paragraphs kept")


if __name__ == "__main__":
    typer.run(main)
