"""Blocks → sentences with their heading path, list lead-in, page and boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Span

from analyse.language.model import Taalmodel
from analyse.types import Blok, Document, Kader, Woord, Woordvak, Zin

_BATCH = 128  # blocks of text


class _Unit(NamedTuple):
    """A sentence in its block."""

    text: str
    offset: int
    words: tuple[Woord, ...]


def sentences(documents: Sequence[Document], taalmodel: Taalmodel) -> tuple[Zin, ...]:
    """All units of the agreement, numbered from 1 over the documents; headings and titles are units too."""
    result: list[Zin] = []
    for index, document in enumerate(documents):
        lead_ins = _LeadIns()
        docs = iter(taalmodel.nlp.pipe((b.tekst for b in document.blokken if _is_prose(b)), batch_size=_BATCH))
        for block in document.blokken:
            spans = _spans(block, docs)
            lead_in = lead_ins.of(block)
            for text, start, words in spans:
                result.append(
                    Zin(
                        nr=len(result) + 1,
                        tekst=text,
                        document=index,
                        soort=block.soort,
                        koppen=block.koppen,
                        nummer=block.nummer if start == 0 else "",
                        aanhef=lead_in,
                        pagina=_page(block, start),
                        kaders=line_boxes(block.woorden, start, start + len(text)),
                        woorden=words,
                    )
                )
            lead_ins.passed(block, result[-1].tekst if spans else "")
    return taalmodel.with_meaning(result)


def words_of(span: Span | Iterable) -> tuple[Woord, ...]:  # type: ignore[type-arg]
    """Tokens with lemma and universal part of speech; "_" marks of separable verbs are taken out of lemmas."""
    return tuple(Woord(t.text, (t.lemma_ or t.lower_).replace("_", "").lower(), t.pos_) for t in span if not t.is_space)


def _is_prose(block: Blok) -> bool:
    return block.soort not in ("kop", "titel")


def _spans(block: Blok, docs: Iterator) -> list[_Unit]:  # type: ignore[type-arg]
    """The units in a block."""
    if not _is_prose(block):
        return [_Unit(block.tekst, 0, ())]
    doc = next(docs)
    if block.soort == "tabelrij":
        return [_Unit(block.tekst, 0, words_of(doc))]
    found = ((span, span.text.strip()) for span in doc.sents)
    return [_Unit(text, span.start_char, words_of(span)) for span, text in found if text]


def _page(block: Blok, start: int) -> int | None:
    """The page on which the text at ``start`` stands: a block may run over a page break."""
    return next((w.kader.pagina for w in block.woorden if w.eind > start), block.pagina)


def line_boxes(words: Sequence[Woordvak], begin: int, end: int) -> tuple[Kader, ...]:
    """One box per line for the words between two offsets."""
    boxes: list[Kader] = []
    for word in words:
        if word.eind <= begin or word.begin >= end:
            continue
        box, last = word.kader, boxes[-1] if boxes else None
        if last and last.pagina == box.pagina and abs(last.y1 - box.y1) < 3 and box.x0 >= last.x0:
            boxes[-1] = Kader(last.pagina, last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            boxes.append(box)
    return tuple(boxes)


@dataclass(slots=True)
class _LeadIns:
    """The lead-ins ("De dienst draagt zorg voor:") in force, outermost first."""

    open: tuple[tuple[int, str], ...] = ()

    def of(self, block: Blok) -> str:
        """The lead-in that a block is an item of; ends the lead-ins that are over."""
        if block.soort in ("kop", "titel"):
            self.open = ()
        elif block.soort == "lijst":
            self.open = tuple(entry for entry in self.open if entry[0] < block.niveau)
        elif block.soort == "alinea" and not block.tekst[:1].islower():
            self.open = ()
        return self.open[-1][1] if self.open else ""

    def passed(self, block: Blok, last: str) -> None:
        """Remember a block whose last sentence announces a list."""
        if last.endswith(":") and block.soort in ("lijst", "alinea"):
            self.open = (*self.open, (block.niveau, last))
