"""Articles in, passages out: reading, splitting, encoding, storing and looking up."""

from .caches.directory import Directory
from .encoders import (
    DEFAULT_MODEL,
    Encoder,
    EncodesClauses,
    KnowsWords,
    Prepares,
    Vectors,
    load_encoder,
    load_known_encoder,
    load_transformer,
)
from .entities.linking import SMALL_WORDS, Speaker, plain_words, stems, words_of
from .entities.name_keys import name_key, skeleton
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
from .lexicon.word_classes import MOUTHPIECES, head_word, is_attitude, is_body, is_role, other_sex
from .model import Article, Certainty, Hit, Kind, Passage, Span, Statement
from .numpyfiles import load_arrays
from .onnx.adapted import GRAPH, AdaptedModel
from .onnx.aside import OpenedAside
from .onnx.places import look_for_models_in
from .onnx.sessions import PackagedModel, load_tokenizer
from .onnx.weights import packaged_models, packaged_weights
from .opening import published_generation
from .preview import Stored, preview
from .reader import Index
from .reading import (
    FIELDS,
    SUFFIXES,
    DiskMap,
    Duplicates,
    Meter,
    Options,
    OrderedDate,
    Remark,
    UnreadDate,
    files_in,
    read_articles,
)
from .reading.fields import to_article
from .rowreader import Said
from .selection import Facts, Scored, Selection
from .storage.changes import Changes
from .store import HasNotes, KeepsLog, Names, Store
from .stores import is_address, open_store
from .text.language import STATEMENT_LANGUAGES
from .text.sentences import sentences
from .upkeep.migrate import migrate
from .upkeep.repair import repair
from .upkeep.snapshot import Snapshot, restore, snapshot
from .upkeep.vacuum import Sizes, folder_size, vacuum
from .upkeep.verify import Finding, verify
from .writer import IndexWriter
from .writing import holds_index, open_writer

__all__ = [
    "DEFAULT_MODEL",
    "FIELDS",
    "GRAPH",
    "MOUTHPIECES",
    "SMALL_WORDS",
    "STATEMENT_LANGUAGES",
    "SUFFIXES",
    "AdaptedModel",
    "Article",
    "Certainty",
    "Changes",
    "CorpusError",
    "Directory",
    "DiskMap",
    "Duplicates",
    "Encoder",
    "EncodesClauses",
    "Facts",
    "FileError",
    "Filters",
    "Finding",
    "HasNotes",
    "Hit",
    "Index",
    "IndexCorrupt",
    "IndexFormatError",
    "IndexLocked",
    "IndexNotFound",
    "IndexWriter",
    "JudgmentError",
    "KeepsLog",
    "Kind",
    "KnowsWords",
    "Meter",
    "ModelError",
    "Names",
    "OnrecordError",
    "OpenedAside",
    "Options",
    "OrderedDate",
    "PackagedModel",
    "Passage",
    "Prepares",
    "QueryError",
    "Remark",
    "Said",
    "Scored",
    "Selection",
    "Sizes",
    "Snapshot",
    "Span",
    "Speaker",
    "Statement",
    "Store",
    "StoreError",
    "Stored",
    "UnreadDate",
    "Vectors",
    "files_in",
    "folder_size",
    "head_word",
    "holds_index",
    "is_address",
    "is_attitude",
    "is_body",
    "is_role",
    "load_arrays",
    "load_encoder",
    "load_known_encoder",
    "load_tokenizer",
    "load_transformer",
    "look_for_models_in",
    "migrate",
    "name_key",
    "open_store",
    "open_writer",
    "other_sex",
    "packaged_models",
    "packaged_weights",
    "plain_words",
    "preview",
    "published_generation",
    "read_articles",
    "repair",
    "restore",
    "sentences",
    "skeleton",
    "snapshot",
    "stems",
    "to_article",
    "vacuum",
    "verify",
    "words_of",
]
