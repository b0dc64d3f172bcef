"""How the web application is run: alone on somebody's machine, or as a server of an organisation."""

from __future__ import annotations

import getpass
import ipaddress
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analyse.errors import GebruiksfoutError


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without an entry, in a container
        return "ik"


class Oidc(BaseModel):
    """Logging in through the organisation's own service (OpenID Connect)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uitgever: str
    """Address of the service; ``/.well-known/openid-configuration`` below it describes it."""
    client_id: str
    client_geheim_bestand: Path
    """A file with the secret, readable by the server only."""
    naam_claim: str = "preferred_username"
    rol_claim: str = "analyse_rol"
    """Must hold ``lezer``, ``beoordelaar`` or ``beheerder``; without it nobody comes in."""
    eenheid_claim: str = "analyse_eenheid"


class Instellingen(BaseModel):
    """Settings; the keys of the TOML file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    register_url: str = ""
    """URL of the database; empty for a SQLite file in the user's data folder."""
    adres: str = "127.0.0.1"
    poort: int = Field(default=8311, ge=0, le=65535)
    """0 for any free one."""
    aanmelden: Literal["sleutel", "wachtwoord", "oidc"] = "sleutel"
    """``sleutel``: whoever has the link that is printed at the start; only on this machine itself."""
    https: bool = False
    """Pages are reached over https (a proxy in front): session cookies then travel no other way."""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    """Names by which browsers reach the server."""
    naam: str = Field(default_factory=_own_name)
    """Of who logs in with the link: stands with each change."""
    eenheid: str = "Mijn organisatie"
    """Unit of who logs in with the link, and of what a scan found."""
    bewaardagen: int | None = Field(default=None, ge=1)
    """Uploads are deleted after so many days; ``None`` keeps them."""
    werkers: int = Field(default=1, ge=0, le=64)
    vragenset: str | None = None
    taalmodel: str | None = None
    snel: bool = False
    """No text recognition, no page numbers of Word files."""
    oidc: Oidc | None = None

    def check(self) -> None:
        """Refuse what would be unsafe.

        Raises:
            GebruiksfoutError: reachable from elsewhere without logging in, or OIDC without its settings.
        """
        if self.aanmelden == "sleutel" and not _is_local(self.adres):
            raise GebruiksfoutError(
                f'Op {self.adres} kunnen anderen erbij. Kies in de instellingen aanmelden = "wachtwoord" of "oidc".'
            )
        if self.aanmelden == "oidc" and self.oidc is None:
            raise GebruiksfoutError('Voor aanmelden = "oidc" is in de instellingen een deel [oidc] nodig.')


def read_settings(path: Path) -> Instellingen:
    """The settings in a TOML file.

    Raises:
        GebruiksfoutError: no such file, no TOML, or a key or value that is not known.
    """
    try:
        return Instellingen.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise GebruiksfoutError(f"Het bestand met instellingen {path} is niet te lezen.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GebruiksfoutError(f"{path.name} is geen geldige TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GebruiksfoutError(
            f"In {path.name} klopt '{where}' niet. Kijk in docs/server.md wat er mag staan."
        ) from error


def _is_local(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
