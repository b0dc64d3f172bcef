"""The archive: lists, the grid, the counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from analyse.archive import queue, shelf
from analyse.archive.shelf import PAGE, Zoekvraag
from analyse.web.context import Hier
from analyse.web.pages import page
from analyse.web.security import Bedoeld, Beoordelaar, Lezer

router = APIRouter(prefix="/archief")


def asked(
    tekst: Annotated[str, Query(max_length=200)] = "",
    partij: Annotated[str, Query(max_length=200)] = "",
    soort: Annotated[str, Query(max_length=64)] = "",
    deelvraag: Annotated[str, Query(max_length=16)] = "",
    oordeel: Annotated[str, Query(max_length=16)] = "",
    volgorde: Annotated[str, Query(max_length=16)] = "gaten",
    pagina: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Zoekvraag:
    """The search form."""
    return Zoekvraag(tekst, partij, soort, deelvraag, oordeel, volgorde, pagina)


@router.get("")
def shelves(
    request: Request, here: Hier, person: Lezer, question: Annotated[Zoekvraag, Depends(asked)], weergave: str = "lijst"
) -> Response:
    """Dossiers as a list or as a grid, by the search in the address."""
    result = shelf.find(here.register, person.eenheid, question)
    versions = queue.versions_now(here.register)
    plain = asdict(Zoekvraag())
    keep = {k: v for k, v in asdict(question).items() if v != plain[k] and k != "pagina"}
    return page(
        request,
        "archief.html",
        person,
        vraag=question,
        gevonden=result,
        passages=shelf.passages(here.register, person.eenheid, question.tekst, [row.id for row in result.rijen]),
        paginas=-(-result.totaal // PAGE),
        zoek=urlencode(keep),
        raster=weergave == "raster",
        soorten=shelf.kinds(here.register, person.eenheid),
        volgordes=shelf.ORDERS,
        vragen=here.vragenset.vragen,
        deelvragen=here.vragenset.deelvragen,
        verouderd=queue.count_outdated(here.register, person.eenheid, versions) if versions else 0,
    )


@router.get("/patroon")
def pattern(request: Request, here: Hier, person: Lezer) -> Response:
    """What is left open most, and how that is over the years and kinds."""
    return page(
        request,
        "patroon.html",
        person,
        vragen=here.vragenset.vragen,
        tellingen=shelf.counts(here.register, person.eenheid),
        per_jaar=shelf.gaps_by(here.register, person.eenheid, "jaar"),
        per_soort=shelf.gaps_by(here.register, person.eenheid, "soort"),
        aantal=len(here.vragenset.deelvragen),
    )


@router.post("/opnieuw", dependencies=[Bedoeld])
def renew(here: Hier, person: Beoordelaar) -> Response:
    """Check everything again that was judged by older models."""
    for dossier in queue.outdated(here.register, person.eenheid, queue.versions_now(here.register)):
        queue.again(here.register, dossier)
    return RedirectResponse("/", 303)
