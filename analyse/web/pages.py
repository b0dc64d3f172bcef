"""Pages: templates with what each of them needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse

from analyse import __version__
from analyse.archive.people import Persoon, Rol
from analyse.report.environment import environment
from analyse.report.words import WEERGAVE
from analyse.web.context import toepassing
from analyse.web.events import told
from analyse.web.security import csrf

STATIC = Path(__file__).parent / "static"
_HERE = ZoneInfo("Europe/Amsterdam")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def page(request: Request, name: str, person: Persoon | None, status: int = 200, **more: Any) -> HTMLResponse:
    """The template ``name`` with ``more``."""
    here = toepassing(request)
    text = (
        environment("analyse.web")
        .get_template(name)
        .render(
            persoon=person,
            mag_beoordelen=bool(person and person.rol.may(Rol.BEOORDELAAR)),
            mag_beheren=bool(person and person.rol.may(Rol.BEHEERDER)) and here.instellingen.aanmelden == "wachtwoord",
            afmelden=here.instellingen.aanmelden != "sleutel",
            csrf=csrf(request),
            pad=request.url.path,
            weergave=VIEWS,
            versie=__version__,
            wanneer=when,
            dag=day,
            stand_tekst=told,
            **more,
        )
    )
    return HTMLResponse(text, status)


VIEWS: Mapping[str, Any] = {answer.value: view for answer, view in WEERGAVE.items()}
"""Verdict → how it looks."""


def when(moment: datetime) -> str:
    """ "4 mei 2026, 11:03", in the Netherlands."""
    local = moment.astimezone(_HERE)
    return f"{day(local.date())}, {local:%H:%M}"


def day(of: date) -> str:
    """ "4 mei 2026"."""
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}"
