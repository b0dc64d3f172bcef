"""Measure a pipeline on a UD test set, raw text in: tokens, tags, lemmas, trees, sentences, words a second."""

from __future__ import annotations

import time
from pathlib import Path

import spacy
import typer
from docbins import SENTENCES_A_DOC
from spacy.scorer import Scorer
from spacy.training import Example
from treebank import paragraphs, read_conllu, to_doc

HOT = ("tok2vec", "morphologizer", "trainable_lemmatizer")  # analyse.language.model.NEEDED


def main(model: Path, tests: list[Path]) -> None:
    """Print one line of figures per CoNLL-U file in ``tests`` for the pipeline ``model``."""
    nlp = spacy.load(model)
    for path in tests:
        gold = [to_doc(nlp.vocab, group) for group in paragraphs(read_conllu(path), SENTENCES_A_DOC)]
        texts = [doc.text for doc in gold]
        examples = [Example(p, g) for p, g in zip(nlp.pipe(texts), gold, strict=True)]
        scores = Scorer(nlp).score(examples)
        names = ("token_f", "pos_acc", "morph_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
        shown = " ".join(f"{name} {scores[name]:.4f}" for name in names if scores.get(name) is not None)
        print(f"{path.stem}: {shown} words/s {_speed(nlp, texts):,.0f}")


def _speed(nlp: spacy.language.Language, texts: list[str]) -> float:
    """Words a second of wall time through the components that the tagger needs, best of three."""
    with nlp.select_pipes(enable=[pipe for pipe in nlp.pipe_names if pipe in HOT]):
        rates = []
        for _ in range(3):
            start = time.perf_counter()
            words = sum(len(doc) for doc in nlp.pipe(texts))
            rates.append(words / (time.perf_counter() - start))
    return max(rates)


if __name__ == "__main__":
    typer.run(main)
