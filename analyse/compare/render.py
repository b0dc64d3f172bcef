"""A comparison as HTML, Word or JSON, both passages side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from analyse.compare.compare import Afwijking, Passage, Vergelijking
from analyse.questions import Vragenset
from analyse.report.environment import environment
from analyse.report.office_file import add_table, as_bytes, new_document

SOORTEN: Mapping[str, tuple[str, str]] = {
    "tegenstrijdig": ("≠", "Beide teksten noemen iets anders."),
    "gewijzigd": ("~", "Hetzelfde onderwerp, in andere woorden. Ga na of u hetzelfde bedoelt."),
    "nieuw": ("+", "Staat niet in de overeenkomst, wel in de andere tekst."),
    "weg": ("−", "Staat in de overeenkomst, niet in de andere tekst."),  # last: there is most of it
}
"""Kind of difference → (sign, what it means), what matters most first."""


def as_html(comparisons: Sequence[Vergelijking], questions: Vragenset) -> str:
    """One page with every comparison."""
    template = environment("analyse.compare").get_template("vergelijking.html")
    return template.render(
        vergelijkingen=comparisons, vragen=questions.vragen, soorten=SOORTEN, volgorde=in_order, samenvatting=summary
    )


def as_json(comparisons: Sequence[Vergelijking], questions: Vragenset) -> str:
    """Every comparison as plain data."""
    content = {
        "schema": "1",
        "vragenset": asdict(questions.als_versie),
        "vergelijkingen": [asdict(comparison) for comparison in comparisons],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_docx(comparisons: Sequence[Vergelijking], questions: Vragenset) -> bytes:
    """Every comparison as a Word file."""
    document = new_document("Vergelijking met de overeenkomst")
    document.add_paragraph("Vergelijking met de overeenkomst", style="Title")
    for comparison in comparisons:
        document.add_heading(f"{comparison.overeenkomst} en {comparison.bestand}", 1)
        document.add_paragraph(summary(comparison))
        if comparison.buiten_doel:
            document.add_heading("Past bij geen doel van de overeenkomst", 2)
            for passage in comparison.buiten_doel:
                document.add_paragraph(_text(passage), style="List Bullet")
        for question in questions.vragen:
            for part in question.deelvragen:
                found = in_order(comparison.bij(part.id))
                if found:
                    document.add_heading(f"{part.id}. {part.deelvraag}", 2)
                    beside = [d for d in found if d.soort != "weg"]
                    rows = [[_kind(d), _text(d.overeenkomst), _text(d.ander)] for d in beside]
                    if rows:
                        add_table(document, ["Wat", "Overeenkomst", comparison.bestand], rows, [3, 6.8, 6.8])
                    for deviation in found[len(beside) :]:
                        document.add_paragraph(f"Weg: {_text(deviation.overeenkomst)}", style="List Bullet")
    return as_bytes(document)


def summary(comparison: Vergelijking) -> str:
    """ "3 tegenstrijdig, 5 gewijzigd, 2 weg, 4 nieuw; 12 zinnen zijn gelijk."."""
    counts = [f"{sum(a.soort == kind for a in comparison.afwijkingen)} {kind}" for kind in SOORTEN]
    outside = len(comparison.buiten_doel)
    drift = f" {outside} {'passage past' if outside == 1 else 'passages passen'} bij geen doel." if outside else ""
    return f"{', '.join(counts)}; {comparison.gelijk} zinnen zijn gelijk.{drift}"


def in_order(found: Sequence[Afwijking]) -> list[Afwijking]:
    """What matters most first."""
    kinds = list(SOORTEN)
    return sorted(found, key=lambda deviation: kinds.index(deviation.soort))


def _kind(deviation: Afwijking) -> str:
    named = f": {', '.join(deviation.verschillen)}" if deviation.verschillen else ""
    return f"{SOORTEN[deviation.soort][0]} {deviation.soort}{named}"


def _text(passage: Passage | None) -> str:
    return f"{passage.waar}: {passage.tekst}" if passage else "–"
