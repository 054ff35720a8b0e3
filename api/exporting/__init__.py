"""What an archive holds, as files for other programs."""

from .rows import KINDS, Exported, rows_of
from .writers import FORMATS, lines, write_parquet

__all__ = ["FORMATS", "KINDS", "Exported", "lines", "rows_of", "write_parquet"]
