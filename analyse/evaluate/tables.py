"""The figures of a cross-validation as tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from analyse.evaluate.language import SPEED
from analyse.evaluate.learning import Leerpunt


def print_tables(figures: Mapping[str, Any], console: Console) -> None:
    """Print label, sub-question, gehalte and verdict figures."""
    console.print(
        f"{figures['overeenkomsten']} overeenkomsten, {figures['zinnen']} zinnen; steeds gemeten op overeenkomsten die "
        "het model niet zag."
    )
    console.print(_table("Per label", figures["labels"]))
    console.print(f"Labels, macro-F1: {figures['labels_macro_f1']:.3f}\n")
    console.print(_table("Per deelvraag", figures["deelvragen"]))
    console.print(f"Deelvragen, macro-F1: {figures['deelvragen_macro_f1']:.3f}\n")
    console.print(_table("Gehalte (waar de deelvraag goed herkend is)", figures["gehalte"]))
    verdicts = figures["oordelen"]
    if verdicts:
        rows = {"gaten (niet beantwoord)": verdicts["gaten"], "opengelaten": verdicts["opengelaten"]}
        console.print(_table("Oordelen", rows | verdicts["per_oordeel"]))
        console.print(
            f"Juist van vier: {verdicts['juist_van_vier']:.3f} "
            f"(altijd het gangbaarste oordeel: {verdicts['juist_bij_altijd_gangbaarste']:.3f}; "
            f"{verdicts['aantal']} oordelen)"
        )
        console.print(f"Bewijs ook door de beoordelaars genoemd: {verdicts['bewijs_bij_rechters']:.3f}")
    console.print(_calibration_table(figures["ijking"]))
    for error in figures["grootste_fouten"]:
        console.print(
            f"- {error['overeenkomst']}, {error['deelvraag']}: {error['oordeel']}, beoordelaars {error['beoordelaars']}"
            + (f" (“{error['zin']}”)" if error["zin"] else ""),
            markup=False,
        )


def _calibration_table(steps: Sequence[Mapping[str, float]]) -> Table:
    """Reliability: what share was labelled where the model gave this probability."""
    table = Table(title="IJking van de labels", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in ("kans volgens model", "werkelijk", "aantal"):
        table.add_column(name, justify="right")
    for step in steps:
        table.add_row(f"{step['verwacht']:.2f}", f"{step['gezien']:.2f}", str(step["aantal"]))
    return table


def _table(title: str, rows: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("precisie", "vangst", "F1", "aantal"):
        table.add_column(name, justify="right")
    for name, row in rows.items():
        table.add_row(name, *(f"{row[k]:.3f}" for k in ("precisie", "vangst", "f1")), str(row["aantal"]))
    return table


def learning_tables(without: Mapping[str, float], points: Sequence[Leerpunt], console: Console) -> None:
    """What each field of features is worth, and what more agreements bring."""
    table = Table(title="Zonder een groep kenmerken", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in ("", "gemiddelde precisie", "verschil"):
        table.add_column(name, justify="right" if name else "left")
    for field, figure in without.items():
        table.add_row(field or "(alle kenmerken)", f"{figure:.3f}", f"{figure - without['']:+.3f}" if field else "")
    console.print(table)
    curve = Table(title="Leercurve", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in ("echte overeenkomsten", "erbij", "gemiddelde precisie"):
        curve.add_column(name, justify="right")
    for point in points:
        curve.add_row(str(point["overeenkomsten"]), str(point["erbij"]), f"{point['gemiddelde_precisie']:.3f}")
    console.print(curve)


def language_table(figures: Mapping[str, Mapping[str, float]]) -> Table:
    """One row a test set, one column a score; words a second last."""
    table = Table(title="Taalmodel, ruwe tekst erin", title_justify="left", box=None, padding=(0, 1, 0, 0))
    names = list(next(iter(figures.values())))
    for name in ("", *names):
        table.add_column("w/s" if name == SPEED else name, justify="right" if name else "left", no_wrap=True)
    for test, row in figures.items():
        table.add_row(test, *(f"{row[n]:,.0f}" if n == SPEED else f"{row[n]:.3f}" for n in names))
    return table
