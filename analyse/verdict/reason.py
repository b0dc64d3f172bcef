"""The one-sentence reason behind a verdict, as a colleague would give it."""

from __future__ import annotations

from collections.abc import Sequence

from analyse.questions import Deelvraag
from analyse.types import Antwoord
from analyse.verdict.context import Samenhang
from analyse.verdict.places import place


def reason(context: Samenhang, question: Deelvraag, answer: Antwoord) -> str:
    """A Dutch sentence that says why this is the verdict."""
    numbers = context.bewijs[question.id]
    if answer is Antwoord.OPEN or not numbers:
        return f"Geen zin zegt iets bruikbaars over {question.kort}."
    if answer is Antwoord.BEANTWOORD:
        return _answered(context, question, numbers)
    phrase, nr = context.phrase(numbers, answer)
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
    places = list(dict.fromkeys(place(context.units, nr) for nr in numbers[:3]))
    fact = context.fact(numbers, question.id)
    named = f" ({fact})" if fact and len(places) > 1 else ""
    if len(places) == 1:
        return f"{places[0]} noemt {fact}." if fact else f"{places[0]} zegt dit concreet."
    last = places[-1][0].lower() + places[-1][1:]
    others = ", ".join([places[0], *(p[0].lower() + p[1:] for p in places[1:-1])])
    return f"{others} en {last} zeggen dit concreet{named}."
