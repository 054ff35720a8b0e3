"""Statements judged against annotations made by hand: content spans, and speakers as entities.

    python -m onrecord.eval.attribution sample
    python -m onrecord.eval.attribution annotated --articles ARTICLES.jsonl [--part learn|held-back|all]
    python -m onrecord.eval.attribution CORPUS [--part validation|held-back]

`sample` is the corpus that comes along; `annotated` are articles of MultiHop-RAG, whose text is not ours to hand
on: ARTICLES.jsonl is its file. CORPUS is a folder with PolNeAR's `articles.jsonl` and `attributions.jsonl`, which
tell the words that stand for a source, but not who that is. Without --part the sample is read whole, `annotated`
the half to learn from, PolNeAR what is held back.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.index import Article, Statement
from onrecord.index.attribution import StatementFinder

from .annotation import Attribution, held_back, read_annotated, read_attributions, validation
from .command import in_one_line
from .judging.attributions import by_marks, put_together
from .judging.contents import letters, letters_said, score_statements
from .judging.ratios import Figures, ratio_interval, total
from .judging.speakers import SpeakerReport, score_speakers
from .judging.standoff import NEWS, SAMPLE, AnnotatedStatement, Part, read_annotated_set, said

Find = Callable[[Article], list[Statement]]
SETS: Final = {"sample": SAMPLE, "annotated": NEWS}


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated articles.

    Attributes:
        articles: In the order of their annotation.
        attributions: By article; of a set with entities, what was said alone.
        statements: By article, where entities are annotated; else empty.
    """

    articles: tuple[Article, ...]
    attributions: Mapping[str, list[Attribution]]
    statements: Mapping[str, list[AnnotatedStatement]]


def read_polnear(corpus: Path, part: str = "validation") -> Gold:
    """Read one part of PolNeAR: `held-back`, or `validation` to choose by.

    Raises:
        OnrecordError: A file cannot be read.
    """
    chosen = held_back if part == "held-back" else validation
    articles = tuple(article for article in read_annotated(corpus / "articles.jsonl") if chosen(article.id))
    attributions = defaultdict(list)
    for one in read_attributions(corpus / "attributions.jsonl"):
        attributions[one.article_id].append(one)
    return Gold(articles, attributions, {})


def read_set(folder: Path, articles: Path | None = None, part: Part = "all") -> Gold:
    """Read a set that is annotated with entities.

    Raises:
        OnrecordError: A file cannot be read.
    """
    read, statements = read_annotated_set(folder, articles, part)
    attributions = {name: [one.as_attribution() for one in said(of)] for name, of in statements.items()}
    return Gold(tuple(read), attributions, statements)


def judge(find: Find, gold: Gold) -> list[Figures]:
    """Find the statements of annotated articles and judge them, utterances under one cue put together.

    Returns:
        The figures of each article, in order; `total` adds them up.
    """
    judged: list[Figures] = []
    for article in gold.articles:
        found = put_together(find(article))
        if not gold.statements:
            found = list(map(by_marks, found))
        attributions = gold.attributions.get(article.id, ())
        letters_of = letters_said if gold.statements else letters
        figures = score_statements([article], found, attributions, letters_of).figures()
        if gold.statements:
            report = SpeakerReport()
            score_speakers(article.text, found, gold.statements[article.id], report)
            figures = report.figures() | figures
        judged.append(figures)
    return judged


class _Timed:
    """Finds statements, and adds up the processor time that it takes."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.seconds = 0.0

    def __call__(self, article: Article) -> list[Statement]:
        begun = time.process_time()
        found = self._find(article)
        self.seconds += time.process_time() - begun
        return found


def add_set_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options that name an annotated set: `corpus`, `articles` and `part`."""
    parser.add_argument("corpus", help='"sample", "annotated", or a folder with PolNeAR\'s files')
    parser.add_argument("--articles", type=Path, help="the file of MultiHop-RAG's articles, for annotated")
    parser.add_argument(
        "--part", choices=("learn", "held-back", "all", "validation"), help="the default is told above"
    )


def read_chosen(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Gold:
    """Read the set that the options name.

    Without `--part`, the sample is read whole, `annotated` the half to learn from, PolNeAR what is held back.

    Raises:
        OnrecordError: A file cannot be read.
    """
    if options.corpus not in SETS:
        if options.part in {"learn", "all"}:
            parser.error("PolNeAR's parts are held-back and validation")
        return read_polnear(Path(options.corpus), options.part or "held-back")
    if options.part == "validation":
        parser.error(f"the parts of {options.corpus} are learn, held-back and all")
    if options.corpus == "annotated" and options.articles is None:
        parser.error("annotated needs --articles FILE: the text of MultiHop-RAG's articles does not come along")
    whole = options.corpus == "sample"
    return read_set(SETS[options.corpus], options.articles, options.part or ("all" if whole else "learn"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Find the statements of one set, and print every figure, intervals and the speed."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.attribution",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_set_options(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        gold = read_chosen(parser, options)
        finder = StatementFinder.load()
        timed = _Timed(finder.find)
        judged = judge(timed, gold)
    speed = sum(len(article.text.split()) for article in gold.articles) / 800 / timed.seconds
    figures = total(judged)
    if options.json:
        values = {name: ratio.value for name, ratio in figures.items()}
        values |= {"articles": len(gold.articles), "articles of 800 words a second of processor time": speed}
        sys.stdout.write(json.dumps(values, indent=2) + "\n")
        return 0
    sys.stdout.write(f"{len(gold.articles)} articles, 95% intervals over articles\n")
    for name, ratio in figures.items():
        low, high = ratio_interval([one[name] for one in judged])
        sys.stdout.write(f"{ratio.value:.3f} [{low:.3f}, {high:.3f}] of {ratio.whole:>6.0f}  {name}\n")
    sys.stdout.write(f"{speed:.1f}  articles of 800 words a second of processor time\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
