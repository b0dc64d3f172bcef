"""Write the figures of ``analyse evalueer`` and ``analyse evalueer leren`` into the model card (README.md beside this).

Usage: ``python modellen/kaart.py`` after ``analyse evalueer ... --uit modellen/cijfers/evalueer.json`` and
``analyse evalueer leren ... --uit modellen/cijfers/leren.json``. Only what stands between the two marks is replaced.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
START, END = "<!-- cijfers -->", "<!-- /cijfers -->"


def main() -> None:
    """Replace the figures in the card."""
    card = HERE / "README.md"
    before, _, rest = card.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    lines = [*_quality(_read("evalueer.json")), "", *_learning(_read("leren.json"))]
    card.write_text("\n".join([before + START, "", *lines, "", END + after]), encoding="utf-8")


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((HERE / "cijfers" / name).read_text(encoding="utf-8"))
    return data


def _quality(figures: dict[str, Any]) -> Iterator[str]:
    verdicts = figures["oordelen"]
    size = f"{figures['zinnen']:,} units, {verdicts['aantal']} verdicts"
    yield f"On {figures['overeenkomsten']} real agreements ({size}):"
    yield from ("", "| | precision | recall | F1 | count |", "|---|---|---|---|---|")
    rows = {f"label {name}": row for name, row in figures["labels"].items()}
    rows |= {f"*gehalte* {name}": row for name, row in figures["gehalte"].items()}
    rows |= {"gaps (not *beantwoord*)": verdicts["gaten"], "left open": verdicts["opengelaten"]}
    rows |= {f"verdict {name}": row for name, row in verdicts["per_oordeel"].items()}
    for name, row in rows.items():
        cells = " | ".join(_short(row[key]) for key in ("precisie", "vangst", "f1"))
        yield f"| {name} | {cells} | {row['aantal']} |"
    yield ""
    commonest, evidence = verdicts["juist_bij_altijd_gangbaarste"], verdicts["bewijs_bij_rechters"]
    yield (
        f"Labels, macro-F1 {_short(figures['labels_macro_f1'])}; sub-questions, macro-F1 "
        f"{_short(figures['deelvragen_macro_f1'])}; verdict right of four {_short(verdicts['juist_van_vier'])} (always "
        f"the commonest: {_short(commonest)}); cited evidence among the judges', where the verdict is right, "
        f"{_short(evidence)}."
    )
    yield from ("", "![calibration](cijfers/ijking.png)")


def _learning(figures: dict[str, Any]) -> Iterator[str]:
    whole = figures["ablatie"][""]
    yield "What each group of features is worth: mean average precision over the sub-questions without it."
    yield from ("", "| without | mean average precision | difference |", "|---|---|---|")
    for name, value in figures["ablatie"].items():
        yield f"| {name or '(all)'} | {_short(value)} | {value - whole:+.3f} |"
    yield from ("", "| real agreements to learn from | others | mean average precision |", "|---|---|---|")
    for point in figures["leercurve"]:
        yield f"| {point['overeenkomsten']} | {point['erbij']} | {_short(point['gemiddelde_precisie'])} |"
    yield from ("", "![learning curve](cijfers/leercurve.png)")


def _short(value: float) -> str:
    return f"{value:.3f}".lstrip("0") if value < 1 else "1"


if __name__ == "__main__":
    main()
