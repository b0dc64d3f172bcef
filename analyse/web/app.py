"""The application: its routes, what surrounds them, and what it does while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import date

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from analyse.archive import people, removal
from analyse.errors import AnalyseError
from analyse.questions import load_question_set
from analyse.register import Register
from analyse.web.context import Toepassing
from analyse.web.events import Nieuws
from analyse.web.pages import STATIC, page
from analyse.web.routes import account, admin, archive, downloads, review, upload
from analyse.web.security import AanmeldenNodigError, Omvang, Pogingen, VeiligeKoppen
from analyse.web.settings import Instellingen

_LOG = logging.getLogger("analyse.web")
_SESSION = 8 * 3600  # seconds
_TIDY = 3600.0  # seconds between looks at what may no longer be kept
_SAYS = {404: "Deze pagina bestaat niet, of u mag haar niet zien.", 405: "Dat kan hier niet."}


def create_app(settings: Instellingen, register: Register) -> FastAPI:
    """The web application on ``register``.

    Raises:
        GebruiksfoutError: settings that would be unsafe, or an unknown question set.
    """
    settings.check()
    app = FastAPI(title="analyse", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_running)
    app.state.toepassing = Toepassing(settings, register, load_question_set(settings.vragenset), Nieuws(register))
    app.state.pogingen = Pogingen()
    if settings.oidc:
        app.state.oidc = account.oidc_client(settings.oidc)
    for routes in (account, upload, review, downloads, archive, admin):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(
        SessionMiddleware,
        secret_key=people.secret(register, "sessie"),
        session_cookie="analyse",
        max_age=_SESSION,
        same_site="lax",
        https_only=settings.https,
    )
    app.add_middleware(Omvang)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))
    app.add_middleware(VeiligeKoppen)
    app.add_exception_handler(AanmeldenNodigError, _log_in_first)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(AnalyseError, _complaint)
    app.add_exception_handler(Exception, _broken)
    return app


@contextlib.asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    here: Toepassing = app.state.toepassing
    tasks = [asyncio.create_task(here.nieuws.watch()), asyncio.create_task(_tidy(here))]
    yield
    for task in tasks:
        task.cancel()


async def _tidy(here: Toepassing) -> None:
    """Take in what scans found, and delete what may no longer be kept."""
    while True:
        try:
            await asyncio.to_thread(removal.adopt, here.register, here.instellingen.eenheid)
            await asyncio.to_thread(removal.expire, here.register, date.today())
        except Exception as error:
            _LOG.error("Opruimen lukt niet: %s", type(error).__name__)
        await asyncio.sleep(_TIDY)


async def _log_in_first(request: Request, _: Exception) -> Response:
    if request.app.state.toepassing.instellingen.aanmelden == "sleutel":
        return page(request, "sleutel.html", None, 401)
    return RedirectResponse("/aanmelden", 303)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = _SAYS.get(error.status_code, error.detail)
    return page(request, "fout.html", None, error.status_code, tekst=text)


async def _misunderstood(request: Request, _: Exception) -> Response:
    return page(
        request, "fout.html", None, 400, tekst="Dit adres of formulier klopt niet. Ga terug en probeer het nog eens."
    )


async def _complaint(request: Request, error: Exception) -> Response:
    return page(request, "fout.html", None, 400, tekst=str(error))


async def _broken(request: Request, error: Exception) -> Response:
    """Only the kind of error and its place are written down: its text may quote a document."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    _LOG.error("Fout in analyse zelf: %s, %s", type(error).__name__, where)
    text = "Er ging iets mis in analyse zelf. Uw gegevens zijn niet gewijzigd. Probeer het opnieuw."
    return page(request, "fout.html", None, 500, tekst=text)
