"""Files → documents: text blocks with their page, box, heading path, list label and table cells."""

from analyse.extract.read import read_document

__all__ = ["read_document"]
