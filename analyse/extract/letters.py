"""What is left of a text when two renderings of it are compared."""

from __future__ import annotations


def letters(text: str) -> str:
    """Letters and digits in lower case: labels, hyphens, spaces and punctuation do not matter."""
    return "".join(char for char in text.casefold() if char.isalnum())
