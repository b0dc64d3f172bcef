"""Step 4: put the trained pipeline in ``modellen/nl_bestuur`` with its name, version and licence."""

from __future__ import annotations

from pathlib import Path

import spacy
import typer

VERSION = "0.2.0"


def main(trained: Path, out: Path) -> None:
    """Load ``trained`` (a ``model-best`` folder) and write the pipeline that is shipped."""
    nlp = spacy.load(trained)
    nlp.meta |= {
        "name": "bestuur",
        "version": VERSION,
        "description": "Nederlands voor bestuurlijke teksten: woordsoorten, vormen, lemma's, zinsontleding.",
        "license": "CC BY-SA 4.0",
        "author": "analyse",
        "url": "",
        "email": "",
        "sources": [
            {"name": "UD_Dutch-LassySmall", "license": "CC BY-SA 4.0"},
            {"name": "UD_Dutch-Alpino", "license": "CC BY-SA 4.0"},
            {"name": "wetten.overheid.nl (2015)", "license": "publiek domein (art. 11 Auteurswet)"},
        ],
    }
    nlp.meta.pop("performance", None)
    nlp.to_disk(out)


if __name__ == "__main__":
    typer.run(main)
