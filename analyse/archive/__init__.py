"""The archive of an organisation: uploads that wait, are read and are reviewed; kept, found and deleted."""
