"""From file to document."""

from analyse.extract.files import Leesresultaat, read_file
from analyse.extract.how import Leeswijze
from analyse.extract.isolate import read_isolated
from analyse.extract.read import read_document

__all__ = ["Leesresultaat", "Leeswijze", "read_document", "read_file", "read_isolated"]
