"""JSON report, schema version "1" (``rapport.schema.json`` beside this file; CONTRACT)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from analyse.questions import Vragenset
from analyse.types import Deeloordeel, Document, Rapport, Zin
from analyse.verdict.judge import overall

SCHEMA = "1"


def to_dict(report: Rapport, questions: Vragenset) -> dict[str, Any]:
    """The report as plain data; ``questions`` gives each sub-question its label."""
    agreement = report.overeenkomst
    return {
        "schema": SCHEMA,
        "documenten": [_document(document) for document in report.documenten],
        "overeenkomst": {
            "titel": agreement.titel,
            "type": agreement.type,
            "partijen": [{"naam": p.naam, "aanduiding": p.aanduiding, "rol": p.rol} for p in agreement.partijen],
        },
        "vragenset": {"naam": report.vragenset.naam, "versie": report.vragenset.versie},
        "taalmodel": {"naam": report.taalmodel.naam, "versie": report.taalmodel.versie},
        "labelmodel": {"naam": report.labelmodel.naam, "versie": report.labelmodel.versie},
        "zinnen": [_sentence(unit, questions) for unit in report.zinnen],
        "vragen": [
            {
                "id": question.id,
                "vraag": question.vraag,
                "oordeel": overall([part.van_model or part for part in question.deelvragen]),
                "deelvragen": [_part(part) for part in question.deelvragen],
            }
            for question in report.vragen
        ],
        "waarschuwingen": list(report.waarschuwingen),
    }


def render(report: Rapport, questions: Vragenset) -> str:
    """The report as JSON text: the same input and models give the same bytes."""
    return json.dumps(to_dict(report, questions), ensure_ascii=False, indent=1) + "\n"


def labels_of(unit: Zin, questions: Vragenset) -> list[str]:
    """The labels that follow from a sentence's sub-questions, each once, in the order of the question set."""
    own = {label.deelvraag for label in unit.labels}
    return list(dict.fromkeys(d.label for d in questions.deelvragen.values() if d.id in own))


def _part(part: Deeloordeel) -> dict[str, Any]:
    """What the models said; what a reviewer made of it stands under ``beoordeling``."""
    model = part.van_model or part
    written: dict[str, Any] = {
        "id": model.id,
        "deelvraag": model.deelvraag,
        "oordeel": model.oordeel.value,
        "bewijs": list(model.bewijs),
        "toelichting": model.toelichting,
        "gespreksvraag": model.gespreksvraag,
    }
    return written | ({"beoordeling": asdict(part.beoordeling)} if part.beoordeling else {})


def _document(document: Document) -> dict[str, Any]:
    return {
        "bestand": document.bestand,
        "sha256": document.sha256,
        "soort": document.soort,
        "paginas": document.paginas,
        "tekens": document.tekens,
        "ocr": document.ocr,
    }


def _sentence(unit: Zin, questions: Vragenset) -> dict[str, Any]:
    return {
        "nr": unit.nr,
        "document": unit.document,
        "tekst": f"{unit.nummer} {unit.tekst}".strip(),
        "kop": unit.kop,
        "pagina": unit.pagina,
        "kaders": [[box.x0, box.y0, box.x1, box.y1] for box in unit.kaders if box.pagina == unit.pagina],
        "labels": labels_of(unit, questions),
        "deelvragen": {
            label.deelvraag: {
                "gehalte": label.gehalte.value,
                "kans": label.kans,
                "aanwijzingen": list(label.aanwijzingen),
            }
            for label in unit.labels
            if label.deelvraag in questions.deelvragen
        },
    }
