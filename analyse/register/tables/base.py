"""What all tables share."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

_LEVEL = 1
"""The quickest: the one process that saves compresses everything."""


class Base(DeclarativeBase):
    """The register's tables."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With its zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Ingepakt(TypeDecorator[str]):
    """Text that is only read as a whole, compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Compress."""
        return None if value is None else zlib.compress(value.encode(), _LEVEL)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Expand."""
        return None if value is None else zlib.decompress(value).decode()


GrootGetal = BigInteger().with_variant(Integer, "sqlite")
"""For keys that count up: SQLite only counts plain integers."""
