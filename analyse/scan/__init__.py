"""A folder of agreements into the register: found, read, judged, resumed where it stopped."""

from analyse.scan.runner import Voortgang, scan
from analyse.scan.walk import Dossier, walk
from analyse.scan.workers import Cluster, Lokaal, Werkers

__all__ = ["Cluster", "Dossier", "Lokaal", "Voortgang", "Werkers", "scan", "walk"]
