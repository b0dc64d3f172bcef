"""Everything that can be taken along: reports with the review in them, plan, guide, corrections."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from analyse.archive import reviewing
from analyse.plan import as_docx as plan_docx
from analyse.plan import draft
from analyse.questions import Vragenset
from analyse.report import guide
from analyse.report.write import RENDERERS
from analyse.review import corrections
from analyse.types import Rapport
from analyse.web.context import Hier
from analyse.web.routes.review import found
from analyse.web.security import Lezer

router = APIRouter(prefix="/dossiers/{dossier}/downloads")

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
}
_MADE: Mapping[str, Callable[[Rapport, Vragenset], str | bytes]] = {
    **{f"rapport{suffix}": render for suffix, render in RENDERERS.items()},
    "uitvoeringsplan.docx": lambda report, questions: plan_docx.render(draft(report, questions)),
    "gespreksleidraad.docx": guide.as_docx,
    "correcties.jsonl": lambda report, _: corrections(report),
}


@router.get("/{name}")
def download(here: Hier, person: Lezer, dossier: str, name: str) -> Response:
    """One of ``_MADE``, always as a file: a browser shows none of it as our page."""
    row = found(here, person, dossier)
    report = reviewing.report_of(here.register, dossier, here.vragenset)
    if report is None or name not in _MADE:
        raise HTTPException(404)
    made = _MADE[name](report, here.vragenset)
    stem, _, suffix = name.rpartition(".")
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", row.naam.rsplit(".", 1)[0]).strip("-")[:60] or "dossier"
    disposition = f'attachment; filename="{stem}-{plain}.{suffix}"'
    return Response(made, media_type=_TYPES[f".{suffix}"], headers={"Content-Disposition": disposition})
