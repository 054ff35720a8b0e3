"""Articles in, passages out: reading, splitting, encoding, storing and looking up."""

from .encoders import DEFAULT_MODEL, Encoder, Vectors, load_encoder
from .errors import (
    CorpusError,
    FileError,
    IndexCorrupt,
    IndexFormatError,
    IndexLocked,
    IndexNotFound,
    JudgmentError,
    ModelError,
    OnrecordError,
    QueryError,
    StoreError,
)
from .filters import Filters
from .model import Article, Hit, Kind, Passage, Span, Statement
from .reader import Facts, Index, Scored, Selection
from .reading import read_articles
from .sentences import sentences
from .sessions import load_session, load_tokenizer, pad
from .spelling import skeleton
from .weights import packaged_weights
from .writer import Changes, IndexWriter, open_writer

__all__ = [
    "DEFAULT_MODEL",
    "Article",
    "Changes",
    "CorpusError",
    "Encoder",
    "Facts",
    "FileError",
    "Filters",
    "Hit",
    "Index",
    "IndexCorrupt",
    "IndexFormatError",
    "IndexLocked",
    "IndexNotFound",
    "IndexWriter",
    "JudgmentError",
    "Kind",
    "ModelError",
    "OnrecordError",
    "Passage",
    "QueryError",
    "Scored",
    "Selection",
    "Span",
    "Statement",
    "StoreError",
    "Vectors",
    "load_encoder",
    "load_session",
    "load_tokenizer",
    "open_writer",
    "packaged_weights",
    "pad",
    "read_articles",
    "sentences",
    "skeleton",
]
