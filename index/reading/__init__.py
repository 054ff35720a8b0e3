"""Files in, articles out."""

from .corpus import read_articles
from .diskmap import DiskMap
from .formats import SUFFIXES
from .inputs import Options, Remark, UnreadDate
from .naming import Known
from .table import FIELDS

__all__ = ["FIELDS", "SUFFIXES", "DiskMap", "Known", "Options", "Remark", "UnreadDate", "read_articles"]
