"""Changes that come over HTTP: kept until they are made, made by one writer, and written down."""

from .audit import Audit
from .job import Job, Puts, State
from .journal import Journal, Reused
from .writer import Writing, files_beside

__all__ = ["Audit", "Job", "Journal", "Puts", "Reused", "State", "Writing", "files_beside"]
