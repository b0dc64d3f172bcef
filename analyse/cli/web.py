"""``analyse web``: the web application."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Any

from analyse.errors import GebruiksfoutError


def run(
    settings_file: Path | None, given: dict[str, Any], only_worker: bool, new_admin: str | None, browser: bool
) -> int:
    """Serve pages, be a worker, or make a first administrator; returns the exit code.

    Args:
        settings_file: TOML; ``None`` for the defaults.
        given: settings from the command line, which go first.
        only_worker: do what waits, serve no pages.
        new_admin: name of an administrator to make, with a password asked for here.
        browser: open the page.
    """
    from analyse.register import Register
    from analyse.web.serve import default_register, serve, work, worker_command
    from analyse.web.settings import Instellingen, read_settings

    settings = read_settings(settings_file) if settings_file else Instellingen()
    settings = settings.model_copy(update={key: value for key, value in given.items() if value is not None})
    settings.check()
    url = settings.register_url or default_register()
    register = Register(url)
    if new_admin:
        return _make_admin(register, new_admin, settings.eenheid)
    if only_worker:
        work(settings, register)
        return 0
    options = ["--register", url]
    options += ["--instellingen", str(settings_file.resolve())] if settings_file else []
    options += ["--vragenset", settings.vragenset] if settings.vragenset else []
    options += ["--taalmodel", settings.taalmodel] if settings.taalmodel else []
    options += ["--snel"] if settings.snel else []

    def ready(address: str) -> None:
        print(f"analyse staat klaar. Open: {address}\nStoppen: Ctrl-C.", file=sys.stderr, flush=True)
        if browser:
            import webbrowser

            webbrowser.open(address)

    serve(settings, register, worker_command(options), ready)
    return 0


def _make_admin(register: Any, name: str, unit: str) -> int:
    from analyse.archive import people
    from analyse.archive.people import Persoon, Rol

    asked = sys.stdin.isatty()
    password = getpass.getpass("Wachtwoord: ") if asked else sys.stdin.readline().rstrip("\n")
    if asked and getpass.getpass("Nog een keer: ") != password:
        raise GebruiksfoutError("De twee wachtwoorden zijn niet gelijk.")
    people.save(register, Persoon(name, Rol.BEHEERDER, unit), password)
    print(f"{name} is beheerder van {unit}.", file=sys.stderr)
    return 0
