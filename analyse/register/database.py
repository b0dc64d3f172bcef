"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from analyse.errors import GebruiksfoutError

WRITES = {"schrijft": True}
"""Execution option of a transaction that will write."""
_CACHE = 128 * 1024  # kB of SQLite's pages in memory: keys are hashes, so every index is touched everywhere
_LOCK = 8_311_976  # any number: two starts at once migrate one after the other


def open_database(url: str) -> Engine:
    """The database at ``url`` with its tables up to date.

    Raises:
        GebruiksfoutError: no such database, it cannot be opened, or it is no register of this version.
    """
    try:
        engine = create_engine(
            url, pool_pre_ping=True, hide_parameters=True, json_serializer=partial(json.dumps, ensure_ascii=False)
        )
    except (SQLAlchemyError, ImportError) as error:
        raise _cannot_open(url) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        with engine.execution_options(**WRITES).begin() as connection:
            _migrate(connection)
    except BaseException as error:
        engine.dispose()
        raise (_cannot_open(url) if isinstance(error, SQLAlchemyError) else error) from None
    return engine


def migrations() -> Config:
    """Alembic's settings, for ``command.*``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
    config = migrations()
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is None and inspect(connection).has_table("overeenkomst"):
        raise GebruiksfoutError("Dit register is door een proefversie gemaakt. Begin een nieuw register.")
    if current and current not in {script.revision for script in scripts.walk_revisions()}:
        raise GebruiksfoutError(
            "Dit register is van een nieuwere versie of een proefversie van analyse. Werk analyse bij."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _prepare(connection: Any, _: Sequence[Any]) -> None:
    """SQLite with a write-ahead log (readers do not wait for the writer), and deleted text that is really gone."""
    connection.isolation_level = None  # transactions begin in ``_begin``
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(f"PRAGMA cache_size=-{_CACHE}")


def _begin(connection: Connection) -> None:
    """A writer of SQLite takes the lock at once: one that starts as a reader may find that it came too late."""
    immediate = connection.get_execution_options().get("schrijft")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _cannot_open(url: str) -> GebruiksfoutError:
    shown = re.sub(r"//([^:/@]+):[^@]*@", r"//\1:…@", url)
    return GebruiksfoutError(f"Het register {shown} is niet te openen.")
