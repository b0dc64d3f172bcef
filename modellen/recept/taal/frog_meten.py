"""Measure Frog on the treebanks' own words, for the table beside ours in the model card.

Frog gives CGN tags; each gets the UPOS that the training treebanks most often give it (with its lemma, where seen).
Where Frog splits or joins words, the sentence is left out and counted: Frog's figures are the kinder for it.
"""

from __future__ import annotations

from pathlib import Path

import typer
from docbins import AUX_SOUND, TagMap, read_treebanks
from zilver import frog

from analyse.evaluate.treebank import read_conllu


def main(data: Path, test: list[Path]) -> None:
    """``data``: the training CoNLL-U files; ``test``: CoNLL-U files to measure on."""
    gold, _ = read_treebanks(data)
    tag_map = TagMap((s for name in sorted(AUX_SOUND) for s in gold[name]), certain=0)
    for path in test:
        sentences = list(read_conllu(path))
        words = upos = lemma = 0
        for sentence, cells in zip(sentences, frog([r.form for r in s.rows] for s in sentences), strict=True):
            if [row.form for row in sentence.rows] != [form for form, _, _ in cells]:
                continue
            for row, (_, tag, found) in zip(sentence.rows, cells, strict=True):
                words += 1
                upos += tag_map(tag, found)[0] == row.upos
                lemma += found == row.lemma
        total = sum(len(s.rows) for s in sentences)
        print(f"{path.stem}: {words:,} of {total:,} words compared, UPOS {upos / words:.4f}, lemma {lemma / words:.4f}")


if __name__ == "__main__":
    typer.run(main)
