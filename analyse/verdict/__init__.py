"""Labelled sentences → verdicts: does the agreement answer each sub-question for the core of the cooperation?"""

from analyse.verdict.judge import judge
from analyse.verdict.model import Oordeelmodel

__all__ = ["Oordeelmodel", "judge"]
