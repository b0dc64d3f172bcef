"""Jinja2 as every page of ours uses it."""

from __future__ import annotations

from functools import cache

import jinja2


@cache
def environment(*packages: str) -> jinja2.Environment:
    """Templates of ``packages``, then of ``analyse.report``; HTML is escaped, Markdown is not HTML."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(package) for package in (*packages, "analyse.report")]),
        autoescape=jinja2.select_autoescape(("html",), default_for_string=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return made
