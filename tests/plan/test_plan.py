"""The draft execution plan: what the agreement says, and what is still to be asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from analyse.cli import main
from analyse.pipeline import Toetser
from analyse.plan import as_docx, as_markdown, draft
from analyse.types import Antwoord, Rapport


def test_a_place_to_fill_in_for_every_gap_and_no_other(rapport_van: Callable[[str], Rapport], toetser: Toetser) -> None:
    report = rapport_van("raamovereenkomst-bijlagen.pdf")
    plan = draft(report, toetser.vragenset)
    asked = {p.id: p.gespreksvraag for q in report.vragen for p in q.deelvragen if p.oordeel is not Antwoord.BEANTWOORD}
    found = {part.id: part.invullen for chapter in plan.hoofdstukken for part in chapter.onderdelen if part.invullen}
    assert found == asked
    assert plan.in_te_vullen == len(asked) > 0
    text = as_markdown.render(plan)
    assert text.count("[IN TE VULLEN]") == len(asked)
    document = docx.Document(io.BytesIO(as_docx.render(plan)))
    marked = [r.text for p in document.paragraphs for r in p.runs if r.font.highlight_color is not None]
    assert marked == [f"[IN TE VULLEN] {question}" for question in asked.values()]
    assert as_docx.render(plan) == as_docx.render(plan)


def test_tables_of_tasks_amounts_and_dates(rapport_van: Callable[[str], Rapport], toetser: Toetser) -> None:
    plan = draft(rapport_van("dvo-omgevingsdienst.pdf"), toetser.vragenset)
    tables = {table.titel: table for chapter in plan.hoofdstukken for table in chapter.tabellen}
    assert set(tables) == {"Taken per partij", "Bedragen", "Planning", "Rapportagekalender"}
    assert any("€" in row[0] for row in tables["Bedragen"].rijen)
    assert "de Dienst" in {row[0] for row in tables["Taken per partij"].rijen}
    assert all(row[-1] for table in tables.values() for row in table.rijen)


def test_the_command_refuses_another_form(
    voorbeelden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["plan", str(voorbeelden / "dvo-omgevingsdienst.pdf"), "--uit", str(tmp_path / "plan.pdf")])
    assert stopped.value.code == 2
    assert ".docx of .md" in capsys.readouterr().err
