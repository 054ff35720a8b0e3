"""Repair, verification, snapshots and vacuum."""
