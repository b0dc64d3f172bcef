"""Reliability and learning curve as PNG or SVG (matplotlib, of the optional group ``meten``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from analyse.errors import GebruiksfoutError
from analyse.evaluate.learning import Leerpunt
from analyse.evaluate.measures import Trede

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_calibration(steps: Sequence[Trede], path: Path) -> None:
    """The probability that the model gave against the share that annotators labelled; size follows the count."""

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="volmaakt geijkt")
        axes.plot([s["verwacht"] for s in steps], [s["gezien"] for s in steps], marker="o", label="labels")
        for s in steps:
            axes.annotate(f"{s['aantal']}", (s["verwacht"], s["gezien"]), (4, -12), textcoords="offset points")
        axes.set(xlabel="kans volgens het model", ylabel="aandeel volgens de annotaties", xlim=(0, 1), ylim=(0, 1))

    _save(draw, "IJking van de labels (met aantallen)", path)


def plot_learning(points: Sequence[Leerpunt], path: Path) -> None:
    """Mean average precision against the number of real agreements, a line for each number of others."""

    def draw(axes: Axes) -> None:
        for others in sorted({p["erbij"] for p in points}):
            line = [p for p in points if p["erbij"] == others]
            axes.plot(
                [p["overeenkomsten"] for p in line],
                [p["gemiddelde_precisie"] for p in line],
                marker="o",
                label=f"met {others} andere overeenkomsten erbij" if others else "zonder andere overeenkomsten",
            )
        axes.set(
            xlabel="echte overeenkomsten om van te leren", ylabel="gemiddelde precisie (19 deelvragen)", ylim=(0, 1)
        )

    _save(draw, "Leercurve", path)


def check_figure(path: Path) -> None:
    """Complain before a long computation, not after it.

    Raises:
        GebruiksfoutError: no form that a figure can have, or matplotlib is not installed.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise GebruiksfoutError(f"Een figuur wordt .png of .svg, niet '{path.suffix or path.name}'.")
    if find_spec("matplotlib") is None:
        raise GebruiksfoutError(
            "Voor een figuur is matplotlib nodig. Installeer het met: pip install 'analyse[meten]'."
        )


def _save(draw: Callable[[Axes], None], title: str, path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.8), layout="constrained")
    axes = figure.add_subplot()
    draw(axes)
    axes.set_title(title)
    axes.legend()
    figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
