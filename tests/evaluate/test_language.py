"""Measuring a language model: on a treebank, and on the boundaries of annotated agreements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyse.cli.main import main
from analyse.evaluate.language import boundary_figures
from analyse.types import Zin

TREEBANK = """\
# sent_id = eigen.p.1.s.1
1\tDe\tde\tDET\t_\t_\t2\tdet\t_\t_
2\tdienst\tdienst\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\tcontroleert\tcontroleren\tVERB\t_\t_\t0\troot\t_\t_
4\tveertig\tveertig\tNUM\t_\t_\t5\tnummod\t_\t_
5\tbedrijven\tbedrijf\tNOUN\t_\t_\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
"""


def _units(*texts: str) -> list[Zin]:
    return [Zin(nr=i, tekst=text, koppen=("Artikel 1",)) for i, text in enumerate(texts, start=1)]


def test_the_command_measures_tags_lemmas_and_trees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    treebank, figures = tmp_path / "eigen.conllu", tmp_path / "cijfers.json"
    treebank.write_text(TREEBANK, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["evalueer", "taal", "--treebank", str(treebank), "--uit", str(figures)])
    assert stop.value.code == 0
    measured = json.loads(figures.read_text(encoding="utf-8"))["treebanks"]["eigen"]
    assert measured["woorden"] == measured["woordsoort"] == measured["zinnen"] == 1.0
    assert measured["lemma"] >= 0.8
    assert measured["LAS"] >= 0.8
    assert "eigen" in capsys.readouterr().out


def test_a_wrong_tag_in_the_treebank_costs_accuracy(tmp_path: Path) -> None:
    treebank, figures = tmp_path / "fout.conllu", tmp_path / "cijfers.json"
    treebank.write_text(TREEBANK.replace("VERB", "SYM"), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["evalueer", "taal", "--treebank", str(treebank), "--uit", str(figures)])
    measured = json.loads(figures.read_text(encoding="utf-8"))["treebanks"]["fout"]
    assert measured["woordsoort"] == pytest.approx(5 / 6, abs=0.001)


def test_nothing_to_measure_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["evalueer", "taal"])
    assert stop.value.code == 2
    assert "--treebank" in capsys.readouterr().err


def test_boundaries_that_the_rules_know_are_all_found() -> None:
    units = _units(
        "De dienst betaalt € 1.250.000,- d.d. 1 mei (art. 3, lid 2).", "De gemeente meldt dit c.q. vraagt het."
    )
    assert boundary_figures([units])["f1"] == 1.0


def test_a_boundary_that_the_rules_miss_costs_recall() -> None:
    units = _units("De dienst betaalt.", "de gemeente meldt dit.")  # no capital: the rules go on
    assert boundary_figures([units])["vangst"] == 0.0


def test_table_rows_are_no_test_of_the_rules() -> None:
    units = _units("Post: personeel; Bedrag: € 500; Jaar: 2026.", "Post: materieel; Bedrag: € 20; Jaar: 2026.")
    assert boundary_figures([units])["alineas"] == 0
