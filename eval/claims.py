"""Claims: how an extractor's statements agree with what annotators took for claims.

    python -m onrecord.eval.claims CORPUS [--found FOUND.jsonl]
    python -m onrecord.eval.claims sample
    python -m onrecord.eval.claims annotated --articles ARTICLES.jsonl [--part learn|held-back|all]

CORPUS is a folder with `articles.jsonl` and SEER's `claims.jsonl` (github.com/massi-fa/SEER): article, agent, kind
(direct, partially direct, indirect) and utterance. Annotators of claims write the utterance out, not always to the
letter, so words are compared and not places. `--found` judges another system's claims: lines of article, agent and
text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from onrecord.index import Article, JudgmentError, Statement
from onrecord.index.attribution import StatementFinder

from .annotation import read_annotated
from .attribution import SETS, add_set_options, read_chosen
from .command import in_one_line
from .judging.attributions import put_together
from .judging.ratios import Count, Figures, Ratio, ratio_interval, total
from .judging.standoff import AnnotatedStatement, said

_STRAIGHT: Final = str.maketrans("“”„«»’‘", '"""""\'\'')
_WORD: Final = re.compile(r"\w+")
_PAIR: Final = 0.5
"""F1 of their words from which a found claim and an annotated one are a pair."""
_HELD: Final = 0.8
"""Share of a claim's words that another claim must have to hold it."""
_KINDS: Final = {"direct": "direct", "mixed": "partially direct", "indirect": "indirect"}


class Claim(NamedTuple):
    """Somebody's claim.

    Attributes:
        agent: Whose.
        text: Its words.
        kind: direct, partially direct or indirect; "" where nobody asks.
    """

    agent: str
    text: str
    kind: str = ""


def judge_claims(annotated: Sequence[Claim], found: Sequence[Claim]) -> dict[str, Ratio]:
    """Judge the claims of one article.

    One to one, a found claim and an annotated one are a pair if the F1 of their words is at least .5, the best
    pairs first. Annotators cut finer than quotations run: therefore "held whole" asks whether one found claim has
    at least .8 of an annotated one's words, and "in place" whether a found claim holds an annotated one so, or
    lies in one.

    Returns:
        Precision, recall and F1 of pairs; the share of pairs whose agents agree; annotated claims held whole;
        found claims in place; and recall by kind.
    """
    theirs = [_words(claim.text) for claim in annotated]
    ours = [_words(claim.text) for claim in found]
    pairs = _pairs(theirs, ours)
    agents = sum(same_agent(annotated[i].agent, found[j].agent) for i, j in pairs)
    held = sum(any(_shared(a, b) >= _HELD * _size(a) for b in ours) for a in theirs)
    placed = sum(any(_shared(a, b) >= _HELD * min(_size(a), _size(b)) for a in theirs) for b in ours)
    count = Count(len(pairs), len(found), len(annotated))
    kinds, hit = Counter(claim.kind for claim in annotated), Counter(annotated[i].kind for i, _ in pairs)
    return {
        "P": count.precision,
        "R": count.recall,
        "F1": count.f1,
        "agent right, of pairs": Ratio(agents, len(pairs)),
        "held whole": Ratio(held, len(annotated)),
        "in place": Ratio(placed, len(found)),
        **{f"R, {kind}": Ratio(hit[kind], kinds[kind]) for kind in _KINDS.values()},
    }


def same_agent(annotated: str, found: str) -> bool:
    """Tell whether two names may be one agent's: the last word is the same, or one's words hold the other's."""
    a, b = _plain(annotated).split(), _plain(found).split()
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def claims_of(statements: Iterable[Statement]) -> list[Claim]:
    """Give statements that are listed as claims: the speaker's name or what stands for it, and the content."""
    return [
        Claim(one.who, " ".join(one.article.text[a:b] for a, b in one.content), one.kind)
        for one in statements
        if one.is_listed
    ]


def annotated_claims(article: Article, statements: Iterable[AnnotatedStatement]) -> list[Claim]:
    """Give what is annotated as said in an article as claims."""
    return [
        Claim(
            one.entity or ("" if one.source is None else article.text[slice(*one.source)]),
            " ".join(article.text[a:b] for a, b in one.content),
            _KINDS[one.kind],
        )
        for one in said(statements)
    ]


def read_claims(path: Path, words: str) -> dict[str, list[Claim]]:
    """Read claims by article.

    Args:
        path: One JSON object a line: article, agent, kind (which may lack) and the words.
        words: The key of the words: "utterance" as annotated, "text" as found.

    Raises:
        JudgmentError: A line cannot be read.
    """
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                claim = Claim(record["agent"] or "", record[words], record.get("kind", ""))
                claims[record["article"]].append(claim)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise JudgmentError(path, number, f"not a claim: {error}") from error
    return claims


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).split()).strip(" '\".,").lower()


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_plain(text)))


def _shared(a: Counter[str], b: Counter[str]) -> int:
    return (a & b).total()


def _size(words: Counter[str]) -> int:
    return max(1, words.total())


def _pairs(theirs: Sequence[Counter[str]], ours: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """Pair one to one, the most alike first, the later ones first of those that are as alike."""
    ranked = [
        (2 * shared / (a.total() + b.total()), i, j)
        for i, a in enumerate(theirs)
        for j, b in enumerate(ours)
        if (shared := _shared(a, b))
    ]
    pairs: dict[int, int] = {}
    for alike, i, j in sorted(ranked, reverse=True):
        if alike >= _PAIR and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def judge_corpus(annotated: Mapping[str, Sequence[Claim]], found: Mapping[str, Sequence[Claim]]) -> list[Figures]:
    """Judge the claims of every annotated article, in order."""
    return [judge_claims(claims, found.get(article, ())) for article, claims in annotated.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Find the claims of annotated articles, and print every figure with its interval."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.claims",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_set_options(parser)
    parser.add_argument("--found", type=Path, help="judge these claims, not our statements")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        if options.corpus in SETS:
            gold = read_chosen(parser, options)
            articles = list(gold.articles)
            annotated = {one.id: annotated_claims(one, gold.statements[one.id]) for one in articles}
        else:
            annotated = read_claims(Path(options.corpus) / "claims.jsonl", "utterance")
            every = read_annotated(Path(options.corpus) / "articles.jsonl")
            articles = [article for article in every if article.id in annotated]
        if options.found:
            found = read_claims(options.found, "text")
        else:
            finder = StatementFinder.load()
            cut = put_together if options.corpus in SETS else list
            found = {article.id: claims_of(cut(finder.find(article))) for article in articles}
    judged = judge_corpus(annotated, found)
    sys.stdout.write(f"{len(judged)} articles, {sum(map(len, annotated.values()))} claims\n")
    for name, ratio in total(judged).items():
        low, high = ratio_interval([one[name] for one in judged])
        sys.stdout.write(f"{ratio.value:.3f} [{low:.3f}, {high:.3f}] of {ratio.whole:>5.0f}  {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
