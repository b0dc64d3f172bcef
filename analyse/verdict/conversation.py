"""The question for the meeting: the most specific template of the question set that can be filled from the text."""

from __future__ import annotations

import re

from analyse.questions import Deelvraag
from analyse.types import Antwoord
from analyse.verdict.context import Samenhang

_SLOT = re.compile(r"\{(\w+)\}")


def conversation_question(context: Samenhang, question: Deelvraag, answer: Antwoord) -> str:
    """A Dutch question that names place, party and what is missing; empty when the sub-question is answered."""
    if answer in (Antwoord.BEANTWOORD, Antwoord.NVT):
        return ""
    slots = context.slots(question.id, answer)
    for template in question.gesprek[answer]:
        if set(_SLOT.findall(template)) <= slots.keys():
            text = _SLOT.sub(lambda match: slots[match[1]], template)
            return text[0].upper() + text[1:]
    return f"Wat spreken {slots['partijen']} af over {question.kort}?"
