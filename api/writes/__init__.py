"""Changes that come over HTTP: kept until they are made, made by one writer, and written down."""

from .audit import Audit
from .files import Uploads
from .job import Job, Puts, State
from .journal import Journal, Reused
from .watching import Folder, Watching
from .writer import Writing, files_beside

__all__ = [
    "Audit",
    "Folder",
    "Job",
    "Journal",
    "Puts",
    "Reused",
    "State",
    "Uploads",
    "Watching",
    "Writing",
    "files_beside",
]
