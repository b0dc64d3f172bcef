"""Turn the treebanks and the silver data into spaCy's training format.

Writes ``goud.spacy`` (treebanks, with parses where those are sound), ``zilver.spacy`` (treebanks plus Frog's tags and
lemmas), and ``dev.spacy``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer
from gelijktrekken import Guideline
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab
from tokenizer import blank_dutch

from analyse.evaluate.language import SENTENCES_A_TEXT
from analyse.evaluate.treebank import Row, Sentence, paragraphs, read_conllu, to_doc

# file → does its parse follow today's guideline well enough to learn from? (see the treebanks' notes)
TREEBANKS = {"train_a_head": True, "train_b2_v21": True, "train_c2_v20": False, "train_d_alpino": True}
NEWEST = "train_a_head"
# AUX or VERB is decided by the tree, and each release decides it differently; these follow today's guideline
AUX_SOUND = frozenset({NEWEST, "train_d_alpino"})
CERTAIN = 0.97  # share above which a CGN tag (with its lemma) decides the UPOS


class TagMap:
    """CGN tag (and lemma) → UPOS and features, learned from the treebanks; ``None`` where it is not certain."""

    def __init__(self, sentences: Iterable[Sentence], certain: float = CERTAIN) -> None:
        self._certain = certain
        self._counts: dict[tuple[str, ...], Counter[tuple[str, str]]] = defaultdict(Counter)
        for sentence in sentences:
            for row in sentence.rows:
                if row.xpos and row.upos:
                    value = (row.upos, row.feats or "")
                    self._counts[(row.xpos, row.lemma or "")][value] += 1
                    self._counts[(row.xpos,)][value] += 1

    def __call__(self, xpos: str, lemma: str) -> tuple[str | None, str | None]:
        for key, least in (((xpos, lemma), 3), ((xpos,), 10)):
            counts = self._counts.get(key)
            if counts and counts.total() >= least:
                value, count = counts.most_common(1)[0]
                return value if count / counts.total() >= self._certain else (None, None)
        return None, None


def read_treebanks(data: Path) -> tuple[dict[str, list[Sentence]], Guideline]:
    """The training treebanks, all in line with the newest one, and the guideline learned from it."""
    raw = {name: list(read_conllu(data / f"{name}.conllu")) for name in TREEBANKS}
    guideline = Guideline(raw[NEWEST])
    older = {
        name: [guideline.apply(s, trust_aux=name in AUX_SOUND) for s in sentences]
        for name, sentences in raw.items()
        if name != NEWEST
    }
    return {NEWEST: raw[NEWEST]} | older, guideline


def read_silver(path: Path, tag_map: TagMap) -> Iterator[Sentence]:
    for i, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        rows = []
        for line in block.splitlines():
            form, space, xpos, lemma = line.split("\t")
            upos, feats = tag_map(xpos, lemma)
            rows.append(Row(form, lemma, upos, xpos, feats, 0, "dep", space == "1"))
        yield Sentence(f"zilver-{i}", tuple(rows))


def silver_doc(vocab: Vocab, sentence: Sentence) -> Doc:
    doc = to_doc(vocab, [sentence], with_parse=False)
    for token in doc:
        token.is_sent_start = None  # one paragraph may hold several sentences
    return doc


def main(data: Path, silver: Path, out: Path) -> None:
    """Read the CoNLL-U files in ``data`` and Frog's output ``silver``; write the three ``.spacy`` files to ``out``."""
    nlp = blank_dutch()
    gold, guideline = read_treebanks(data)
    tag_map = TagMap(s for name in sorted(AUX_SOUND) for s in gold[name])
    docs = [
        to_doc(nlp.vocab, group, with_parse=TREEBANKS[name])
        for name, sentences in gold.items()
        for group in paragraphs(sentences, SENTENCES_A_TEXT)
    ]
    dev = [to_doc(nlp.vocab, g) for g in paragraphs(read_conllu(data / "dev.conllu"), SENTENCES_A_TEXT)]
    silver_docs = [silver_doc(nlp.vocab, guideline.apply(s, trust_aux=True)) for s in read_silver(silver, tag_map)]
    out.mkdir(parents=True, exist_ok=True)
    for name, content in {"goud": docs, "dev": dev, "zilver": docs + silver_docs}.items():
        DocBin(docs=content).to_disk(out / f"{name}.spacy")
        print(f"{name}: {len(content):,} docs, {sum(len(d) for d in content):,} tokens")


if __name__ == "__main__":
    typer.run(main)
