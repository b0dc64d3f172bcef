"""Who is asking, may they, and did they mean it: sessions, roles, forged requests, headers."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analyse.archive import people
from analyse.archive.people import Persoon, Rol
from analyse.web.context import Toepassing, toepassing

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex",
}
_ATTEMPTS = parse("5/minute")


class VeiligeKoppen:
    """Middleware: every answer has the headers above, and pages stay out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class Pogingen:
    """How often a password may be tried: five times a minute for a name, and for an address."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allowed(self, request: Request, name: str) -> bool:
        """One more attempt, unless there were too many."""
        address = request.client.host if request.client else ""
        return all([self._limiter.hit(_ATTEMPTS, "naam", name), self._limiter.hit(_ATTEMPTS, "adres", address)])


class AanmeldenNodigError(Exception):
    """Nobody is logged in."""


def logged_in(request: Request, here: Annotated[Toepassing, Depends(toepassing)]) -> Persoon:
    """Who is asking; a person who may no longer come in is out at once.

    Raises:
        AanmeldenNodigError: nobody is logged in.
    """
    session = request.session
    match session.get("wijze"):
        case "sleutel" if here.instellingen.aanmelden == "sleutel" and session.get("start") == here.sleutel_id:
            return Persoon(session["naam"], Rol.BEHEERDER, here.instellingen.eenheid)
        case "oidc" if here.instellingen.aanmelden == "oidc":
            return Persoon(session["naam"], Rol(session["rol"]), session["eenheid"])
        case "wachtwoord" if here.instellingen.aanmelden == "wachtwoord":
            if found := people.person(here.register, session["naam"]):
                return found
    raise AanmeldenNodigError


def log_in(request: Request, way: str, name: str, **more: str) -> None:
    """Start a new session: nothing of the one before it stays (session fixation)."""
    request.session.clear()
    request.session.update(wijze=way, naam=name, csrf=secrets.token_urlsafe(24), **more)


def csrf(request: Request) -> str:
    """The token that a form of this session must carry."""
    return str(request.session.setdefault("csrf", secrets.token_urlsafe(24)))


async def meant(request: Request) -> None:
    """Refuse a form that did not come from our own pages.

    Raises:
        HTTPException: 403.
    """
    form = await request.form()
    given, expected = form.get("csrf"), request.session.get("csrf")
    if not (isinstance(given, str) and expected and hmac.compare_digest(given, expected)):
        raise HTTPException(
            403, "Deze pagina is te oud geworden. Ga terug, laad de pagina opnieuw en probeer het nog eens."
        )


def may(role: Rol) -> Callable[[Persoon], Persoon]:
    """A dependency: somebody with at least this role."""

    def check(person: Annotated[Persoon, Depends(logged_in)]) -> Persoon:
        if not person.rol.may(role):
            raise HTTPException(403, f"Hiervoor heeft u de rol ‘{role}’ nodig. Vraag het uw beheerder.")
        return person

    return check


Lezer = Annotated[Persoon, Depends(may(Rol.LEZER))]
Beoordelaar = Annotated[Persoon, Depends(may(Rol.BEOORDELAAR))]
Beheerder = Annotated[Persoon, Depends(may(Rol.BEHEERDER))]
Bedoeld = Depends(meant)
"""On every form that changes something."""
