"""Dutch words for the texts that typer itself brings to help pages and usage errors."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP = "Laat deze uitleg zien."


class DutchCommand(TyperCommand):
    """A command whose help page is in Dutch."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: D102
        return _dutch(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:  # noqa: D102
        return super().get_usage(ctx).replace("Usage:", "Gebruik:").replace("[OPTIONS]", "[OPTIES]")


class DutchGroup(TyperGroup):
    """A group of commands whose help page is in Dutch."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: D102
        return _dutch(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:  # noqa: D102
        usage = super().get_usage(ctx).replace("Usage:", "Gebruik:").replace("[OPTIONS]", "[OPTIES]")
        return usage.replace("COMMAND [ARGS]...", "OPDRACHT [ARGUMENTEN]...")


def translate_panels() -> None:
    """Give typer's help panels Dutch titles; only when a help page is shown, for the import is slow."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"


def usage_sentence(error: Exception) -> str:
    """A usage error of typer as one Dutch sentence."""
    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = getattr(param, "metavar", None) or getattr(param, "human_readable_name", None) or "een argument"
    if kind == "NoSuchOption":
        text = f"De optie {getattr(error, 'option_name', '')} bestaat niet."
    elif kind == "MissingParameter":
        text = f"Er ontbreekt iets: geef {name} op."
    elif kind == "BadParameter":
        options = getattr(param, "opts", None) or [name]
        text = f"De waarde bij {options[0]} klopt niet."
    elif kind == "BadOptionUsage":
        text = f"De optie {getattr(error, 'option_name', '')} heeft een waarde nodig."
    elif "No such command" in str(error):
        text = "Deze opdracht bestaat niet."
    else:
        text = "De opdracht is niet goed opgebouwd."
    return f"{text} Typ 'analyse --help' voor uitleg."


def _dutch(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option
