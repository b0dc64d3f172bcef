"""The sentence encoder, with the model that is shipped."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.errors import GebruiksfoutError
from analyse.language.encoder import Zinscodeerder
from analyse.types import Zin


@pytest.fixture(scope="module")
def encoder() -> Zinscodeerder:
    return Zinscodeerder.load()


def zin(text: str, **fields: object) -> Zin:
    return Zin(nr=1, tekst=text, **fields)  # type: ignore[arg-type]


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_sentences_that_mean_the_same_are_closer_than_sentences_that_share_words(encoder: Zinscodeerder) -> None:
    report, same, other = encoder.vectors(
        [
            zin("De dienst stuurt de gemeente elk kwartaal een verslag van de voortgang."),
            zin("Iedere drie maanden ontvangt het college een voortgangsrapportage."),
            zin("De dienst stuurt de gemeente elk kwartaal een factuur voor het uurtarief."),
        ]
    )
    assert likeness(report, same) > likeness(report, other)


def test_heading_and_lead_in_are_read_too(encoder: Zinscodeerder) -> None:
    bare, led = encoder.vectors([zin("het toezicht;"), zin("het toezicht;", aanhef="Tot de taken behoort niet:")])
    assert likeness(bare, led) < 0.99


def test_headings_and_titles_get_no_meaning(encoder: Zinscodeerder) -> None:
    heading, sentence = encoder.with_meaning([zin("Kosten", soort="kop"), zin("De bijdrage is € 2.000 per jaar.")])
    assert heading.betekenis == ()
    assert len(sentence.betekenis) > 100
    assert encoder.with_meaning([]) == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=2_000), min_size=1, max_size=5))
def test_any_text_has_a_finite_vector(encoder: Zinscodeerder, texts: list[str]) -> None:
    vectors = encoder.vectors([zin(text, koppen=(text[::-1],)) for text in texts])
    assert vectors.shape[0] == len(texts)
    assert np.isfinite(vectors).all()


def test_the_same_agreement_gets_the_same_vectors_on_any_number_of_cores(encoder: Zinscodeerder) -> None:
    units = [zin(f"Partij {i} betaalt € {i * 100} " + "per jaar " * i) for i in range(1, 40)]
    assert encoder.with_meaning(units) == Zinscodeerder.load(threads=1).with_meaning(units)


def test_a_folder_without_a_model_is_named(tmp_path) -> None:
    with pytest.raises(GebruiksfoutError, match="geen leesbaar model"):
        Zinscodeerder.load(tmp_path)
    (tmp_path / "encoder.onnx").write_bytes(b"geen model")
    (tmp_path / "stukken.model").write_bytes(b"ook niet")
    with pytest.raises(GebruiksfoutError, match="geen leesbaar model"):
        Zinscodeerder.load(tmp_path)
