"""Passages found, read by the cross-encoder, ordered, and folded where they are copies."""
