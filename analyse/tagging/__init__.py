"""Sentences → labels: which sub-questions each one helps to answer, and how concretely."""
