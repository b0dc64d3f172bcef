"""Handing in agreements, and watching them being read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from analyse.archive import queue, shelf
from analyse.archive.people import Persoon
from analyse.archive.queue import Bestand, Status
from analyse.limits import MB, STANDAARD
from analyse.web.context import Hier, Toepassing
from analyse.web.pages import page
from analyse.web.security import Bedoeld, Beoordelaar, Lezer

router = APIRouter()
_RECENT = 12


@router.get("/")
def start(request: Request, here: Hier, person: Lezer) -> Response:
    """Hand in, and what was handed in lately."""
    rows = shelf.recent(here.register, person.eenheid, _RECENT)
    busy = any(row.status in (Status.WACHT, Status.BEZIG) for row in rows)
    return page(request, "start.html", person, rijen=rows, bezig=busy, grens=STANDAARD.bestand // MB)


@router.post("/dossiers", dependencies=[Bedoeld])
def hand_in(
    here: Hier,
    person: Beoordelaar,
    bestanden: Annotated[list[UploadFile], File()],
    samen: Annotated[bool, Form()] = False,
) -> Response:
    """Take files on: each an agreement of its own, or ``samen`` one."""
    chosen = [file for file in bestanden if file.filename]
    if not chosen:
        raise HTTPException(400, "U heeft nog geen bestand gekozen.")
    if len(chosen) > STANDAARD.bestanden:
        raise HTTPException(400, f"Dat zijn er te veel. Kies hoogstens {STANDAARD.bestanden} bestanden tegelijk.")
    until = date.today() + timedelta(days=days) if (days := here.instellingen.bewaardagen) else None
    files = _taken(here, person, chosen)
    groups = [list(files)] if samen else ([file] for file in files)  # one at a time in memory, where that can be
    added = [
        queue.add(here.register, group, unit=person.eenheid, by=person.naam, keep_until=until)
        for group in groups
        if group
    ]
    return RedirectResponse(f"/dossiers/{added[0]}" if len(added) == 1 == len(chosen) else "/", 303)


def _taken(here: Toepassing, person: Persoon, chosen: Sequence[UploadFile]) -> Iterator[Bestand]:
    """The files that can be taken on; of the others the list tells why not."""
    for file in chosen:
        name, reason = queue.shown_name(file.filename or ""), ""
        if (file.size or 0) > STANDAARD.bestand:
            reason = f"{name} is groter dan {STANDAARD.bestand // MB} MB en is niet gelezen."
        elif not file.size:
            reason = f"{name} is leeg (0 bytes)."
        if reason:
            queue.refuse(here.register, name, reason, unit=person.eenheid, by=person.naam)
        else:
            yield Bestand(name, file.file.read())


@router.get("/gebeurtenissen")
def events(here: Hier, person: Lezer, op: Annotated[list[str], Query(max_length=200)]) -> Response:
    """News of the uploads ``op`` as server-sent events."""
    stream: AsyncIterator[str] = here.nieuws.stream(person.eenheid, op)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
