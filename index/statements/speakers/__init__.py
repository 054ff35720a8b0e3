"""Who spoke: the names and descriptions of an article, and whom each one means."""
