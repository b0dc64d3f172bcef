"""Figures of the data card: counts, agreement between two labellers, how much any two texts share, and how well
``analyse`` finds the parties.

Run ``python modellen/corpus/meet.py`` from the root of the project.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import spacy
from bouw import HERE, units

from analyse.language.agreement import describe
from analyse.language.model import Taalmodel
from analyse.questions import load_question_set
from analyse.train.corpus import read_corpus
from analyse.types import Document, Versie

CODES = tuple(load_question_set().deelvragen)
NGRAM = 5  # words


def labels(folder: Path, name: str) -> set[tuple[int, str]]:
    """(unit, sub-question) pairs of one labeller."""
    rows = [line.split("\t") for line in (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
    return {(int(nr), pair.split(":")[0]) for nr, pairs in rows for pair in pairs.split()}


def verdicts(folder: Path, name: str) -> dict[str, str]:
    """Verdict per sub-question of one judge."""
    rows = csv.reader((folder / f"{name}.oordelen.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row[0]: row[1] for row in rows}


def agreement() -> None:
    """Two independent passes over the texts in ``dubbel/``: F1 per sub-question (macro) and equal verdicts."""
    names = sorted(p.name.removesuffix(".oordelen.tsv") for p in (HERE / "dubbel").glob("*.oordelen.tsv"))
    first = {(n, *pair) for n in names for pair in labels(HERE / "labels", n)}
    second = {(n, *pair) for n in names for pair in labels(HERE / "dubbel", n)}
    f1 = []
    for code in CODES:
        a, b = ({x for x in found if x[2] == code} for found in (first, second))
        f1.append(2 * len(a & b) / max(1, len(a) + len(b)))
    pairs = [(verdicts(HERE / "labels", n)[code], verdicts(HERE / "dubbel", n)[code]) for n in names for code in CODES]
    same = np.mean([a == b for a, b in pairs])
    gaps = np.mean([(a == "beantwoord") == (b == "beantwoord") for a, b in pairs])
    print(f"labelled twice: {len(names)} agreements; macro-F1 {np.mean(f1):.3f} (least {min(f1):.2f})")
    print(f"same verdict {same:.3f}; agree on what is a gap {gaps:.3f}")


def overlap(names: list[str]) -> None:
    """Largest and mean share of five-word sequences that two agreements have in common (of the shorter one)."""
    grams = {}
    for name in names:
        words = re.findall(r"\w+", (HERE / "tekst" / f"{name}.txt").read_text(encoding="utf-8").lower())
        grams[name] = {tuple(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1)}
    shares = {
        (a, b): len(grams[a] & grams[b]) / min(len(grams[a]), len(grams[b]))
        for a, b in itertools.combinations(names, 2)
    }
    worst = max(shares, key=lambda pair: shares[pair])
    mean, most = np.mean(list(shares.values())), shares[worst]
    print(f"shared {NGRAM}-grams: mean {mean:.4f}, most {most:.4f} ({' / '.join(worst)})")


def parties(half: int) -> dict[str, float]:
    """Precision and recall of the parties that ``analyse`` finds in every other agreement, and how often the short name
    and the role are right too. The rules were made with the even half (0) in sight, not the odd one (1)."""
    gold = defaultdict(list)
    with (HERE / "partijen.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            gold[row["bestand"].removesuffix(".jsonl")].append(row)
    examples = read_corpus(HERE, Taalmodel(spacy.blank("nl"), Versie("nl", "0"), None))[half::2]
    hits = found = named = roles = 0
    for example in examples:
        left = gold[example.naam]
        for party in describe(example.zinnen, [Document(example.naam, "", "txt", None, ())]).partijen:
            found += 1
            if match := next((row for row in left if _same(row["naam"], party.naam)), None):
                left = [row for row in left if row is not match]
                hits, roles = hits + 1, roles + (match["rol"] == party.rol)
                named += _core(match["aanduiding"]) == _core(party.aanduiding)
    total = sum(len(gold[example.naam]) for example in examples)
    return {"precision": hits / found, "recall": hits / total, "short name": named / hits, "role": roles / hits}


def _same(one: str, other: str) -> bool:
    """Equal, or one is the other with its legal form or its body before it."""
    a, b = f" {_core(one)}", f" {_core(other)}"
    return a.endswith(b) or b.endswith(a)


def _core(name: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", name.lower())


def main() -> None:
    """Print all figures."""
    names = sorted(p.name.removesuffix(".oordelen.tsv") for p in (HERE / "labels").glob("*.oordelen.tsv"))
    rows = [unit for name in names for unit in units(name)]
    found = Counter(f"{code}:{value}" for unit in rows for code, value in dict(unit["deelvragen"]).items())  # type: ignore[call-overload]
    print(
        f"{len(names)} agreements, {len(rows):,} units, {sum(bool(unit['deelvragen']) for unit in rows):,} with a label"
    )
    for code in CODES:
        print(code, *(f"{value} {found[f'{code}:{value}']}" for value in "cvd"))
    print(Counter(answer for name in names for answer in verdicts(HERE / "labels", name).values()))
    agreement()
    overlap(names)
    for half in (0, 1):
        print("parties", ("even" if half == 0 else "odd"), *(f"{k} {v:.2f}" for k, v in parties(half).items()))


if __name__ == "__main__":
    main()
