"""The one-sentence reason behind a verdict, as a colleague would give it."""

from __future__ import annotations

from collections.abc import Sequence

from analyse.questions import Deelvraag
from analyse.types import Antwoord
from analyse.verdict.context import Samenhang
from analyse.verdict.places import place

_PLACES = 3


def reason(context: Samenhang, question: Deelvraag, answer: Antwoord) -> str:
    """A Dutch sentence that says why this is the verdict."""
    numbers = context.bewijs[question.id]
    if answer is Antwoord.OPEN or not numbers:
        return f"Geen zin zegt iets bruikbaars over {question.kort}."
    if answer is Antwoord.BEANTWOORD:
        return _answered(context, question, numbers)
    phrase, nr = context.phrase(question.id, answer)
    where = place(context.units, nr)
    if answer is Antwoord.DOORGESCHOVEN:
        annex = context.missing_annex(numbers)
        if annex:
            return f"{where} verwijst hiervoor naar {annex.lower()}, en die is niet aangeleverd."
        if phrase and phrase.waar:
            return f"{where} verwijst hiervoor naar {phrase.waar}."
        return f"{where} stelt het antwoord uit" + (f" (‘{phrase.citaat}’)." if phrase else ".")
    if phrase:
        return f"{where} gaat hierover, maar ‘{phrase.citaat}’ laat ruimte voor uitleg."
    return f"{where} gaat hierover, maar zegt het niet volledig of niet voor het hoofdwerk."


def _answered(context: Samenhang, question: Deelvraag, numbers: Sequence[int]) -> str:
    places = _named_once([place(context.units, nr) for nr in sorted(numbers[:_PLACES])])
    fact = context.fact(numbers, question.id)
    if len(places) == 1:
        return f"{places[0]} noemt {fact}." if fact else f"{places[0]} geeft hier antwoord op."
    named = f" ({fact})" if fact else ""
    return f"{', '.join(places[:-1])} en {places[-1]} geven hier antwoord op{named}."


def _named_once(places: Sequence[str]) -> list[str]:
    """Each place once, the article's title only with its first place, later ones without a capital."""
    result: list[str] = []
    titles: set[str] = set()
    for text in dict.fromkeys(places):
        name, _, title = text.partition(" (")
        shown = name if title in titles else text
        titles.add(title)
        result.append(shown[0].lower() + shown[1:] if result else shown)
    return result
