"""What each rule of who said what is worth: one left out at a time, on every corpus at hand.

    python -m onrecord.eval.ablate_attribution [--polnear FOLDER] [--articles ARTICLES.jsonl] [--seer FOLDER]

prints a Markdown table, a row for each rule that has a name (`index/switches.py`), sieves of the coreference among
them: how much each figure falls without it, with a 95% interval over articles (paired bootstrap). The sample and
the invented news that is for learning are always judged; PolNeAR's validation part, the half of MultiHop-RAG's
annotated articles that is for learning (ARTICLES.jsonl is their file), and SEER's claims where they are given. A
rule none of whose intervals lies above zero does nothing that shows.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from onrecord.index import Article, Statement
from onrecord.index.attribution import StatementFinder
from onrecord.index.switches import rules, without

from .annotation import read_annotated
from .attribution import Find, Gold, judge, read_polnear, read_set
from .claims import claims_of, judge_claims, read_claims
from .command import in_one_line
from .invented import outcome, overlaps, read_listed
from .judging.ratios import Figures, Ratio, difference_interval, total
from .judging.standoff import NEWS, SAMPLE

SPANS: Final = ("statements F1", "direct, exact F1", "content token F1")
SPEAKERS: Final = ("speaker, of all there", "speaker by nominal", "speaker by pronoun")
CLAIMS: Final = ("F1", "agent right, of pairs", "held whole", "in place")
LISTED: Final = ("right speaker, of all there", "found, of all there", "there, of all found")


class Corpus(NamedTuple):
    """Something to judge on.

    Attributes:
        name: For the table.
        figures: Those that are shown.
        judged: Gives the figures of each article.
    """

    name: str
    figures: tuple[str, ...]
    judged: Callable[[Find], list[Figures]]


class Effect(NamedTuple):
    """How much a figure falls without a rule, and the ends of its interval."""

    fall: float
    low: float
    high: float

    def __str__(self) -> str:
        """The fall and its interval; a point where nothing changes, and bold where the rule helps for sure."""
        if not (self.fall or self.low or self.high):
            return "·"
        cell = f"{self.fall:+.3f} [{self.low:+.3f}, {self.high:+.3f}]"
        return f"**{cell}**" if self.low > 0 else cell


def ways(whole: Find) -> dict[str, Find]:
    """Give a way to find statements without each rule, by the rule's name."""

    def lacking(name: str, article: Article) -> list[Statement]:
        with without(name):
            return whole(article)

    return {name: partial(lacking, name) for name in rules()}


def ablate(
    whole: Find, lacking: Mapping[str, Find], corpora: Sequence[Corpus]
) -> Iterable[tuple[str, list[Effect]]]:
    """Leave out one thing at a time.

    Args:
        whole: Finds statements with everything.
        lacking: Ways to find them without something, by what that is.
        corpora: Judged on each.

    Yields:
        What was left out, and its effect on each corpus's figures in turn.
    """
    base = [corpus.judged(whole) for corpus in corpora]
    for name, find in lacking.items():
        effects = []
        for corpus, before in zip(corpora, base, strict=True):
            after = corpus.judged(find)
            effects += [effect(before, after, figure) for figure in corpus.figures]
        yield name, effects


def effect(before: Sequence[Figures], after: Sequence[Figures], figure: str) -> Effect:
    """Compare one figure of two systems over the same articles."""
    fall = total(before)[figure].value - total(after)[figure].value
    both = [[article[figure] for article in judged] for judged in (before, after)]
    return Effect(fall, *difference_interval(*both)) if both[0] != both[1] else Effect(0, 0, 0)


def annotated_corpus(name: str, gold: Gold) -> Corpus:
    """Judge on annotated articles, speakers too where entities are annotated."""
    figures = SPANS + SPEAKERS if gold.statements else (*SPANS, "direct, right source span")
    return Corpus(name, figures, partial(judge, gold=gold))


def claims_corpus(folder: Path) -> Corpus:
    """Judge on SEER's claims.

    Raises:
        OnrecordError: A file cannot be read.
    """
    annotated = read_claims(folder / "claims.jsonl", "utterance")
    articles = [article for article in read_annotated(folder / "articles.jsonl") if article.id in annotated]

    def judged(find: Find) -> list[Figures]:
        return [judge_claims(annotated[article.id], claims_of(find(article))) for article in articles]

    return Corpus("SEER", CLAIMS, judged)


def invented_corpus() -> Corpus:
    """Judge on the invented news of which all statements are listed, of the part that is for learning.

    Raises:
        OnrecordError: A file cannot be read.
    """
    listed = list(read_listed("learn"))

    def judged(find: Find) -> list[Figures]:
        return [_judge_listed(find(article), there) for article, there in listed]

    return Corpus("invented", LISTED, judged)


def _judge_listed(statements: Sequence[Statement], there: Sequence[Mapping[str, Any]]) -> Figures:
    outcomes = Counter(outcome(told, statements) for told in there)
    found = [one for one in statements if one.is_listed]
    real = sum(any(overlaps(one, told) for told in there) for one in found)
    right, held, listed = LISTED
    return {
        right: Ratio(outcomes["right"], len(there)),
        held: Ratio(len(there) - outcomes["missing"], len(there)),
        listed: Ratio(real, len(found)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.ablate_attribution",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--polnear", type=Path, help="a folder with PolNeAR's files")
    parser.add_argument("--articles", type=Path, help="the file of MultiHop-RAG's articles")
    parser.add_argument("--seer", type=Path, help="a folder with SEER's files")
    parser.add_argument("--only", nargs="+", metavar="RULE", help="these rules alone; in quotes: they have spaces")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        corpora = [annotated_corpus("sample", read_set(SAMPLE)), invented_corpus()]
        if options.articles:
            corpora.append(annotated_corpus("annotated", read_set(NEWS, options.articles, "learn")))
        if options.polnear:
            corpora.append(annotated_corpus("PolNeAR", read_polnear(options.polnear)))
        if options.seer:
            corpora.append(claims_corpus(options.seer))
        find = StatementFinder.load().find
        lacking = ways(find)
        unknown = sorted(set(options.only or ()) - lacking.keys())
        if unknown:
            parser.error(f"no rule is called {', '.join(unknown)}; there are: {', '.join(lacking)}")
        print_table(find, {name: lacking[name] for name in options.only or lacking}, corpora)
    return 0


def print_table(whole: Find, lacking: Mapping[str, Find], corpora: Sequence[Corpus]) -> None:
    """Print a row for each thing left out, as soon as it is judged."""
    columns = [f"{corpus.name}: {figure}" for corpus in corpora for figure in corpus.figures]
    sys.stdout.write(f"| without | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}\n")
    for name, effects in ablate(whole, lacking, corpora):
        sys.stdout.write(f"| {name} | {' | '.join(map(str, effects))} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
