from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analyse.errors import GebruiksfoutError
from analyse.pipeline import Toetser
from analyse.tagging.features import pieces
from analyse.tagging.model import Labelmodel
from analyse.tagging.patterns import loose_phrase, matching
from analyse.types import Gehalte, Woord, Zin


def _zin(text: str, heading: str = "Artikel 6 Kosten") -> Zin:
    words = tuple(Woord(w, w.lower(), "") for w in text.split())
    return Zin(1, text, koppen=(heading,), woorden=words)


@pytest.mark.parametrize(
    ("text", "gehalte", "phrase", "where"),
    [
        ("De dienst rapporteert tijdig aan de gemeente.", Gehalte.VAAG, "tijdig", ""),
        ("De dienst meldt dit zo spoedig mogelijk.", Gehalte.VAAG, "zo spoedig mogelijk", ""),
        ("Partijen spannen zich in voor veiligheid.", Gehalte.VAAG, "spannen zich in", ""),
        ("De taken staan conform bijlage 2 vast.", Gehalte.DOORGESCHOVEN, "conform bijlage 2", "bijlage 2"),
        ("Dit wordt uitgewerkt in een jaarlijks werkplan.", Gehalte.DOORGESCHOVEN, "", "een jaarlijks werkplan"),
        ("Het budget is p.m. per jaar.", Gehalte.DOORGESCHOVEN, "p.m.", ""),
        ("De dienst levert passende ondersteuning.", Gehalte.VAAG, "passende ondersteuning", ""),
    ],
)
def test_the_phrase_that_leaves_room(text: str, gehalte: Gehalte, phrase: str, where: str) -> None:
    found = loose_phrase(text, gehalte, "7b")
    assert found
    assert phrase in found.citaat
    assert found.waar == where


def test_a_phrase_about_time_explains_nothing_about_how() -> None:
    assert loose_phrase("De dienst meldt dit tijdig.", Gehalte.VAAG, "3a") is None


def test_a_plain_sentence_has_no_loose_phrase() -> None:
    text = "De gemeente betaalt op 1 maart 2027 een voorschot van € 50.000."
    assert loose_phrase(text, Gehalte.VAAG, "7b") is None
    assert loose_phrase(text, Gehalte.DOORGESCHOVEN, "7b") is None
    assert "aanwijzing.bedrag" in matching(text)


def test_a_stored_model_gives_the_same_probabilities(toetser: Toetser, tmp_path: Path) -> None:
    toetser.labelmodel.save(tmp_path)
    units = [_zin("De gemeente betaalt jaarlijks € 10.000 aan de dienst."), _zin("De dienst rapporteert per kwartaal.")]
    before, after = toetser.labelmodel.kansen(units), Labelmodel.load(tmp_path).kansen(units)
    assert np.array_equal(before.over, after.over)
    assert np.array_equal(before.gehalte, after.gehalte)
    assert np.array_equal(before.aangehaald, after.aangehaald)
    assert toetser.labelmodel.versie == Labelmodel.load(tmp_path).versie


def test_models_hold_no_pickled_objects(tmp_path: Path, toetser: Toetser) -> None:
    toetser.labelmodel.save(tmp_path)
    with np.load(tmp_path / "gewichten.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind == "f" for name in arrays.files)
    assert all(name.endswith(".npy") for name in zipfile.ZipFile(tmp_path / "gewichten.npz").namelist())


def test_damaged_model_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "woordenschat.json").write_text("{}", encoding="utf-8")
    (tmp_path / "gewichten.npz").write_bytes(b"geen zip")
    with pytest.raises(GebruiksfoutError, match="labelmodel"):
        Labelmodel.load(tmp_path)


def test_a_model_of_an_older_version_is_a_usage_error(toetser: Toetser, tmp_path: Path) -> None:
    toetser.labelmodel.save(tmp_path)
    with np.load(tmp_path / "gewichten.npz") as arrays:
        kept = {name: arrays[name] for name in arrays.files if not name.startswith("bewijs")}
    np.savez(tmp_path / "gewichten.npz", **kept)
    with pytest.raises(GebruiksfoutError, match="oudere versie"):
        Labelmodel.load(tmp_path)


def test_judges_cite_the_sentence_with_the_amount_and_no_heading(toetser: Toetser) -> None:
    model = toetser.labelmodel
    units = toetser.taalmodel.with_meaning(
        [
            Zin(1, "Artikel 6 Kosten", soort="kop"),
            _zin("De gemeente betaalt de dienst in 2027 een bijdrage van € 240.000."),
            _zin("Partijen overleggen twee keer per jaar over de voortgang.", "Artikel 9 Overleg"),
        ]
    )
    cited = model.kansen(units).aangehaald[:, model.deelvragen.index("5a")]
    assert cited[0] == 0
    assert cited[1] > 0.3 > cited[2]


def test_costs_are_recognised_and_headings_are_not(toetser: Toetser) -> None:
    heading = Zin(1, "Artikel 6 Kosten", soort="kop", koppen=("Artikel 6 Kosten",))
    cost = _zin("De kosten van het toezicht bedragen € 250.000 per jaar en worden door de gemeente betaald.")
    units = toetser.taalmodel.with_meaning([heading, cost])
    kansen = toetser.labelmodel.kansen(units)
    labelled = toetser.labelmodel.label(units, kansen)
    assert labelled[0].labels == ()
    assert {"5a", "5b"} & {label.deelvraag for label in labelled[1].labels}
    assert toetser.labelmodel.label(units, kansen, minimum=1.0)[1].labels == ()


def test_no_sentences_is_no_problem(toetser: Toetser) -> None:
    assert toetser.labelmodel.kansen([]).over.shape == (0, 19)


@pytest.mark.parametrize(
    "text", ["Zie bijlage IV.", "Bijlage XX wordt ingevuld; p.m.", "Conform NEN 3140 en de AVG.", "Tarief: EUR 40."]
)
def test_case_makes_no_difference_to_a_phrase(text: str) -> None:
    assert matching(text) == matching(text.upper()) == matching(text.lower()) != ()


@given(text=st.text(alphabet="aeé tn-.  ", max_size=60))
def test_pieces_of_words_are_scikit_learns(text: str) -> None:
    theirs = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()
    assert sorted(pieces(text)) == sorted(theirs(text))
