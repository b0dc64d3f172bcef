"""``analyse evalueer`` and ``evalueer leren`` on a handful of our own agreements, as a user runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analyse.cli import main
from analyse.resources import resource
from analyse.tagging.features import FIELDS, MEANING


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight agreements of our own corpus."""
    folder, source = tmp_path_factory.mktemp("corpus"), resource("modellen/corpus")
    (folder / "zinnen").mkdir()
    chosen = sorted((source / "zinnen").glob("*.jsonl"), key=lambda p: (p.stat().st_size, p.name))[20:28]
    for path in chosen:
        shutil.copy(path, folder / "zinnen")
    shutil.copy(source / "oordelen.tsv", folder)
    return folder


def _run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 0


def test_figures_come_with_a_picture_of_the_calibration(small: Path, tmp_path: Path) -> None:
    figures, picture = tmp_path / "cijfers.json", tmp_path / "ijking.svg"
    _run("evalueer", "--corpus", str(small), "--delen", "2", "--uit", str(figures), "--figuur", str(picture))
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["overeenkomsten"] == 8
    assert found["oordelen"]["aantal"] == 8 * 19
    assert "<svg" in picture.read_text(encoding="utf-8")


def test_every_group_of_features_and_a_growing_number_of_agreements_is_measured(small: Path, tmp_path: Path) -> None:
    figures, picture = tmp_path / "leren.json", tmp_path / "leren.png"
    _run(
        *("evalueer", "leren", "--corpus", str(small), "--erbij", str(small), "--delen", "2"),
        *("--uit", str(figures), "--figuur", str(picture)),
    )
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert set(found["ablatie"]) == {"", *(field.naam for field in FIELDS), MEANING}
    alone, together = found["leercurve"][2], found["leercurve"][-1]
    assert (alone["overeenkomsten"], alone["erbij"]) == (4, 0)
    # the same agreements as extra: what is measured was learned from, which must show
    assert together["gemiddelde_precisie"] > alone["gemiddelde_precisie"] + 0.1
    assert picture.read_bytes().startswith(b"\x89PNG")
