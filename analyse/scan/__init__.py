"""A folder of agreements into the register: found, read, judged, resumed where it stopped."""

from analyse.scan.runner import Voortgang, scan
from analyse.scan.walk import Dossier, walk

__all__ = ["Dossier", "Voortgang", "scan", "walk"]
