"""The reading benchmark itself keeps working, and plain documents are read nearly without errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import needs_pango

pytest.importorskip("rapidfuzz")


@needs_pango
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the libraries that render
def test_leest_een_kolom_bijna_foutloos(tmp_path: Path) -> None:
    from tests.bench.lezen import lees_weergave
    from tests.bench.lezers import LEZERS, ONZE
    from tests.bench.maken import weergaven
    from tests.bench.model import modellen

    (weergave,) = weergaven(modellen(klein=True), tmp_path, klein=True, alleen="een kolom", meld=pytest.fail)
    lezer = next(lezer for lezer in LEZERS if lezer.naam == ONZE)
    rij = lees_weergave(weergave, lezer, [None] * len(weergave.bestanden), keren=1)
    cijfers = rij.cijfers.als_dict()
    assert not rij.fouten
    assert cijfers["cer"] < 0.02
    assert cijfers["volgorde"] == 0
