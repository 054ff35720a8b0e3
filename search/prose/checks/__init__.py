"""Checks of a sentence against the quotes that it cites; each gives a reason, or None where it finds no fault."""
