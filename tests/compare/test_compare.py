"""An agreement beside a plan and a progress report, through the command line and the examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from analyse.cli import main
from analyse.compare.facts import differences
from analyse.pipeline import Toetser
from analyse.report import guide
from analyse.types import Partij, Rapport

PARTIES = (Partij("de gemeente Elzerdam", "de Gemeente"), Partij("Veiligheidsregio Merwoude", "de Veiligheidsregio"))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Het tarief is € 98,00 per uur.", "Het tarief is € 102 per uur.", ("bedrag",)),
        ("Het tarief is € 98,00 per uur.", "Het tarief is € 98 per uur.", ()),
        ("De dienst levert op 1 mei 2027.", "De dienst levert op 1 juni 2027.", ("datum",)),
        ("De dienst reageert binnen zes weken.", "De dienst reageert binnen acht weken.", ("termijn",)),
        ("Ten minste 95% is op tijd.", "Ten minste 90% is op tijd.", ("norm",)),
        ("De Gemeente betaalt.", "De Veiligheidsregio betaalt.", ("partij",)),
        ("Sloop valt onder de opdracht.", "Sloop valt niet onder de opdracht.", ("wel of niet",)),
        ("Zie artikel 3, lid 2.", "Zie artikel 4, lid 1.", ()),
        ("De dienst levert een rapport.", "De dienst levert op 1 mei 2027 een rapport.", ()),
    ],
)
def test_what_two_sentences_state_differently(left: str, right: str, expected: tuple[str, ...]) -> None:
    assert differences(left, right, PARTIES) == expected


def test_plan_and_progress_beside_the_agreement(voorbeelden: Path, tmp_path: Path) -> None:
    files = [
        "dvo-brandveiligheid-volledig.pdf",
        "uitvoeringsplan-brandveiligheid.md",
        "voortgang-brandveiligheid-2027.md",
    ]
    out = [tmp_path / f"v.{suffix}" for suffix in ("json", "html", "docx")]
    with pytest.raises(SystemExit) as stopped:
        main(["vergelijk", *(str(voorbeelden / f) for f in files), *(a for p in out for a in ("--uit", str(p)))])
    assert stopped.value.code == 0
    plan, progress = json.loads(out[0].read_text(encoding="utf-8"))["vergelijkingen"]
    assert (plan["rol"], progress["rol"]) == ("plan", "voortgang")
    stated = {(d["deelvraag"], d["soort"], *d["verschillen"]) for d in plan["afwijkingen"]}
    assert {("5a", "tegenstrijdig", "bedrag"), ("7a", "tegenstrijdig", "norm")} <= stated
    assert any(d["soort"] == "weg" for d in plan["afwijkingen"])
    assert not any(d["soort"] == "weg" for d in progress["afwijkingen"])
    assert plan["gelijk"] >= 3
    assert ["mobiele app" in p["tekst"] for p in plan["buiten_doel"]] == [True]
    assert ["zwembad" in p["tekst"] for p in progress["buiten_doel"]] == [True]
    page = out[1].read_text(encoding="utf-8")
    assert "€ 98,00" in page
    assert "€ 102,00" in page
    cells = [cell.text for table in docx.Document(str(out[2])).tables for row in table.rows for cell in row.cells]
    assert any("tegenstrijdig: bedrag" in text for text in cells)


def test_nothing_differs_from_itself(voorbeelden: Path, toetser: Toetser) -> None:
    from analyse.compare import compare

    report = toetser.toets([voorbeelden / "convenant-veiligheidsregio.docx"])
    found = compare(report, report, "plan")
    assert not found.afwijkingen
    assert not found.buiten_doel


def test_the_guide_asks_both_sides_every_open_question(
    rapport_van: Callable[[str], Rapport], toetser: Toetser, tmp_path: Path
) -> None:
    report = rapport_van("raamovereenkomst-bijlagen.pdf")
    asked = {part.id: part.gespreksvraag for q in report.vragen for part in q.deelvragen if part.gespreksvraag}
    topics = guide.topics(report, toetser.vragenset)
    assert {t.id: t.aan_opdrachtgever for t in topics} == asked
    assert all(t.aan_onszelf.endswith("?") and t.aan_onszelf != t.aan_opdrachtgever for t in topics)
    path = tmp_path / "leidraad.docx"
    path.write_bytes(guide.as_docx(report, toetser.vragenset))
    first, second, _ = docx.Document(str(path)).tables
    assert [row.cells[0].text for row in first.rows] == [row.cells[0].text for row in second.rows]
    assert "Aan onszelf" in guide.as_markdown(report, toetser.vragenset)
