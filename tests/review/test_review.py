"""A review: changes that can be undone, a report that shows them, and what the tagger learns from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.pipeline import Toetser
from analyse.report import as_json
from analyse.report.write import RENDERERS
from analyse.resources import resource
from analyse.review import Soort, Wijziging, corrections, reviewed, reviews
from analyse.types import Antwoord, Deeloordeel, Rapport

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
EXAMPLE = "dvo-omgevingsdienst.pdf"


def _parts(report: Rapport) -> dict[str, Deeloordeel]:
    return {part.id: part for question in report.vragen for part in question.deelvragen}


def _changes(*made: tuple[str, Soort, str]) -> list[Wijziging]:
    return [
        Wijziging(nr, part, kind, value, "A. Bos", START + timedelta(minutes=nr))
        for nr, (part, kind, value) in enumerate(made, start=1)
    ]


@pytest.fixture
def report(rapport_van: Callable[[str], Rapport]) -> Rapport:
    return rapport_van(EXAMPLE)


def test_the_report_shows_what_the_reviewer_made_of_it(report: Rapport, toetser: Toetser) -> None:
    model = _parts(report)
    changes = _changes(
        ("5a", Soort.OORDEEL, "open"),
        ("5a", Soort.NOTITIE, "Het bedrag geldt alleen voor 2026"),
        ("6a", Soort.OORDEEL, "nvt"),
        ("1b", Soort.BESPROKEN, "ja"),
        ("1b", Soort.BEWIJS_AF, str(model["1b"].bewijs[0])),
        ("1b", Soort.BEWIJS_BIJ, "1"),
    )
    seen = reviewed(report, reviews(changes, model), toetser.vragenset)
    after = _parts(seen)
    assert after["5a"].oordeel is Antwoord.OPEN
    assert after["5a"].gespreksvraag.endswith("?")
    assert "alleen voor 2026" in after["5a"].toelichting
    assert "A. Bos op 04-05-2026" in after["5a"].toelichting
    assert after["6a"].oordeel is Antwoord.NVT
    assert not after["6a"].gespreksvraag
    assert 1 in after["1b"].bewijs
    assert model["1b"].bewijs[0] not in after["1b"].bewijs
    assert "besproken" in after["1b"].toelichting
    for suffix in (".html", ".md", ".docx", ".xlsx"):
        assert RENDERERS[suffix](seen, toetser.vragenset)
    html = str(RENDERERS[".html"](seen, toetser.vragenset))
    assert "niet van toepassing" in html
    assert "alleen voor 2026" in html


def test_the_json_report_keeps_the_models_verdict_beside_the_review(report: Rapport, toetser: Toetser) -> None:
    changes = _changes(("5a", Soort.OORDEEL, "nvt"))
    seen = reviewed(report, reviews(changes, _parts(report)), toetser.vragenset)
    written = json.loads(as_json.render(seen, toetser.vragenset))
    jsonschema.validate(written, json.loads(resource("analyse/report/rapport.schema.json").read_text("utf-8")))
    plain = json.loads(as_json.render(report, toetser.vragenset))
    part = next(p for q in written["vragen"] for p in q["deelvragen"] if p["id"] == "5a")
    assert part.pop("beoordeling")["oordeel"] == "nvt"
    assert written == plain


def test_undoing_brings_back_what_was(report: Rapport) -> None:
    made = [("5a", Soort.OORDEEL, "open"), ("5a", Soort.OORDEEL, "vaag"), ("5a", Soort.ONGEDAAN, "2")]
    assert reviews(_changes(*made), _parts(report))["5a"].oordeel is Antwoord.OPEN
    assert not reviews(_changes(*made[:1], ("5a", Soort.ONGEDAAN, "1")), _parts(report))


def test_corrections_hold_only_the_sentences_that_were_changed(report: Rapport, toetser: Toetser) -> None:
    model = _parts(report)
    gone = model["5a"].bewijs[0]
    changes = _changes(("5a", Soort.BEWIJS_AF, str(gone)), ("7c", Soort.BEWIJS_BIJ, "2"), ("7a", Soort.NOTITIE, "x"))
    lines = corrections(reviewed(report, reviews(changes, model), toetser.vragenset)).splitlines()
    found = {entry["nr"]: entry for entry in map(json.loads, lines)}
    assert set(found) == {gone, 2}
    assert "5a" not in found[gone]["deelvragen"]
    assert found[2]["deelvragen"]["7c"] in "cvd"
    assert not corrections(report)


EVENT = st.tuples(
    st.sampled_from(["5a", "1b", "7c", "9z"]),
    st.sampled_from([Soort.OORDEEL, Soort.NOTITIE, Soort.BESPROKEN, Soort.BEWIJS_AF, Soort.BEWIJS_BIJ]),
    st.integers(1, 40),
)


@given(st.lists(EVENT, max_size=12))
def test_a_review_that_is_wholly_undone_leaves_no_trace(made: list[tuple[str, Soort, int]]) -> None:
    model = {d: Deeloordeel(d, d, Antwoord.VAAG, (3, 5, 8), "", "") for d in ("5a", "1b", "7c")}
    values = {Soort.OORDEEL: "open", Soort.NOTITIE: "let op", Soort.BESPROKEN: "ja"}
    changes = _changes(*((part, kind, values.get(kind, str(nr))) for part, kind, nr in made))
    found = reviews(changes, model)
    assert all(set(r.bewijs_af) <= set(model[d].bewijs) for d, r in found.items())
    assert all(not set(r.bewijs_bij) & set(model[d].bewijs) for d, r in found.items())
    undo = [Wijziging(100 + c.nr, c.deelvraag, Soort.ONGEDAAN, str(c.nr), "B. Smit", START) for c in changes]
    assert not reviews([*changes, *undo], model)
