"""Reports: one module per output, all from the same ``Rapport``."""
