"""``python -m analyse``."""

from analyse.cli import main

main()
