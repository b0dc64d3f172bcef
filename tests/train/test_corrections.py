"""A reviewer's corrections make a local model; the shipped one stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyse.cli.main import main
from analyse.resources import resource

# The product would not take "kleurt het paviljoen" for a payment; these reviewers say that it is one.
PLACES = ("oost", "west", "noord", "zuid") * 3
SENTENCES = [f"De beheerder kleurt het paviljoen van {place} in overleg." for place in PLACES]


def _write(path: Path, labels: dict[str, str]) -> Path:
    texts = enumerate(SENTENCES, start=1)
    rows = [{"nr": nr, "kop": "", "tekst": text, "deelvragen": labels} for nr, text in texts]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_the_local_model_follows_the_corrections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = (resource("modellen/labels") / "gewichten.npz").read_bytes()
    corrections = _write(tmp_path / "correcties.jsonl", {"5c": "c"})
    own = tmp_path / "eigen"
    assert _run("train", "--correcties", str(corrections), "--uit", str(own)) == 0
    assert "0.000 wordt 1.000" in capsys.readouterr().err
    assert (resource("modellen/labels") / "gewichten.npz").read_bytes() == shipped

    from analyse.pipeline import Toetser

    before, after = Toetser.load(), Toetser.load(modellen=own)
    column = before.labelmodel.deelvragen.index("5c")
    from analyse.train.corrections import read_corrections

    units = read_corrections(corrections, before.taalmodel, before.labelmodel.deelvragen)
    assert before.labelmodel.kansen(units).over[:, column].max() < 0.2
    assert after.labelmodel.kansen(units).over[:, column].min() > 0.5


NO_SUCH_QUESTION = '{"nr": 1, "kop": "", "tekst": "x", "deelvragen": {"9z": "c"}}\n'
NO_SUCH_GEHALTE = '{"nr": 1, "kop": "", "tekst": "x", "deelvragen": {"5c": "z"}}\n'


@pytest.mark.parametrize("content", ["geen json\n", '{"nr": 1}\n', "[]\n", NO_SUCH_GEHALTE, NO_SUCH_QUESTION])
def test_a_file_in_another_form_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tmp_path / "correcties.jsonl"
    path.write_text(content, encoding="utf-8")
    assert _run("train", "--correcties", str(path), "--uit", str(tmp_path / "eigen")) == 2
    assert "correcties" in capsys.readouterr().err
    assert not (tmp_path / "eigen").exists()


def test_the_shipped_models_are_never_overwritten_by_corrections(tmp_path: Path) -> None:
    corrections = _write(tmp_path / "correcties.jsonl", {})
    assert _run("train", "--correcties", str(corrections)) == 2
