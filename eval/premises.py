"""Asks after deeds that somebody did, and after deeds that nobody did: "when did Roe sell the bridge".

    python -m onrecord.eval.premises [CORPORA --indexes FOLDER] [--part tune|report]

Half of `data/questions/premises.jsonl` takes for granted what no article says; the other half, put alike, not.
The sample's questions are asked always, those on `CORPORA/multihoprag` where it is given.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from onrecord.search import Engine

from .command import in_one_line
from .natural import corpus_engine
from .questions import FOLDER

PREMISES: Final = FOLDER / "premises.jsonl"


class Premise(NamedTuple):
    """A question that takes a deed for granted.

    Attributes:
        corpus: What it is asked of.
        article: The article that tells of it, or that comes near.
        text: The question.
        answerable: Whether the deed was done.
        answer: Words of the article with which it is answered, or None.
        part: "tune" or "report".
    """

    corpus: str
    article: str
    text: str
    answerable: bool
    answer: str | None
    part: str


def read_premises() -> list[Premise]:
    """Read the questions."""
    lines = map(json.loads, PREMISES.read_text("utf-8").splitlines())
    return [Premise(**{key: line[key] for key in Premise._fields}) for line in lines]


def outcome(engine: Engine, asked: Premise) -> str:
    """Ask one, and tell what came of it: "right", "answered" or "refused".

    Args:
        engine: Over its corpus.
        asked: The question.
    """
    answer = engine.ask(asked.text)
    if not answer.answered:
        return "refused"
    holds = asked.answer is not None and any(asked.answer in one.quote for one in answer.citations[:1])
    return "right" if holds else "answered"


def ask_all(corpora: Path, indexes: Path, part: str | None) -> Iterator[tuple[Premise, str]]:
    """Ask those whose corpus is there.

    Args:
        corpora: The folder of the corpora.
        indexes: The folder of their indexes, built where there are none.
        part: Which part, or None for both.

    Raises:
        OnrecordError: A corpus or its index cannot be read.
    """
    asked = [one for one in read_premises() if part in {None, one.part}]
    for corpus in dict.fromkeys(one.corpus for one in asked):
        if (opened := corpus_engine(corpus, corpora, indexes)) is None:
            sys.stderr.write(f"{corpus}: not in {corpora}, its questions are left out\n")
            continue
        for one in asked:
            if one.corpus == corpus:
                yield one, outcome(opened[0], one)
        opened[0].close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask them, and print how many were answered and refused."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.premises", description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path())
    parser.add_argument("--indexes", type=Path, help="built where there are none; none keeps none")
    parser.add_argument(
        "--part", choices=("tune", "report"), help="the questions that cuts were chosen on, or the others"
    )
    given = parser.parse_args(arguments)
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    with in_one_line(parser), TemporaryDirectory() as scratch:
        for one, came in ask_all(given.corpora, given.indexes or Path(scratch), given.part):
            counts[one.answerable][came] += 1
            sys.stdout.write(f"{came:9} {'done' if one.answerable else 'not done':9} {one.text}\n")
    for able, name in ((True, "deeds that are told"), (False, "deeds that nobody tells of")):
        told = counts[able]
        sys.stdout.write(
            f"{name}: {told.total()}, refused {told['refused']}, first citation right {told['right']}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
