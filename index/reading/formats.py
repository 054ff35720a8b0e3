"""Which reader reads which file; each is imported when a file of its kind is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Final

from ..errors import CorpusError, OnrecordError
from ..model import Article
from .inputs import Input, Options, Skip

Reader = Callable[[Input, Skip, Options], Iterator[tuple[int | None, Article]]]

_READERS: Final[Mapping[str, tuple[str, str]]] = {
    ".jsonl": ("jsonl", "read_jsonl"),
    ".ndjson": ("jsonl", "read_jsonl"),
    ".json": ("jsonfile", "read_json"),
    ".txt": ("plain", "read_text"),
    ".md": ("plain", "read_text"),
    ".markdown": ("plain", "read_text"),
    ".html": ("page", "read_page"),
    ".htm": ("page", "read_page"),
    ".xhtml": ("page", "read_page"),
    ".rss": ("feed", "read_feed"),
    ".atom": ("feed", "read_feed"),
    ".xml": ("feed", "read_feed"),
    ".warc": ("warc", "read_warc"),
    ".warc.gz": ("warc", "read_warc"),
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("office", "read_docx"),
    ".csv": ("table", "read_csv"),
    ".tsv": ("table", "read_csv"),
    ".xlsx": ("table", "read_xlsx"),
    ".parquet": ("table", "read_parquet"),
    ".eml": ("mail", "read_eml"),
    ".mbox": ("mail", "read_mbox"),
}
_PACKED: Final[Mapping[str, str]] = {
    ".zip": "read_zip",
    ".wacz": "read_zip",
    ".tar": "read_tar",
    ".tar.gz": "read_tar",
    ".tgz": "read_tar",
    ".tar.bz2": "read_tar",
    ".tar.xz": "read_tar",
    ".gz": "read_gzip",
}
SUFFIXES: Final = (*_READERS, *_PACKED)
WITHIN_A_TABLE: Final = frozenset({".csv", ".tsv", ".xlsx", ".parquet"})


FAILED: Final = "cannot be read: its parser failed"


def suffix_of(name: PurePath) -> str | None:
    """Give the suffix that a file is read by, the longest that is known, or None where it is of no known kind."""
    lower = name.name.lower()
    fitting = [one for one in SUFFIXES if lower.endswith(one) and lower != one]
    return max(fitting, key=len, default=None)


def read_input(
    file: Input, on_skip: Skip, options: Options, depth: int = 0
) -> Iterator[tuple[Input, int | None, Article]]:
    """Read the articles of a file, or of every member of an archive that is of a known kind.

    Args:
        file: What to read.
        on_skip: Told of what is passed over.
        options: How it is read.
        depth: How many archives it stands in.

    Yields:
        The file or member, the place in it where there are several, and the article.
    """
    suffix = suffix_of(file.name)
    if suffix is None:
        return
    if (packed := _PACKED.get(suffix)) is None:
        module, name = _READERS[suffix]
        reader: Reader = getattr(import_module(f".{module}", __package__), name)
        try:
            for place, article in reader(file, on_skip, options):
                yield file, place, article
        except OnrecordError:
            raise
        except Exception as error:  # noqa: BLE001 - a parser that fails over one file must not end the run
            on_skip(CorpusError(file.path, None, f"{FAILED} ({type(error).__name__}: {error})"))
        return
    from . import packed as archives

    if depth >= archives.DEEPEST:
        on_skip(CorpusError(file.path, None, f"an archive inside {depth} others; unpack it yourself"))
        return
    members: list[Input] = []

    def read(member: Input, depth: int) -> Iterator[tuple[int | None, Article]]:
        for found, place, article in read_input(member, on_skip, options, depth):
            members[:] = [found]
            yield place, article

    for place, article in getattr(archives, packed)(file, on_skip, options, read, depth):
        yield members[0], place, article
