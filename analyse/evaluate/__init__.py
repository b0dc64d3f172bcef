"""Measuring on agreements that the models did not see."""
