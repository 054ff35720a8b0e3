"""The database, which alone is the truth: rows and revisions in SQLite, one writer at a time."""
