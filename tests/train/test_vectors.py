"""``--vectoren``: agreements that the encoder itself learned from get the vectors of an encoder that did not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analyse.cli import main
from analyse.errors import GebruiksfoutError
from analyse.language.model import load_language_model
from analyse.resources import resource
from analyse.train.corpus import read_corpus

NAMES = ("115-prestatieafspraken-gegevensknoop-meerwaard", "116-uitvoering-verdrag-grensbrug-wezerlo")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two agreements of our own."""
    folder, source = tmp_path / "corpus", resource("modellen/corpus")
    (folder / "zinnen").mkdir(parents=True)
    for name in NAMES:
        shutil.copy(source / "zinnen" / f"{name}.jsonl", folder / "zinnen")
    return folder


def _bodies(corpus: Path, name: str) -> int:
    """Units that get a vector: all but headings and the title."""
    lines = (corpus / "zinnen" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return sum(unit["tekst"] != unit["kop"] for unit in map(json.loads, lines)) - 1


def test_given_vectors_take_the_place_of_the_encoders_own(corpus: Path, tmp_path: Path) -> None:
    given = np.random.default_rng(0).random((_bodies(corpus, NAMES[0]), 384), np.float32)
    np.savez(tmp_path / "v.npz", **{NAMES[0]: given})
    first, second = read_corpus(corpus, load_language_model(), tmp_path / "v.npz")
    assert np.allclose([unit.betekenis for unit in first.zinnen if unit.betekenis], given)
    own = read_corpus(corpus, load_language_model())
    assert (first == own[0], second == own[1]) == (False, True)


def test_vectors_of_another_text_are_refused(corpus: Path, tmp_path: Path) -> None:
    np.savez(tmp_path / "v.npz", **{NAMES[0]: np.zeros((3, 384), np.float32)})
    with pytest.raises(GebruiksfoutError, match="passen niet bij 115"):
        read_corpus(corpus, load_language_model(), tmp_path / "v.npz")


def test_a_file_that_holds_no_vectors_is_told_in_dutch(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evalueer", "--corpus", str(corpus), "--vectoren", str(corpus / "zinnen" / f"{NAMES[0]}.jsonl")])
    assert stopped.value.code == 2
    assert "geen vectoren" in capsys.readouterr().err
