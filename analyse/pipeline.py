"""The main job: files → documents → sentences → labels → verdicts → report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyse.errors import LeesfoutError
from analyse.extract import Leeswijze, read_isolated
from analyse.language.agreement import describe
from analyse.language.model import Taalmodel, load_language_model
from analyse.language.sentences import sentences
from analyse.questions import Vragenset, load_question_set
from analyse.resources import resource
from analyse.tagging.derive import derive
from analyse.tagging.model import Labelmodel
from analyse.types import Document, Overeenkomst, Rapport
from analyse.verdict import Oordeelmodel, judge

_FEW_CHARS = 1_500
_AGREEMENT_WORDS = ("overeenkomst", "convenant", "partij", "regeling", "afspra", "protocol", "verdrag", "memorandum")


@dataclass(frozen=True, slots=True)
class Toetser:
    """The loaded models and question set; checks any number of agreements."""

    taalmodel: Taalmodel
    labelmodel: Labelmodel
    oordeelmodel: Oordeelmodel
    vragenset: Vragenset
    drempel: float = 0.0
    wijze: Leeswijze = field(default_factory=Leeswijze)

    @classmethod
    def load(
        cls,
        *,
        vragenset: str | None = None,
        taalmodel: str | None = None,
        modellen: Path | None = None,
        drempel: float = 0.0,
        wijze: Leeswijze | None = None,
        threads: int = 0,
    ) -> Toetser:
        """Load the models in ``modellen`` (default: those that come with ``analyse``) and what else is asked for.

        A check uses ``threads`` cores where it can, all of them for 0.

        Raises:
            GebruiksfoutError: unknown question set or language model, or no models in ``modellen``.
        """
        models = modellen or resource("modellen")
        return cls(
            vragenset=load_question_set(vragenset),
            taalmodel=load_language_model(taalmodel, threads=threads),
            labelmodel=Labelmodel.load(models / "labels"),
            oordeelmodel=Oordeelmodel.load(models / "oordelen"),
            drempel=drempel,
            wijze=wijze or Leeswijze(),
        )

    @property
    def versies(self) -> str:
        """One text for everything that decides a verdict: models and question set, each with its version."""
        parts = (self.taalmodel.versie, self.labelmodel.versie, self.vragenset.als_versie)
        return " ".join(f"{part.naam}-{part.versie}" for part in parts)

    def toets(self, paths: Sequence[Path]) -> Rapport:
        """Check the files of one agreement.

        Raises:
            LeesfoutError: one of the files cannot be read.
        """
        documents, errors = self.lees(paths)
        if errors:
            raise errors[0]
        return self.beoordeel(documents)

    def lees(
        self, paths: Sequence[Path], tell: Callable[[str], None] | None = None
    ) -> tuple[list[Document], list[LeesfoutError]]:
        """Read the files of one agreement: the documents, and why the others could not be read.

        Args:
            paths: files; a ZIP or an e-mail gives the documents in it.
            tell: is told of every slow step.
        """
        how = replace(self.wijze, tell=tell) if tell else self.wijze
        results = [read_isolated(path, how) for path in paths]
        documents = [document for result in results for document in result.documenten]
        return documents, [LeesfoutError(text) for result in results for text in result.fouten]

    def beoordeel(self, documents: Sequence[Document], warnings: Sequence[str] = ()) -> Rapport:
        """Report on documents that were read, with ``warnings`` about those that were not.

        Raises:
            LeesfoutError: there is nothing to report on.
        """
        units = sentences(documents, self.taalmodel)
        if not units:
            raise LeesfoutError("Er is geen tekst om te toetsen.")
        agreement = describe(units, documents)
        put_off = {nr for numbers in agreement.ontbrekende_bijlagen.values() for nr in numbers}
        kansen = self.labelmodel.kansen(units, put_off)
        labelled, kansen = derive(self.labelmodel.label(units, kansen, self.drempel), kansen, self.vragenset)
        return Rapport(
            documenten=tuple(documents),
            overeenkomst=agreement,
            vragenset=self.vragenset.als_versie,
            taalmodel=self.taalmodel.versie,
            labelmodel=self.labelmodel.versie,
            zinnen=labelled,
            vragen=judge(labelled, kansen, agreement, self.vragenset, self.oordeelmodel),
            waarschuwingen=(*warnings, *_warnings(documents, agreement), *self.taalmodel.waarschuwingen),
        )


def _warnings(documents: Sequence[Document], agreement: Overeenkomst) -> list[str]:
    found = [warning for document in documents for warning in document.waarschuwingen]
    found += [f"{name} wordt genoemd maar is niet aangeleverd." for name in agreement.ontbrekende_bijlagen]
    text = " ".join(block.tekst for document in documents for block in document.blokken).lower()
    if len(text) < _FEW_CHARS:
        found.append("Deze tekst is erg kort voor een overeenkomst. Is het hele document aangeleverd?")
    if not any(word in text for word in _AGREEMENT_WORDS):
        found.append("Dit lijkt geen overeenkomst: woorden als ‘partijen’ en ‘overeenkomst’ komen er niet in voor.")
    if not agreement.partijen:
        found.append("De partijen zijn niet herkend. Controleer zelf wie wat heeft toegezegd.")
    return found
