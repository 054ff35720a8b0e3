"""How far two readers agree on who said what.

    python -m onrecord.eval.agreement --articles ARTICLES.jsonl

compares the second reading of articles of MultiHop-RAG (ARTICLES.jsonl is its file) with the first. Readers share
habits, so that they agree more than people would.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.index import Article

from .annotation import read_annotated
from .claims import annotated_claims, judge_claims
from .command import in_one_line
from .judging.cast import Cast
from .judging.contents import letters_said, one_to_one
from .judging.ratios import Figures, Ratio, ratio_interval, total
from .judging.standoff import NEWS, STATEMENTS, AnnotatedStatement, read_standoff

SECOND = "second_reading.jsonl"

Reading = Sequence[AnnotatedStatement]


def agree(article: Article, first: Reading, second: Reading) -> dict[str, Ratio]:
    """Compare two readings of one article.

    Statements of any class are paired one to one, the largest overlap first, if each shares half of the other's
    letters. Speakers agree if the name that the second reader gives means the first reader's entity.

    Returns:
        F1 of what was said, as of claims (`judge_claims`); F1 of pairs; of pairs, the shares with the same
        letters, speaker, kind, mention and class.
    """
    text = article.text
    claims = judge_claims(annotated_claims(article, first), annotated_claims(article, second))
    pairs = paired(text, first, second)
    cast = Cast(text, first)
    same = Counter[str]()
    for one, other in pairs:
        same["the same letters"] += letters_said(text, one.content) == letters_said(text, other.content)
        same["speaker"] += cast.is_right(other.entity, one)
        same["kind"] += one.kind == other.kind
        same["mention"] += one.mention == other.mention
        same["class"] += one.cue_class == other.cue_class
    return {
        "said, F1 of claims": claims["F1"],
        "any class, F1 of pairs": Ratio(2 * len(pairs), len(first) + len(second)),
        **{
            f"of pairs, {what}": Ratio(same[what], len(pairs))
            for what in ("the same letters", "speaker", "kind", "mention", "class")
        },
    }


def paired(text: str, first: Reading, second: Reading) -> list[tuple[AnnotatedStatement, AnnotatedStatement]]:
    """Pair the statements of two readings, one to one."""
    ours = [letters_said(text, one.content) for one in first]
    theirs = [letters_said(text, one.content) for one in second]
    shared = ((i, j, 2 * len(ours[i] & theirs[j])) for i, j in one_to_one(ours, theirs))
    return [(first[i], second[j]) for i, j, twice in shared if twice >= max(len(ours[i]), len(theirs[j]))]


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960) of two readers' labels: agreement beyond what their habits alone would give.

    Args:
        pairs: The two labels of each thing that was labelled twice.

    Returns:
        1 for full agreement, 0 for chance; 1 where both only ever use the same one label.
    """
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / n**2 if n else 1.0
    return 1.0 if chance == 1 else (sum(a == b for a, b in pairs) / n - chance) / (1 - chance)


def compare_readings(
    articles: Mapping[str, Article], first: Mapping[str, Reading], second: Mapping[str, Reading]
) -> tuple[list[Figures], float]:
    """Compare all articles that were read twice.

    Returns:
        The figures of each, and kappa of the classes of paired statements.
    """
    figures: list[Figures] = [agree(articles[name], first[name], two) for name, two in second.items()]
    pairs = [
        (one.cue_class, other.cue_class)
        for name, two in second.items()
        for one, other in paired(articles[name].text, first[name], two)
    ]
    return figures, kappa(pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how far the two readings agree."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.agreement",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--articles", type=Path, required=True, help="the file of MultiHop-RAG's articles")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        articles = {article.id: article for article in read_annotated(options.articles)}
        first = read_standoff(NEWS / STATEMENTS, articles)
        second = read_standoff(NEWS / SECOND, articles)
    judged, of_classes = compare_readings(articles, first, second)
    sys.stdout.write(f"{len(judged)} articles read twice\n")
    for name, ratio in total(judged).items():
        low, high = ratio_interval([one[name] for one in judged])
        sys.stdout.write(f"{ratio.value:.3f} [{low:.3f}, {high:.3f}] of {ratio.whole:>4.0f}  {name}\n")
    sys.stdout.write(f"{of_classes:.3f}  kappa of classes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
