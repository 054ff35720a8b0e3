"""Answers out of what somebody said, or why there is none."""
