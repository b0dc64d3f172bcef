"""Learning from annotated agreements: the tagger, the gehalte model and the verdict model."""
