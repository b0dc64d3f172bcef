"""Measures: how well documents are read (``lezen``) and how long a check takes (``kern.py``). Not part of the tests.

The reading benchmark renders our own fictitious agreements itself, so that every letter, label and table cell that a
reader should find is known. See README.md for the commands.
"""
