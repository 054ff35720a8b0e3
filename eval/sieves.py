"""How often each sieve of the coreference names the right speaker: what `index/attribution/likelihoods.py` holds.

    python -m onrecord.eval.sieves --articles ARTICLES

reads the sample that comes along and the half for learning of the annotated articles (ARTICLES is the file of
MultiHop-RAG's articles), and prints (right + 1) / (all + 2) of the statements found, by the sieve that decided.
Pronouns have a probability of their own (`python -m onrecord.eval.fit_antecedents`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.index.attribution import StatementFinder

from .attribution import Find, Gold, read_set
from .judging.cast import Cast
from .judging.ratios import Ratio
from .judging.speakers import aligned
from .judging.standoff import NEWS, SAMPLE


def by_sieve(find: Find, sets: Iterable[Gold]) -> dict[str, Ratio]:
    """Count the statements found, and those whose speaker is right, by the sieve that named the speaker."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for gold in sets:
        for article in gold.articles:
            annotated = gold.statements[article.id]
            cast = Cast(article.text, annotated)
            for one, ours in aligned(article.text, find(article), annotated):
                if ours is not None:
                    found[ours.sieve] += 1
                    right[ours.sieve] += cast.is_right(ours.speaker, one)
    return {sieve: Ratio(right[sieve], found[sieve]) for sieve in sorted(found)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how often each sieve is right."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.sieves", description="Tell how often each sieve names the right speaker."
    )
    parser.add_argument("--articles", type=Path, required=True)
    options = parser.parse_args(arguments)
    sets = [read_set(SAMPLE), read_set(NEWS, options.articles, "learn")]
    for sieve, ratio in by_sieve(StatementFinder.load().find, sets).items():
        share = (ratio.part + 1) / (ratio.whole + 2)
        sys.stdout.write(f"{share:.2f}  {ratio.part:.0f} of {ratio.whole:.0f}  {sieve or 'none'}\n")


if __name__ == "__main__":
    main()
