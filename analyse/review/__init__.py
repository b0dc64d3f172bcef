"""A person's review of a report: changes one by one, who made them, and the report that follows."""

from analyse.review.changes import Soort, Wijziging, reviews
from analyse.review.corrections import corrections
from analyse.review.reviewed import reviewed

__all__ = ["Soort", "Wijziging", "corrections", "reviewed", "reviews"]
