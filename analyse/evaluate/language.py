"""How well a Dutch pipeline reads: against treebanks, on sentence boundaries in agreements, and how fast."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from analyse.evaluate.treebank import paragraphs, read_conllu, to_doc
from analyse.language.boundaries import boundaries
from analyse.language.model import NEEDED
from analyse.types import Zin

if TYPE_CHECKING:
    from spacy.language import Language

SENTENCES_A_TEXT = 8
"""Consecutive treebank sentences that are read as one text."""
SPEED = "woorden_per_seconde"
SCORES = {
    "token_f": "woorden",
    "pos_acc": "woordsoort",
    "morph_acc": "vormen",
    "lemma_acc": "lemma",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "zinnen",
}
"""spaCy's name of a score → ours; accuracies and F between 0 and 1."""


_CLOSED = re.compile(r"[.;?!][)\"”’'»]*$")
_TABLE = re.compile(r"\||^[^:;]{1,40}: [^:;]*; [^:;]{1,40}: ")


class Grenzen(TypedDict):
    """How well sentence starts inside a paragraph were found."""

    precisie: float
    vangst: float
    f1: float
    alineas: int
    grenzen: int
    """Boundaries that the annotators drew."""


def treebank_figures(nlp: Language, path: Path) -> dict[str, float]:
    """Scores on a CoNLL-U file, raw text in, and words a second of one core for what the tagger needs."""
    from spacy.scorer import Scorer
    from spacy.training import Example

    gold = [to_doc(nlp.vocab, group) for group in paragraphs(read_conllu(path), SENTENCES_A_TEXT)]
    texts = [doc.text for doc in gold]
    read = [Example(predicted, doc) for predicted, doc in zip(nlp.pipe(texts), gold, strict=True)]
    scores = Scorer(nlp).score(read)
    figures = {ours: round(float(scores[name]), 4) for name, ours in SCORES.items() if scores.get(name) is not None}
    return figures | {SPEED: round(_speed(nlp, texts))}


def boundary_figures(agreements: Iterable[Sequence[Zin]]) -> Grenzen:
    """Compare the boundary rules with annotated units, joined again to the paragraphs they came from."""
    hits = found = drawn = read = 0
    for paragraph in (p for units in agreements for p in _paragraphs(units)):
        starts, length = set(), 0
        for text in paragraph[:-1]:
            length += len(text) + 1
            starts.add(length)
        guessed = set(boundaries(" ".join(paragraph)))
        hits, found, drawn, read = hits + len(starts & guessed), found + len(guessed), drawn + len(starts), read + 1
    precision, recall = hits / max(1, found), hits / max(1, drawn)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Grenzen(precisie=round(precision, 4), vangst=round(recall, 4), f1=round(f1, 4), alineas=read, grenzen=drawn)


def _paragraphs(units: Sequence[Zin]) -> Iterator[list[str]]:
    """Units that stood in one paragraph: unlabelled prose follows the unit before it under the same heading.

    Units without a closing mark (table cells, signatures, headings in the text) end at a line break, which the reader
    sees in the layout; they are no test of the rules.
    """
    group: list[str] = []
    for before, unit in zip([None, *units], units, strict=False):
        text = " ".join(unit.tekst.split())
        follows = before is not None and before.kop == unit.kop and bool(_CLOSED.search(before.tekst))
        if not follows or unit.nummer or not text or _TABLE.search(text):
            if len(group) > 1:
                yield group
            group = []
        if unit.soort not in ("kop", "titel") and text and not _TABLE.search(text):
            group.append(text)
    if len(group) > 1:
        yield group


def _speed(nlp: Language, texts: Sequence[str]) -> float:
    """Words a second of wall time through the components that the tagger needs, best of three."""
    rates = []
    with nlp.select_pipes(enable=[pipe for pipe in nlp.pipe_names if pipe in NEEDED]):
        for _ in range(3):
            start = time.perf_counter()
            words = sum(len(doc) for doc in nlp.pipe(texts))
            rates.append(words / (time.perf_counter() - start))
    return max(rates)
