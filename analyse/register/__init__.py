"""The register: what was read and judged, kept in SQLite or PostgreSQL, so that no work is done twice."""

from analyse.register.store import Register

__all__ = ["Register"]
