"""Reports as the register keeps them: whole, but without blocks (kept elsewhere) and vectors."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from analyse.types import Rapport

_REPORT = TypeAdapter(Rapport)


def pack(report: Rapport) -> str:
    """The report as JSON."""
    bare = replace(
        report,
        documenten=tuple(replace(document, blokken=()) for document in report.documenten),
        zinnen=tuple(replace(unit, betekenis=()) for unit in report.zinnen),
    )
    return _REPORT.dump_json(bare).decode()


def unpack(text: str) -> Rapport:
    """The report that ``pack`` wrote."""
    return _REPORT.validate_json(text)
