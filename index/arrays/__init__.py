"""Arrays on disk, written piece by piece: a corpus does not fit into memory."""
