"""One dossier: its questions beside the original, and what the reviewer makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select

from analyse.archive import queue, removal, reviewing, shelf
from analyse.archive.people import Persoon
from analyse.archive.queue import Status
from analyse.archive.shelf import Rij
from analyse.register.tables import Beeld
from analyse.report.content import content
from analyse.review import Soort, Wijziging
from analyse.types import Kader, Rapport
from analyse.web.context import Hier, Toepassing
from analyse.web.pages import page
from analyse.web.security import Bedoeld, Beoordelaar, Lezer

router = APIRouter(prefix="/dossiers/{dossier}")


@dataclass(frozen=True, slots=True)
class Blad:
    """A page of the original with the boxes of its sentences."""

    document: int
    pagina: int
    breedte: float
    hoogte: float
    vakken: list[tuple[int, Kader]]
    """(number of the sentence, box)."""


def found(here: Toepassing, person: Persoon, dossier: str) -> Rij:
    """The dossier.

    Raises:
        HTTPException: 404, also when it is another unit's: nobody learns that it exists.
    """
    row = shelf.one(here.register, person.eenheid, dossier)
    if row is None:
        raise HTTPException(404)
    return row


@router.get("")
def look(request: Request, here: Hier, person: Lezer, dossier: str, deelvraag: str = "") -> Response:
    """The review; or how far the reading is.

    Args:
        request: the request.
        here: the application.
        person: who asks.
        dossier: which.
        deelvraag: the sub-question for which sentences can be chosen as evidence; none when empty.
    """
    row = found(here, person, dossier)
    report = reviewing.report_of(here.register, dossier, here.vragenset) if row.status == Status.KLAAR else None
    if report is None:
        return page(request, "bezig.html", person, rij=row, bezig=row.status in (Status.WACHT, Status.BEZIG))
    history = reviewing.history(here.register, dossier)
    return page(
        request,
        "dossier.html",
        person,
        rij=row,
        rapport=report,
        inhoud=content(report, here.vragenset),
        gekozen=deelvraag if deelvraag in here.vragenset.deelvragen else "",
        bladen=_sheets(here, report),
        gebruikt=_used(report),
        wijzigingen=len(history),
        laatste=_last(history),
        wissels=_switched(here, dossier),
        soorten=Soort,
    )


@router.post("/deelvragen/{part}", dependencies=[Bedoeld])
def change(
    here: Hier,
    person: Beoordelaar,
    dossier: str,
    part: str,
    soort: Annotated[Soort | None, Form()] = None,
    waarde: Annotated[str, Form()] = "",
    keuze: Annotated[str, Form(pattern=r"^bewijs_(bij|af):\d{1,9}$")] = "",
) -> Response:
    """One change of the review: ``soort`` and ``waarde``, or both in ``keuze`` (a sentence in the text)."""
    found(here, person, dossier)
    if keuze:
        name, _, waarde = keuze.partition(":")
        soort = Soort(name)
    if soort is None:
        raise HTTPException(400)
    reviewing.change(here.register, dossier, part, soort, waarde, person.naam)
    if keuze:
        return RedirectResponse(f"/dossiers/{dossier}?deelvraag={part}#zin-{waarde}", 303)
    return RedirectResponse(f"/dossiers/{dossier}#d{part}", 303)


@router.get("/geschiedenis")
def history(request: Request, here: Hier, person: Lezer, dossier: str) -> Response:
    """Every change: who, when, what."""
    row = found(here, person, dossier)
    made = reviewing.history(here.register, dossier)
    undone = {change.waarde for change in made if change.soort is Soort.ONGEDAAN}
    checks = reviewing.checks(here.register, dossier)
    return page(request, "geschiedenis.html", person, rij=row, wijzigingen=made, ongedaan=undone, toetsen=checks)


@router.get("/paginas/{document}/{number}")
def picture(here: Hier, person: Lezer, dossier: str, document: int, number: int) -> Response:
    """A page of the original as a picture."""
    found(here, person, dossier)
    key = reviewing.document_hash(here.register, dossier, document)
    with here.register.read() as session:
        data = session.scalar(select(Beeld.webp).where(Beeld.sha256 == key, Beeld.pagina == number))
    if data is None:
        raise HTTPException(404)
    return Response(data, media_type="image/webp", headers={"Cache-Control": "private, max-age=3600"})


@router.post("/opnieuw", dependencies=[Bedoeld])
def again(here: Hier, person: Beoordelaar, dossier: str) -> Response:
    """Check again, with the models of now."""
    found(here, person, dossier)
    if not queue.again(here.register, dossier):
        raise HTTPException(400, "Dit dossier kan nu niet opnieuw worden getoetst.")
    return RedirectResponse(f"/dossiers/{dossier}", 303)


@router.get("/verwijderen")
def ask(request: Request, here: Hier, person: Beoordelaar, dossier: str) -> Response:
    """Are you sure?"""
    return page(request, "verwijderen.html", person, rij=found(here, person, dossier))


@router.post("/verwijderen", dependencies=[Bedoeld])
def remove(here: Hier, person: Beoordelaar, dossier: str) -> Response:
    """Delete for good."""
    found(here, person, dossier)
    removal.remove(here.register, dossier)
    return RedirectResponse("/archief", 303)


def _sheets(here: Toepassing, report: Rapport) -> list[Blad]:
    with here.register.read() as session:
        columns = (Beeld.sha256, Beeld.pagina, Beeld.breedte, Beeld.hoogte)
        keys = {document.sha256: number for number, document in enumerate(report.documenten)}
        rows = session.execute(select(*columns).where(Beeld.sha256.in_(keys))).all()
    boxes: dict[tuple[int, int], list[tuple[int, Kader]]] = {}
    for unit in report.zinnen:
        for box in unit.kaders:
            boxes.setdefault((unit.document, box.pagina), []).append((unit.nr, box))
    sheets = [
        Blad(keys[sha256], number, width, height, boxes.get((keys[sha256], number), []))
        for sha256, number, width, height in rows
    ]
    return sorted(sheets, key=lambda sheet: (sheet.document, sheet.pagina))


def _used(report: Rapport) -> Mapping[int, list[str]]:
    """Sentence → the sub-questions that it is evidence of."""
    used: dict[int, list[str]] = {}
    for question in report.vragen:
        for part in question.deelvragen:
            for nr in part.bewijs:
                used.setdefault(nr, []).append(part.id)
    return used


def _last(history: list[Wijziging]) -> Wijziging | None:
    """The latest change that still counts."""
    undone = {change.waarde for change in history if change.soort is Soort.ONGEDAAN}
    counts = [c for c in history if c.soort is not Soort.ONGEDAAN and str(c.nr) not in undone]
    return counts[-1] if counts else None


def _switched(here: Toepassing, dossier: str) -> list[tuple[str, str, str]]:
    """(sub-question, verdict before, verdict now) where the latest models say otherwise than those before."""
    checks = reviewing.checks(here.register, dossier)
    if len(checks) < 2:
        return []
    before, now = checks[-2].oordelen, checks[-1].oordelen
    return [(part, before[part], answer) for part, answer in now.items() if before.get(part, answer) != answer]
