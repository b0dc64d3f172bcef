"""News of uploads, pushed to the pages (server-sent events). One look at the register serves all pages."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from analyse.archive.queue import Status
from analyse.register import Register
from analyse.register.tables import Dossier

_INTERVAL = 0.7  # seconds between looks
_QUIET = 15.0  # seconds after which a comment keeps the connection open


class Bericht(NamedTuple):
    """Where an upload is."""

    eenheid: str
    status: str
    tekst: str


class Nieuws:
    """Watches the uploads that open pages show."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._now: dict[str, Bericht] = {}
        self._changed = asyncio.Condition()
        self._asked: Counter[str] = Counter()

    async def watch(self) -> None:
        """Look again and again; runs as long as the application does."""
        while True:
            if self._asked:
                with contextlib.suppress(SQLAlchemyError):  # the next look may succeed
                    seen = await asyncio.to_thread(self._look, list(self._asked))
                    if seen != self._now:
                        self._now = seen
                        async with self._changed:
                            self._changed.notify_all()
            await asyncio.sleep(_INTERVAL)

    async def stream(self, unit: str, dossiers: Iterable[str]) -> AsyncIterator[str]:
        """Events about ``dossiers``, as far as ``unit`` may see them: how things are, then every change."""
        wanted = Counter(set(dossiers))
        told: dict[str, Bericht] = {}
        self._asked += wanted
        try:
            yield "retry: 2000\n\n"
            while True:
                mine = {d: self._now[d] for d in wanted if d in self._now and self._now[d].eenheid == unit}
                for dossier, news in mine.items():
                    if told.get(dossier) != news:
                        data = json.dumps({"id": dossier, "status": news.status, "tekst": news.tekst})
                        yield f"event: stand\ndata: {data}\n\n"
                told = mine
                try:
                    async with self._changed:
                        await asyncio.wait_for(self._changed.wait(), _QUIET)
                except TimeoutError:
                    yield ": er is niets nieuws\n\n"
        finally:
            self._asked -= wanted

    def _look(self, dossiers: Sequence[str]) -> dict[str, Bericht]:
        with self._register.read() as session:
            return {
                row.id: Bericht(row.eenheid, row.status, told(row.status, row.stap, row.reden))
                for row in session.scalars(select(Dossier).where(Dossier.id.in_(dossiers)))
            }


def told(status: str, step: str, reason: str) -> str:
    """A status in words."""
    match status:
        case Status.WACHT:
            return "Wacht op zijn beurt"
        case Status.BEZIG:
            return f"Bezig: {step}" if step else "Bezig"
        case Status.KLAAR:
            return "Klaar"
        case _:
            return reason
