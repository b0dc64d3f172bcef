"""Silver data: Frog's tags and lemmas on administrative text, for the layers where Frog is better than our gold is big.

Frog (Debian packages ``frog`` and ``frogdata``, GPL-3) is only run here; its output is data.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
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


def main(source: Path, out: Path, words: int = 1_200_000) -> None:
    """Write ``out``: form, space, CGN tag, lemma per line, a blank line after each paragraph."""
    chosen = sample(source, words)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "in.txt")
        lines.write_text("\n".join(" ".join(f for f, _ in p) for p in chosen) + "\n", encoding="utf-8")
        command = ["frog", "--skip=mcpnta", "-n", "-t", str(lines)]
        run = subprocess.run(command, check=True, capture_output=True, cwd=folder)
    blocks = run.stdout.decode("utf-8").strip().split("\n\n")
    rows = [[line.split("\t") for line in block.splitlines()] for block in blocks]
    kept = 0
    with out.open("w", encoding="utf-8") as target:
        for paragraph, cells in zip(chosen, rows, strict=True):
            if [f for f, _ in paragraph] != [c[1] for c in cells]:
                continue  # Frog split or joined a token: leave the paragraph out
            kept += 1
            for (form, space), c in zip(paragraph, cells, strict=True):
                tag = c[4].rstrip(")").replace("(", "|").replace(",", "|").rstrip("|")
                target.write(f"{form}\t{int(space)}\t{tag}\t{c[2]}\n")
            target.write("\n")
    print(f"{kept} of {len(chosen)} paragraphs kept")


if __name__ == "__main__":
    typer.run(main)
