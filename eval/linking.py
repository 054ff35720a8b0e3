"""Names joined across articles, judged: is one speaker one entry of the index, whatever articles call them?

    python -m onrecord.eval.linking sample
    python -m onrecord.eval.linking annotated --articles ARTICLES.jsonl

indexes all articles of the set (without meaning: names are joined by words alone) and gives the B-cubed figures of
the speakers in `speakers.jsonl`, which tells whom each article means by a name.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from onrecord.index import (
    Article,
    Directory,
    Index,
    JudgmentError,
    Statement,
    Vectors,
    open_writer,
)
from onrecord.index.attribution import StatementFinder

from .annotation import read_annotated
from .attribution import SETS
from .command import in_one_line
from .judging.bcubed import b_cubed
from .judging.cast import means_same

SPEAKERS: Final = "speakers.jsonl"


class Named(NamedTuple):
    """Somebody in an article: its id, and the fullest name that it gives them."""

    article_id: str
    name: str


class _Meaningless:
    """Gives all texts one vector, since joining names looks at none."""

    name = "meaningless"
    dim = 8

    def __call__(self, name: str, *, device: str | None = None) -> _Meaningless:
        """Be loaded, by whatever name."""
        del name, device
        return self

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Give the first unit vector for each."""
        rows = np.zeros((len(texts), self.dim), np.float32)
        rows[:, 0] = 1
        return rows

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Give the first unit vector for each."""
        return self.encode_passages(texts)


class _Noting:
    """Finds statements, and notes under which names somebody speaks in each article."""

    def __init__(self) -> None:
        self._finder = StatementFinder.load()
        self.names: defaultdict[str, list[str]] = defaultdict(list)

    def find(self, article: Article) -> list[Statement]:
        """Find every statement of an article."""
        found = self._finder.find(article)
        self.names[article.id] += dict.fromkeys(s.speaker for s in found if s.speaker)
        return found


def read_speakers(path: Path) -> dict[Named, str]:
    """Read whom articles mean.

    Returns:
        For everybody in an article, who that is in all articles.

    Raises:
        JudgmentError: A line cannot be read.
    """
    who: dict[Named, str] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                who |= {Named(article, name): record["name"] for article, name in record["articles"].items()}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise JudgmentError(path, number, f"not a speaker: {error}") from error
    return who


def found_names(who: Iterable[Named], names: Mapping[str, Sequence[str]]) -> dict[Named, str]:
    """Find under which name of ours those speak whom articles name.

    A name of ours that would do for two of them in one article is taken for neither, unless it is the name itself.

    Args:
        who: Those to find.
        names: By article, the names under which somebody speaks.
    """
    cast: defaultdict[str, list[str]] = defaultdict(list)
    for one in who:
        cast[one.article_id].append(one.name)
    found: dict[Named, str] = {}
    for article_id, expected in cast.items():
        for ours in names.get(article_id, ()):
            meant = [name for name in expected if name == ours] or [n for n in expected if means_same(ours, n)]
            if len(meant) == 1:
                found.setdefault(Named(article_id, meant[0]), ours)
    return found


def entries(found: Mapping[Named, str], directory: Directory) -> Iterator[tuple[Named, int | Named]]:
    """Give the number of the index's entry for each; a name without an entry stands for itself."""
    for one, name in found.items():
        number = directory.speaker_named(name)
        yield one, one if number is None else number


def main(arguments: Sequence[str] | None = None) -> int:
    """Index a set and print how well its speakers are joined."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.linking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpus", choices=tuple(SETS))
    parser.add_argument("--articles", type=Path, help="the file of MultiHop-RAG's articles, for annotated")
    options = parser.parse_args(arguments)
    if options.corpus == "annotated" and options.articles is None:
        parser.error("annotated needs --articles FILE: the text of MultiHop-RAG's articles does not come along")
    folder = SETS[options.corpus]
    noting, load = _Noting(), _Meaningless()
    with in_one_line(parser):
        who = read_speakers(folder / SPEAKERS)
        articles = read_annotated(options.articles or folder / "articles.jsonl")
        with tempfile.TemporaryDirectory() as scratch:
            with open_writer(Path(scratch) / "index", load=load, finder=noting) as writer:
                for _ in writer.add(articles):
                    pass
                writer.publish()
            index = Index.open(Path(scratch) / "index")
            found = found_names(who, noting.names)
            joined = dict(entries(found, index.directory))
            index.close()
    right = {one: who[one] for one in joined}
    several = {one for one in joined if sum(name == who[one] for name in right.values()) > 1}
    sys.stdout.write(f"{len(articles)} articles, {len(who)} speakers of articles\n")
    sys.stdout.write(f"{len(joined) / len(who):.3f}  found, {len(several)} of them in several articles\n")
    for name, value in b_cubed(joined, right)._asdict().items():
        sys.stdout.write(f"{value:.3f}  B-cubed {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
