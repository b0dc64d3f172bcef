"""What the report adds to the verdicts: how concrete the text is, who does what, and which results are measurable."""

from analyse.findings.find import Bevindingen, find

__all__ = ["Bevindingen", "find"]
