"""Put texts and labels together in the form of an annotated corpus: ``zinnen/*.jsonl`` and ``oordelen.tsv``.

``tekst/`` (writers) and ``labels/`` (other people) are the sources; run
``python modellen/corpus/bouw.py`` after a change.
"""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
HEADING = "## "


def units(name: str) -> list[dict[str, object]]:
    """The units of one agreement with number, heading, text and labels (``{"4a": "c"}``)."""
    labels = dict(line.split("\t") for line in _lines(HERE / "labels" / f"{name}.tsv"))
    heading, result = "", []
    for nr, line in enumerate(_lines(HERE / "tekst" / f"{name}.txt"), start=1):
        text = line.removeprefix(HEADING)
        heading = text if line.startswith(HEADING) else heading
        found = dict(pair.split(":") for pair in labels.get(str(nr), "").split())
        result.append({"nr": nr, "kop": heading, "tekst": text, "deelvragen": found})
    return result


def main() -> None:
    """Write ``zinnen/`` and ``oordelen.tsv`` beside this script."""
    out = HERE / "zinnen"
    out.mkdir(exist_ok=True)
    verdicts = ["bestand\tdeelvraag\toordeel\tbewijs"]
    for text in sorted((HERE / "tekst").glob("*.txt")):
        rows = "".join(json.dumps(unit, ensure_ascii=False) + "\n" for unit in units(text.stem))
        (out / f"{text.stem}.jsonl").write_text(rows, encoding="utf-8")
        verdicts += [f"{text.stem}.jsonl\t{line}" for line in _lines(HERE / "labels" / f"{text.stem}.oordelen.tsv")]
    (HERE / "oordelen.tsv").write_text("\n".join(verdicts) + "\n", encoding="utf-8")
    print(f"{len(list(out.iterdir()))} agreements, {len(verdicts) - 1} verdicts")


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
