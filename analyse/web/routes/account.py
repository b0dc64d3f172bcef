"""Logging in and out."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from analyse.archive import people
from analyse.archive.people import Rol
from analyse.errors import GebruiksfoutError
from analyse.web.context import Hier
from analyse.web.pages import page
from analyse.web.security import Bedoeld, log_in
from analyse.web.settings import Oidc

router = APIRouter()


@router.get("/begin")
def start_key(request: Request, here: Hier, sleutel: str = "") -> Response:
    """The link that is printed at the start."""
    right = here.instellingen.aanmelden == "sleutel" and hmac.compare_digest(sleutel.encode(), here.sleutel.encode())
    if not right:
        return page(request, "sleutel.html", None, 401)
    log_in(request, "sleutel", here.instellingen.naam, start=here.sleutel_id)
    return RedirectResponse("/", 303)


@router.get("/aanmelden")
async def form(request: Request, here: Hier) -> Response:
    """The form, or the way to the organisation's own service."""
    if here.instellingen.aanmelden == "oidc":
        back = str(request.url_for("oidc_back"))
        answer: Response = await request.app.state.oidc.authorize_redirect(request, back)
        return answer
    return page(request, "aanmelden.html", None, fout="", naam="")


@router.post("/aanmelden", dependencies=[Bedoeld])
def with_password(
    request: Request, here: Hier, naam: Annotated[str, Form()] = "", wachtwoord: Annotated[str, Form()] = ""
) -> Response:
    """Name and password."""
    if here.instellingen.aanmelden != "wachtwoord":
        raise HTTPException(404)
    naam = naam.strip()[:128]
    if not request.app.state.pogingen.allowed(request, naam):
        text = "U heeft het te vaak geprobeerd. Wacht een minuut en probeer het dan opnieuw."
        return page(request, "aanmelden.html", None, 429, fout=text, naam=naam)
    person = people.log_in(here.register, naam, wachtwoord[:1024])
    if person is None:
        return page(
            request, "aanmelden.html", None, 401, fout="Deze naam en dit wachtwoord horen niet bij elkaar.", naam=naam
        )
    log_in(request, "wachtwoord", person.naam)
    return RedirectResponse("/", 303)


@router.get("/aanmelden/terug", name="oidc_back")
async def from_service(request: Request, here: Hier) -> Response:
    """Back from the organisation's own service: its claims say who, which role and which unit."""
    settings = here.instellingen.oidc
    if here.instellingen.aanmelden != "oidc" or settings is None:
        raise HTTPException(404)
    from authlib.integrations.base_client import OAuthError

    try:
        token = await request.app.state.oidc.authorize_access_token(request)
    except OAuthError as error:
        raise HTTPException(401, "Aanmelden is niet gelukt. Probeer het opnieuw.") from error
    claims: dict[str, Any] = token.get("userinfo") or {}
    name, role, unit = (
        str(claims.get(k, "")) for k in (settings.naam_claim, settings.rol_claim, settings.eenheid_claim)
    )
    if not (name and unit and role in set(Rol)):
        raise HTTPException(403, "Uw account heeft geen toegang tot analyse. Vraag het uw beheerder.")
    log_in(request, "oidc", name, rol=role, eenheid=unit)
    return RedirectResponse("/", 303)


@router.post("/afmelden", dependencies=[Bedoeld])
def log_out(request: Request) -> Response:
    """End the session."""
    request.session.clear()
    return RedirectResponse("/aanmelden", 303)


def oidc_client(settings: Oidc) -> Any:
    """Authlib's client for the organisation's service.

    Raises:
        GebruiksfoutError: Authlib is not installed, or the secret cannot be read.
    """
    try:
        from authlib.integrations.starlette_client import OAuth
    except ImportError as error:
        raise GebruiksfoutError("Installeer voor aanmelden met OIDC ook: pip install 'analyse[oidc]'.") from error
    try:
        client_secret = settings.client_geheim_bestand.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise GebruiksfoutError(f"Het bestand {settings.client_geheim_bestand} is niet te lezen.") from error
    return OAuth().register(
        name=f"oidc-{secrets.token_hex(4)}",
        server_metadata_url=f"{settings.uitgever.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.client_id,
        client_secret=client_secret,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )
