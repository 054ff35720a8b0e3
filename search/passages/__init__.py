"""Answers out of passages, or a refusal by a calibrated probability."""
