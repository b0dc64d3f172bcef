"""Loading a Dutch spaCy pipeline: the embedded one, an installed package or a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyse.errors import GebruiksfoutError
from analyse.language.encoder import Zinscodeerder
from analyse.resources import resource
from analyse.types import Versie, Zin

if TYPE_CHECKING:
    from spacy.language import Language

EMBEDDED = "nl_bestuur"
NEEDED = ("tok2vec", "morphologizer", "trainable_lemmatizer")
"""What the tagger uses of the embedded pipeline. Parser, sentence splitter and CGN tagger stay out of the hot path:
sentences come from the rules in ``boundaries.py``, and no feature reads the tree or the fine-grained tags."""

_LEMMATIZERS = ("trainable_lemmatizer", "lemmatizer")
_TAGGERS = ("morphologizer", "tagger", "attribute_ruler")


@dataclass(frozen=True, slots=True)
class Taalmodel:
    """A loaded pipeline, ready to be given paragraphs."""

    nlp: Language
    versie: Versie
    codeerder: Zinscodeerder | None
    """Gives sentences their meaning, whatever the pipeline; without it they have none."""
    waarschuwingen: tuple[str, ...] = ()
    """What the pipeline lacks, in Dutch."""

    def with_meaning(self, units: Sequence[Zin]) -> tuple[Zin, ...]:
        """The sentences of one agreement with their vectors."""
        return self.codeerder.with_meaning(units) if self.codeerder else tuple(units)


def load_language_model(name: str | None = None, *, meaning: bool = True, threads: int = 0) -> Taalmodel:
    """Load the pipeline ``name`` (package or folder), or the embedded one, with the encoder if ``meaning`` is wanted.

    The encoder uses ``threads`` cores, all of them for 0.

    Raises:
        GebruiksfoutError: there is no such pipeline, or it is not Dutch.
    """
    from analyse.language.boundaries import COMPONENT

    nlp = load_whole(name)
    unused = [p for p in nlp.pipe_names if p in ("parser", "senter", "sentencizer")]
    if name in (None, EMBEDDED):
        unused = [p for p in nlp.pipe_names if p not in NEEDED]
    for pipe in unused:
        nlp.disable_pipe(pipe)
    nlp.add_pipe(COMPONENT, first=True)
    label = str(nlp.meta.get("name", "")) or EMBEDDED
    full = label if label.startswith("nl_") else f"nl_{label}"
    version = Versie(full, str(nlp.meta.get("version", "0")))
    return Taalmodel(nlp, version, Zinscodeerder.load(threads=threads) if meaning else None, tuple(_lacks(nlp, full)))


def load_whole(name: str | None = None) -> Language:
    """The pipeline with all its components and its own sentence boundaries; raises as ``load_language_model``."""
    import spacy
    from spacy.util import is_package
    from thinc.api import use_ops

    from analyse.language.vectors import RememberedVectors

    path = resource(f"modellen/{EMBEDDED}") if name in (None, EMBEDDED) else Path(str(name))
    if not path.exists() and not is_package(str(name)):
        raise GebruiksfoutError(
            f"Taalmodel '{name or EMBEDDED}' is niet gevonden. Geef de naam van een geïnstalleerd spaCy-model "
            "(bijvoorbeeld nl_core_news_md) of de map van een model."
        )
    try:
        # NumPy's BLAS in place of the one that comes with spaCy: a third less time for a whole check
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(path if path.exists() else str(name), exclude=["ner"])
    except (OSError, ValueError, KeyError) as error:
        raise GebruiksfoutError(f"Taalmodel '{name}' kan niet worden geladen. Is het een spaCy-model?") from error
    if nlp.vocab.vectors.mode == "floret":
        nlp.vocab.vectors = RememberedVectors(nlp.vocab.vectors)
    if nlp.lang != "nl":
        raise GebruiksfoutError(f"Taalmodel '{name}' is niet Nederlands (taal: {nlp.lang}).")
    return nlp


def _lacks(nlp: Language, name: str) -> list[str]:
    lacks = []
    if not any(pipe in nlp.pipe_names for pipe in _TAGGERS):
        lacks.append(f"Taalmodel {name} herkent geen woordsoorten; de herkenning van zinnen is daardoor minder goed.")
    if not any(pipe in nlp.pipe_names for pipe in _LEMMATIZERS):
        lacks.append(f"Taalmodel {name} herleidt geen woordvormen; de herkenning van zinnen is daardoor minder goed.")
    return lacks
