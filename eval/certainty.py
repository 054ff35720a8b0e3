"""How often words and speaker of a statement are right, by the word that says how certain they are.

    python -m onrecord.eval.certainty sample
    python -m onrecord.eval.certainty annotated --articles ARTICLES.jsonl [--part learn|held-back|all]

A statement counts as right if its content covers half of something that was said, and its speaker is the annotated
entity. Utterances under one cue are put together, as the annotations have them; stances, which have no such
probability, are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple, get_args

from onrecord.index import Certainty
from onrecord.index.attribution import StatementFinder

from .attribution import Find, Gold, add_set_options, read_chosen
from .command import in_one_line
from .judging.attributions import put_together
from .judging.cast import Cast
from .judging.speakers import aligned

CERTAINTIES: Final[tuple[Certainty, ...]] = get_args(Certainty)


class Judged(NamedTuple):
    """A statement that was found: its probability, and whether words and speaker are right."""

    certainty: Certainty
    probability: float
    right: bool


def judge_certainty(find: Find, gold: Gold) -> list[Judged]:
    """Find the statements of articles that are annotated with entities, and tell which are right."""
    judged: list[Judged] = []
    for article in gold.articles:
        annotated = gold.statements[article.id]
        cast, found = Cast(article.text, annotated), put_together(find(article))
        pairs = aligned(article.text, found, annotated)
        right = {id(ours) for one, ours in pairs if ours is not None and cast.is_right(ours.speaker, one)}
        judged += [
            Judged(one.certainty, one.probability or 0.0, id(one) in right)
            for one in found
            if one.is_listed and one.certainty is not None
        ]
    return judged


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each word of certainty."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.certainty",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_set_options(parser)
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        gold = read_chosen(parser, options)
        if not gold.statements:
            parser.error("PolNeAR does not tell who is meant; take sample or annotated")
        judged = judge_certainty(StatementFinder.load().find, gold)
    by: dict[Certainty, list[Judged]] = defaultdict(list)
    for one in judged:
        by[one.certainty].append(one)
    for word in CERTAINTIES:
        some = by[word]
        right = sum(one.right for one in some) / max(len(some), 1)
        mean = sum(one.probability for one in some) / max(len(some), 1)
        sys.stdout.write(f"{word:<9} {len(some):>5} statements, {right:.2f} right, mean probability {mean:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
