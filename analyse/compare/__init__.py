"""An agreement beside its execution plan and progress reports: what is new, gone, changed or contradictory."""

from analyse.compare.compare import Afwijking, Vergelijking, compare

__all__ = ["Afwijking", "Vergelijking", "compare"]
