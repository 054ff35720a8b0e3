"""Files in, articles out."""

from .corpus import read_articles
from .diskmap import DiskMap
from .duplicates import Duplicates
from .folder import files_in
from .formats import SUFFIXES
from .inputs import Meter, Options, OrderedDate, Remark, UnreadDate
from .naming import Known
from .table import FIELDS

__all__ = [
    "FIELDS",
    "SUFFIXES",
    "DiskMap",
    "Duplicates",
    "Known",
    "Meter",
    "Options",
    "OrderedDate",
    "Remark",
    "UnreadDate",
    "files_in",
    "read_articles",
]
