"""Make a sourced edit-tree lemmatizer trainable again.

spaCy 3.8 does not store the map from edit tree to label; a lemmatizer that is loaded and trained further would learn
that every lemma is unknown.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.util import registry


@registry.callbacks("analyse.terugzetten.v1")
def create() -> object:
    def restore(nlp: Language) -> Language:
        lemmatizer = nlp.get_pipe("trainable_lemmatizer")
        lemmatizer.tree2label = {tree: i for i, tree in enumerate(lemmatizer.cfg["labels"])}
        return nlp

    return restore
