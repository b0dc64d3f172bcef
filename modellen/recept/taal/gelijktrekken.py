"""Bring older and silver annotation in line with today's UD Dutch guideline, as the newest gold file shows it.

The guideline changed between releases ("als" in comparisons went from ADP to SCONJ, "eerste" got the lemma "één",
hyphens left the lemmas of compounds), and Frog follows the oldest. A tagger that sees both learns neither. What the
newest gold never does is corrected where it is sure, and masked where it is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from analyse.evaluate.treebank import Row, Sentence

LEAST_TAGS, LEAST_LEMMAS = 8, 3  # occurrences in the newest gold before it overrules
SURE = 0.95
RENAMED = {"CONJ": "CCONJ"}  # UD 1 → UD 2
COMPOUNDING = frozenset({"NOUN", "ADJ"})  # lemmas of these lose their hyphens in the newest gold (77 % of them)
UNSETTLED = frozenset({"AUX", "VERB"})  # decided by the tree, differently in each release


class Guideline:
    """What the newest gold does with a word form: which UPOS it gets, and which lemma with a UPOS."""

    def __init__(self, newest: Iterable[Sentence]) -> None:
        self._tags: dict[str, Counter[str]] = defaultdict(Counter)
        self._lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for row in (row for sentence in newest for row in sentence.rows):
            if row.upos and row.lemma:
                self._tags[row.form.lower()][row.upos] += 1
                self._lemmas[(row.form.lower(), row.upos)][row.lemma] += 1

    def apply(self, sentence: Sentence, *, trust_aux: bool) -> Sentence:
        """``trust_aux``: the file's AUX/VERB choice follows today's guideline."""
        return replace(sentence, rows=tuple(self._row(row, trust_aux=trust_aux) for row in sentence.rows))

    def _row(self, row: Row, *, trust_aux: bool) -> Row:
        upos = self._upos(row, trust_aux=trust_aux)
        feats = row.feats if upos == row.upos else None
        return replace(row, upos=upos, feats=feats, lemma=self._lemma(row, upos or row.upos))

    def _upos(self, row: Row, *, trust_aux: bool) -> str | None:
        upos = RENAMED.get(row.upos or "", row.upos)
        seen = self._tags.get(row.form.lower())
        if upos is None or seen is None or seen.total() < LEAST_TAGS:
            return upos
        if not trust_aux and upos in UNSETTLED and seen.keys() >= UNSETTLED:
            return None
        if upos in seen:
            return upos
        common, count = seen.most_common(1)[0]
        return common if count >= SURE * seen.total() else None

    def _lemma(self, row: Row, upos: str | None) -> str | None:
        if row.lemma is None or upos is None:
            return row.lemma
        seen = self._lemmas.get((row.form.lower(), upos))
        if seen and seen.total() >= LEAST_LEMMAS:
            common, count = seen.most_common(1)[0]
            if count >= SURE * seen.total():
                return common
        return row.lemma.replace("-", "") if upos in COMPOUNDING else row.lemma
