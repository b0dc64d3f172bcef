"""What every page has at hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from analyse.questions import Vragenset
from analyse.register import Register
from analyse.web.events import Nieuws
from analyse.web.settings import Instellingen


@dataclass(frozen=True, slots=True)
class Toepassing:
    """The running application."""

    instellingen: Instellingen
    register: Register
    vragenset: Vragenset
    nieuws: Nieuws
    sleutel: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Whoever has it may come in (``aanmelden = "sleutel"``)."""
    sleutel_id: str = field(default_factory=lambda: secrets.token_hex(8))
    """Of this start: a session of an earlier start is over."""


def toepassing(request: Request) -> Toepassing:
    """The application that a request came to."""
    return cast(Toepassing, request.app.state.toepassing)


Hier = Annotated[Toepassing, Depends(toepassing)]
