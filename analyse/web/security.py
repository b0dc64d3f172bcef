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
from analyse.limits import MB
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
_OF_NAME, _OF_ADDRESS = parse("5/minute"), parse("30/minute")  # an organisation may share an address
_MOST_BYTES = 1024 * MB  # of one request


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


class Omvang:
    """Middleware: a request of more than a gigabyte is refused before it fills the disk."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in, whatever the header says."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > _MOST_BYTES:
                raise HTTPException(413, "Dat is te veel in één keer. Lever de bestanden in delen aan.")
            return message

        await self.app(scope, counted, send)


class Pogingen:
    """How often a password may be tried: five times a minute for a name, thirty for an address."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allowed(self, request: Request, name: str) -> bool:
        """One more attempt, unless there were too many."""
        address = request.client.host if request.client else ""
        return all([self._limiter.hit(_OF_NAME, "naam", name), self._limiter.hit(_OF_ADDRESS, "adres", address)])


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
