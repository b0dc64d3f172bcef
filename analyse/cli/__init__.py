"""The command line: parse, call, print. Errors are one Dutch sentence on stderr, never a traceback."""

from analyse.cli.main import main

__all__ = ["main"]
