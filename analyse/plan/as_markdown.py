"""The draft as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from analyse.plan.draft import Uitvoeringsplan


def render(plan: Uitvoeringsplan) -> str:
    """The draft as Markdown."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Uitvoeringsplan) -> Iterator[str]:
    yield from (f"# Uitvoeringsplan bij {plan.overeenkomst}", "", "Concept.", "")
    if plan.partijen:
        yield from (f"Partijen: {', '.join(plan.partijen)}", "")
    for chapter in plan.hoofdstukken:
        yield from (f"## {chapter.nummer}. {chapter.titel}", "")
        for part in chapter.onderdelen:
            yield from (f"### {part.id}. {part.vraag}", "")
            yield from (f"- {quote.tekst} (*{quote.waar}*)" for quote in part.citaten)
            yield from ("",) if part.citaten else ()
            if part.invullen:
                yield from (f"**[IN TE VULLEN] {part.invullen}**", "", f"Waarom: {part.reden}", "")
        for table in chapter.tabellen:
            yield from (f"### {table.titel}", "", _row(table.koppen), _row("---" for _ in table.koppen))
            yield from (_row(row) for row in table.rijen)
            yield ""
    yield f"Gemaakt met analyse ({plan.herkomst})."


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
