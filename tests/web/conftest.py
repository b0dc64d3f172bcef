"""The application in this process, with a client that knows how to fill in forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from analyse.archive import people
from analyse.archive.people import Persoon, Rol
from analyse.register import Register
from analyse.web.app import create_app
from analyse.web.settings import Instellingen

PASSWORD = "een lange zin als wachtwoord"


@dataclass
class Bezoeker:
    """A browser without a screen."""

    client: TestClient

    def get(self, address: str, **more: Any) -> httpx.Response:
        return self.client.get(address, **more)

    def post(self, address: str, fields: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """Fill in a form of the page that is open: its token goes along."""
        return self.client.post(address, data={"csrf": self.token, **(fields or {})}, **more)

    @property
    def token(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.client.get("/aanmelden").text)
        found = found or re.search(r'name="csrf" value="([^"]+)"', self.client.get("/").text)
        return found[1] if found else ""

    def upload(self, *files: Path, together: bool = False) -> str:
        """Hand in files; returns the address where one ends up."""
        sent = [("bestanden", (path.name, path.read_bytes())) for path in files]
        answer = self.post("/dossiers", {"samen": "true"} if together else {}, files=sent, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])


@pytest.fixture
def alleen(register: Register) -> Iterator[Bezoeker]:
    """Somebody on his own machine, in by the link."""
    app = create_app(Instellingen(naam="A. Bos"), register)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        visitor = Bezoeker(client)
        assert visitor.get(f"/begin?sleutel={app.state.toepassing.sleutel}").status_code == 200
        yield visitor


@pytest.fixture
def server(register: Register) -> Iterator[Callable[..., Bezoeker]]:
    """A server with passwords: makes somebody and logs him in."""
    app = create_app(Instellingen(aanmelden="wachtwoord"), register)
    opened: list[TestClient] = []

    def visitor(name: str = "", role: Rol = Rol.BEOORDELAAR, unit: str = "Toezicht") -> Bezoeker:
        client = TestClient(app, base_url="http://127.0.0.1")
        client.__enter__()
        opened.append(client)
        made = Bezoeker(client)
        if name:
            people.save(register, Persoon(name, role, unit), PASSWORD)
            app.state.pogingen.__init__()
            answer = made.post("/aanmelden", {"naam": name, "wachtwoord": PASSWORD}, follow_redirects=False)
            assert answer.headers["location"] == "/"
        return made

    yield visitor
    for client in opened:
        client.__exit__(None, None, None)
