"""What `onrecord eval` found as a page to read: one file, without scripts, that loads nothing."""

from .write import write_comparison, write_report

__all__ = ["write_comparison", "write_report"]
