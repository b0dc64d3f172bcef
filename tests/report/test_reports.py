from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from analyse.errors import GebruiksfoutError
from analyse.pipeline import Toetser
from analyse.report import as_html, as_json, content
from analyse.report.write import check_suffix, write_report
from analyse.types import Antwoord, Rapport
from tests.conftest import VOORBEELDEN

SCHEMA = json.loads(files("analyse.report").joinpath("rapport.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", VOORBEELDEN, ids=lambda p: p.name)
def test_json_follows_the_published_schema(path: Path, rapport_van: Callable[[str], Rapport], toetser: Toetser) -> None:
    report = json.loads(as_json.render(rapport_van(path.name), toetser.vragenset))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(report, SCHEMA)
    numbers = [unit["nr"] for unit in report["zinnen"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for question in report["vragen"]:
        assert all(set(part["bewijs"]) <= set(numbers) for part in question["deelvragen"])


def test_the_schema_refuses_what_the_contract_does_not_know(
    rapport_van: Callable[[str], Rapport], toetser: Toetser
) -> None:
    report = as_json.to_dict(rapport_van("dvo-omgevingsdienst.pdf"), toetser.vragenset)
    report["vragen"][0]["deelvragen"][0]["oordeel"] = "misschien"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(report)), SCHEMA)


def test_boxes_are_on_the_page(rapport_van: Callable[[str], Rapport]) -> None:
    report = rapport_van("dvo-omgevingsdienst.pdf")
    placed = [unit for unit in report.zinnen if unit.kaders]
    assert len(placed) > 0.98 * len(report.zinnen)
    for box in (box for unit in placed for box in unit.kaders):
        assert 0 <= box.x0 < box.x1 <= 595.5
        assert 0 <= box.y0 < box.y1 <= 842.5
        assert 1 <= box.pagina <= (report.documenten[0].paginas or 0)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_shows_what_is_open_first(rapport_van: Callable[[str], Rapport], toetser: Toetser) -> None:
    page = as_html.render(rapport_van("raamovereenkomst-bijlagen.pdf"), toetser.vragenset)
    shown = re.findall(r'<article class="deel (\w+)"', page)
    order = {"open": 0, "vaag": 1, "doorgeschoven": 1, "beantwoord": 2}
    assert len(shown) == 19
    assert [order[v] for v in shown] == sorted(order[v] for v in shown)


def test_html_is_one_file_without_scripts_or_links_outside(
    rapport_van: Callable[[str], Rapport], toetser: Toetser
) -> None:
    parser = _Page()
    parser.feed(as_html.render(rapport_van("dvo-omgevingsdienst.pdf"), toetser.vragenset))
    assert not [tag for tag, _ in parser.tags if tag in ("script", "link", "img", "iframe")]
    links = [attrs["href"] for tag, attrs in parser.tags if tag == "a"]
    ids = {attrs["id"] for _, attrs in parser.tags if attrs.get("id")}
    assert len(set(links)) == 19
    assert all(link and link.startswith("#") and link[1:] in ids for link in links)


def test_text_of_the_agreement_is_never_markup(rapport_van: Callable[[str], Rapport], toetser: Toetser) -> None:
    report = rapport_van("dvo-omgevingsdienst.pdf")
    evil = "<script>alert(1)</script>"
    hostile = replace(
        report,
        overeenkomst=replace(report.overeenkomst, titel=evil),
        zinnen=tuple(replace(unit, tekst=evil) for unit in report.zinnen),
    )
    page = as_html.render(hostile, toetser.vragenset)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_evidence_has_article_and_page(rapport_van: Callable[[str], Rapport]) -> None:
    report = rapport_van("dvo-omgevingsdienst.pdf")
    parts = [p for question in report.vragen for p in question.deelvragen if p.oordeel is not Antwoord.OPEN]
    lines = [line for part in parts for line in content.evidence_lines(report, part)]
    assert lines
    assert all(line.pagina for line in lines)
    assert sum(line.plaats.startswith(("Artikel", "Bijlage", "De considerans")) for line in lines) > 0.8 * len(lines)


def test_unknown_suffix_and_absent_folder(tmp_path: Path) -> None:
    with pytest.raises(GebruiksfoutError, match="Kies uit"):
        check_suffix(tmp_path / "rapport.xyz")
    with pytest.raises(GebruiksfoutError, match="map"):
        check_suffix(tmp_path / "weg" / "rapport.html")


def test_a_failed_write_leaves_nothing_behind(
    rapport_van: Callable[[str], Rapport], toetser: Toetser, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.json"
    target.mkdir()
    with pytest.raises(GebruiksfoutError, match="kan niet worden geschreven"):
        write_report(rapport_van("dvo-omgevingsdienst.pdf"), toetser.vragenset, target)
    assert list(tmp_path.iterdir()) == [target]
