"""Who may log in (only where passwords are ours)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from analyse.archive import people
from analyse.archive.people import LEAST_LETTERS, Persoon, Rol
from analyse.errors import GebruiksfoutError
from analyse.web.context import Hier
from analyse.web.pages import page
from analyse.web.security import Bedoeld, Beheerder

router = APIRouter(prefix="/gebruikers")


@router.get("")
def users(request: Request, here: Hier, person: Beheerder) -> Response:
    """Everybody, and a form for somebody new."""
    return _page(request, here, person)


@router.post("", dependencies=[Bedoeld])
def save(
    request: Request,
    here: Hier,
    person: Beheerder,
    naam: Annotated[str, Form()],
    rol: Annotated[Rol, Form()],
    eenheid: Annotated[str, Form()],
    wachtwoord: Annotated[str, Form()] = "",
    actief: Annotated[bool, Form()] = False,
) -> Response:
    """Add or change somebody."""
    _own_passwords(here)
    changed = Persoon(naam.strip(), rol, eenheid, actief)
    if changed.naam == person.naam and not (actief and rol is Rol.BEHEERDER):
        return _page(request, here, person, "U kunt uw eigen beheer niet weghalen. Laat een andere beheerder dat doen.")
    if not wachtwoord and people.person(here.register, changed.naam) is None and actief and not _known(here, changed):
        return _page(request, here, person, "Geef een nieuwe gebruiker een wachtwoord.")
    try:
        people.save(here.register, changed, wachtwoord or None)
    except GebruiksfoutError as error:
        return _page(request, here, person, str(error))
    return RedirectResponse("/gebruikers", 303)


def _known(here: Hier, person: Persoon) -> bool:
    return any(other.naam == person.naam for other in people.everybody(here.register))


def _own_passwords(here: Hier) -> None:
    if here.instellingen.aanmelden != "wachtwoord":
        raise HTTPException(404)


def _page(request: Request, here: Hier, person: Persoon, complaint: str = "") -> Response:
    _own_passwords(here)
    return page(
        request,
        "gebruikers.html",
        person,
        400 if complaint else 200,
        gebruikers=people.everybody(here.register),
        rollen=list(Rol),
        fout=complaint,
        minstens=LEAST_LETTERS,
    )
