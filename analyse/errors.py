"""Exceptions that a user may see: each carries one Dutch sentence and the contract's exit code."""

from __future__ import annotations


class AnalyseError(Exception):
    """Base of all expected failures; ``str(error)`` is a Dutch sentence that says what is wrong and what to do."""

    exit_code = 3


class LeesfoutError(AnalyseError):
    """A document could not be read; the other documents of the same run go on."""

    exit_code = 1


class GebruiksfoutError(AnalyseError):
    """The command was given something it cannot use (unknown suffix, missing model, wrong question set)."""

    exit_code = 2


class OngelezenScanError(LeesfoutError):
    """Only pictures of text, and their text was not recognised: that may be done later."""
