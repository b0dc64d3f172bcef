"""Question sets: data files that say what an execution plan must answer."""

from analyse.questions.vragenset import DEELVRAGEN, Deelvraag, Vraag, Vragenset, load_question_set

__all__ = ["DEELVRAGEN", "Deelvraag", "Vraag", "Vragenset", "load_question_set"]
