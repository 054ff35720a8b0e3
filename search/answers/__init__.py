"""Answers out of what somebody said or what a passage tells, or why there is none."""
