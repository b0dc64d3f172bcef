"""A draft execution plan: seven chapters with what the agreement says, and what still has to be asked."""

from analyse.plan.draft import Uitvoeringsplan, draft

__all__ = ["Uitvoeringsplan", "draft"]
