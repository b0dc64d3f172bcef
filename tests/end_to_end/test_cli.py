"""What a user types, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import VOORBEELDEN


def analyse(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "ANALYSE_DEBUG"} | {"COLUMNS": "100", "NO_COLOR": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "analyse", *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=cwd, env=environment, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in result.stderr + result.stdout
    return result


def test_every_example_gives_both_reports(tmp_path: Path) -> None:
    result = analyse("toets", *VOORBEELDEN, "--uit", tmp_path / "r.json", "--uit", tmp_path / "r.html")
    assert result.returncode == 0, result.stderr
    stems = [p.stem for p in VOORBEELDEN]
    names = [stem if stem not in stems[:i] else f"{stem}-2" for i, stem in enumerate(stems)]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"r-{n}.{s}" for n in names for s in ("html", "json"))
    assert result.stdout.count("Van de 19 deelvragen") == len(VOORBEELDEN)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    example = next(p for p in VOORBEELDEN if p.suffix == ".pdf")
    runs = []
    for name in ("een", "twee"):
        folder = tmp_path / name
        folder.mkdir()
        assert analyse("toets", example, "--uit", folder / "r.json", "--uit", folder / "r.html").returncode == 0
        runs.append(((folder / "r.json").read_bytes(), (folder / "r.html").read_bytes()))
    assert runs[0] == runs[1]


def test_json_on_stdout_is_nothing_but_json() -> None:
    result = analyse("toets", VOORBEELDEN[0], "--uit", "-")
    assert result.returncode == 0
    assert json.loads(result.stdout)["schema"] == "1"


def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.pdf"
    broken.write_bytes(b"%PDF-1.7 en verder niets")
    (tmp_path / "r-kapot.json").write_text("van een vorige keer", encoding="utf-8")
    result = analyse("toets", broken, VOORBEELDEN[0], "--uit", tmp_path / "r.json")
    assert result.returncode == 1
    assert "kapot.pdf is beschadigd" in result.stderr
    assert (tmp_path / f"r-{VOORBEELDEN[0].stem}.json").exists()
    assert (tmp_path / "r-kapot.json").read_text(encoding="utf-8") == "van een vorige keer"
    assert "r-kapot.json" not in result.stderr


def test_nothing_readable_is_exit_code_3(tmp_path: Path) -> None:
    result = analyse("toets", tmp_path / "weg.pdf", "--uit", tmp_path / "r.json")
    assert result.returncode == 3
    assert "bestaat niet" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_is_one_agreement(tmp_path: Path) -> None:
    main, annex = tmp_path / "raam.pdf", tmp_path / "bijlage-2.docx"
    shutil.copy(next(p for p in VOORBEELDEN if p.name == "raamovereenkomst-bijlagen.pdf"), main)
    shutil.copy(next(p for p in VOORBEELDEN if p.suffix == ".docx"), annex)
    assert analyse("toets", "--dossier", main, annex, "--uit", tmp_path / "r.json").returncode == 0
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [d["bestand"] for d in report["documenten"]] == ["raam.pdf", "bijlage-2.docx"]
    assert {unit["document"] for unit in report["zinnen"]} == {0, 1}
    warnings = " ".join(report["waarschuwingen"])
    assert "Bijlage 3 wordt genoemd" in warnings
    assert "Bijlage 2 wordt genoemd" not in warnings


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["toets"], "Er ontbreekt iets"),
        (["toets", "x.pdf", "--onzin"], "--onzin bestaat niet"),
        (["toets", "x.pdf", "--drempel", "2"], "--drempel klopt niet"),
        (["toets", "x.pdf", "--uit", "r.xyz"], "Kies uit"),
        (["toets", "x.pdf", "--vragenset", "onbekend"], "Vragenset 'onbekend'"),
        (["toets", "x.pdf", "--taalmodel", "nl_onbekend"], "Taalmodel 'nl_onbekend'"),
        (["toets", "x.pdf", "y.pdf", "--uit", "-"], "één overeenkomst"),
        (["onzin"], "Deze opdracht bestaat niet"),
        (["train", "--corpus", "weg"], "geannoteerde overeenkomsten"),
    ],
)
def test_wrong_usage_is_one_dutch_sentence(arguments: list[str], expected: str) -> None:
    result = analyse(*arguments)
    assert result.returncode == 2
    assert expected in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


def test_help_is_dutch_and_quick() -> None:
    started = time.perf_counter()
    bare = subprocess.run([sys.executable, "-c", "import typer, typer.rich_utils"], check=True)
    floor = time.perf_counter() - started
    assert bare.returncode == 0
    started = time.perf_counter()
    result = analyse("--help")
    assert time.perf_counter() - started < max(0.6, 3 * floor)
    assert result.returncode == 0
    for word in ("Gebruik:", "Opdrachten", "toets", "voorbeelden", "Laat deze uitleg zien."):
        assert word in result.stdout


@pytest.mark.parametrize("command", ["toets", "train", "evalueer", "voorbeelden"])
def test_every_command_and_option_is_documented(command: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "handleiding.md").read_text(encoding="utf-8")
    shown = analyse(command, "--help").stdout
    options = {word.strip("│,") for word in shown.split() if word.startswith("--") and word != "--help"}
    assert f"analyse {command}" in manual
    assert all(option in manual for option in options), options


def test_importing_loads_no_model() -> None:
    heavy = ("spacy", "sklearn", "numpy", "pypdfium2")
    code = f"import sys, analyse, analyse.cli; print(any(m in sys.modules for m in {heavy}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_examples_are_listed_and_written(tmp_path: Path) -> None:
    listed = analyse("voorbeelden")
    assert all(path.name in listed.stdout for path in VOORBEELDEN)
    (tmp_path / VOORBEELDEN[0].name).write_text("van mij", encoding="utf-8")
    written = analyse("voorbeelden", tmp_path)
    assert written.returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in VOORBEELDEN)
    assert (tmp_path / VOORBEELDEN[0].name).read_text(encoding="utf-8") == "van mij"


def test_another_language_model_is_accepted_and_told_what_it_lacks(tmp_path: Path) -> None:
    import spacy

    spacy.blank("nl").to_disk(tmp_path / "kaal")
    spacy.blank("en").to_disk(tmp_path / "engels")
    bare = analyse("toets", VOORBEELDEN[0], "--taalmodel", tmp_path / "kaal")
    assert bare.returncode == 0
    assert "herkent geen woordsoorten" in " ".join(bare.stdout.split())
    english = analyse("toets", VOORBEELDEN[0], "--taalmodel", tmp_path / "engels")
    assert english.returncode == 2
    assert "niet Nederlands" in english.stderr
