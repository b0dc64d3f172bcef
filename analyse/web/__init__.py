"""The web application: upload, review, archive. Pages only; reading is the workers' (``analyse.archive.worker``)."""
