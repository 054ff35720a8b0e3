"""Words about people and their names."""
