"""Read CoNLL-U treebanks into spaCy docs, honest about what each file does not know.

Masks follow the treebanks' own notes: a UPOS of ``_`` is unknown (not "X"), the parses of
``train_c2_v20`` follow an older guideline and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

_SENTENCE_SUFFIX = re.compile(r"(\.p\.\d+)?\.s\.[\d.]+$|\.\d+$")


@dataclass(frozen=True)
class Row:
    """One CoNLL-U word line; ``None`` means: not annotated."""

    form: str
    lemma: str | None
    upos: str | None
    xpos: str | None
    feats: str | None
    head: int
    deprel: str
    space: bool


@dataclass(frozen=True)
class Sentence:
    """Words in order, with the document they come from."""

    document: str
    rows: tuple[Row, ...]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order; multi-word ranges and empty nodes are skipped."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        sent_id, rows = "", []
        for line in block.splitlines():
            if line.startswith("# sent_id"):
                sent_id = line.partition("=")[2].strip()
            elif not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(_row(cells))
        yield Sentence(_SENTENCE_SUFFIX.sub("", sent_id), tuple(rows))


def _row(cells: list[str]) -> Row:
    def known(value: str) -> str | None:
        return None if value == "_" else value

    upos = known(cells[3])
    return Row(
        form=cells[1],
        lemma=known(cells[2]),
        upos=upos,
        xpos=known(cells[4]),
        feats=known(cells[5]) if upos else None,
        head=int(cells[6]),
        deprel=cells[7],
        space="SpaceAfter=No" not in cells[9],
    )


def paragraphs(sentences: Iterable[Sentence], size: int) -> Iterator[list[Sentence]]:
    """Group consecutive sentences of one document, at most ``size`` together."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (len(group) == size or sentence.document != group[0].document):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def to_doc(vocab: Vocab, group: list[Sentence], *, with_parse: bool = True) -> Doc:
    """Gold ``Doc`` of consecutive sentences; unknown layers stay unset (masked in training)."""
    rows = [row for sentence in group for row in sentence.rows]
    heads: list[int] = []
    deps: list[str] = []
    starts: list[bool | int | None] = []
    offset = 0
    for sentence in group:
        for i, row in enumerate(sentence.rows):
            heads.append(offset + (row.head - 1 if row.head else i))
            deps.append("ROOT" if row.head == 0 else row.deprel)
            starts.append(i == 0)
        offset += len(sentence.rows)
    doc = Doc(
        vocab,
        words=[row.form for row in rows],
        spaces=[row.space for row in rows],
        tags=[row.xpos or "" for row in rows],
        pos=[row.upos or "" for row in rows],
        morphs=[row.feats or "" for row in rows],
        lemmas=[row.lemma or "" for row in rows],
        heads=heads if with_parse else None,
        deps=deps if with_parse else None,
        sent_starts=None if with_parse else starts,
    )
    for token, row in zip(doc, rows, strict=True):
        if row.upos is None:
            token.set_morph(None)  # type: ignore[attr-defined]  # masks the token for the morphologizer
    return doc
