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
from .reader import Facts, Index, Said, Scored, Selection, published_generation
from .reading import read_articles
from .repair import repair
from .sentences import sentences
from .sessions import load_session, load_tokenizer, pad
from .snapshot import Snapshot, restore, snapshot
from .spelling import skeleton
from .statements import is_role, other_sex
from .vacuum import Sizes, folder_size, vacuum
from .verify import Finding, verify
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
    "Finding",
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
    "Said",
    "Scored",
    "Selection",
    "Sizes",
    "Snapshot",
    "Span",
    "Statement",
    "StoreError",
    "Vectors",
    "folder_size",
    "is_role",
    "load_encoder",
    "load_session",
    "load_tokenizer",
    "open_writer",
    "other_sex",
    "packaged_weights",
    "pad",
    "published_generation",
    "read_articles",
    "repair",
    "restore",
    "sentences",
    "skeleton",
    "snapshot",
    "vacuum",
    "verify",
]
