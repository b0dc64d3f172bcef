"""The HTML report as a tagged PDF (PDF/UA-1), from the same template."""

from __future__ import annotations

import hashlib
import logging

from analyse.errors import GebruiksfoutError
from analyse.questions import Vragenset
from analyse.report import as_html
from analyse.types import Rapport


def render(report: Rapport, questions: Vragenset) -> bytes:
    """The report as PDF; the same report gives the same bytes.

    Raises:
        GebruiksfoutError: WeasyPrint's system libraries (Pango) are not here.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        raise GebruiksfoutError(
            "Voor een PDF is Pango nodig (Debian/Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0). "
            "Of vraag een .html en druk die af."
        ) from error
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they log about style, and would quote the text
    page = as_html.render(report, questions)
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    made: bytes = HTML(string=page, url_fetcher=_nothing_from_outside).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    return made


def _nothing_from_outside(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"no network: {url}")
