"""Asks the questions that people wrote after reading, and judges the answers.

    python -m onrecord.eval.natural CORPORA --indexes FOLDER [--half learn|held-back] [--faults FILE] [--json]

CORPORA is a folder with `multihoprag`, `seer` and `polnear` (those that are missing are left out, by name); the
packaged sample is asked too. FOLDER holds an index of each, built where there is none. FILE takes every question
that went wrong: what was said, and what stands in the articles.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from onrecord.index import Article, CorpusError, open_writer, read_articles
from onrecord.search import Answer, Engine

from .command import in_one_line, over_corpora, tell
from .natural_scores import Judged, is_fault, judge, probabilities, record, shares
from .questions import FOLDER, HALVES, SAMPLE, Half, WrittenQuestion, check_evidence, read_questions


def corpus_engine(name: str, corpora: Path, indexes: Path) -> tuple[Engine, dict[str, Article]] | None:
    """Open the index of a corpus, built where there is none; None where the corpus is not there.

    Args:
        name: Of the corpus.
        corpora: The folder that holds it, unless it is the packaged sample.
        indexes: The folder of indexes.

    Raises:
        OnrecordError: The corpus or its index cannot be read.
    """

    def refuse(error: CorpusError) -> None:
        raise error

    source = SAMPLE if name == "sample" else corpora / name
    if not (source / "articles.jsonl").is_file():
        return None
    articles = {one.id: one for one in read_articles([source / "articles.jsonl"], on_skip=refuse)}
    if not (indexes / name).exists():
        with open_writer(indexes / name) as writer:
            for _ in writer.add(articles.values()):
                pass
            writer.publish()
    return Engine.open(indexes / name), articles


def ask(engine: Engine, question: WrittenQuestion) -> Answer:
    """Put a question, with the one before it where it goes on from that."""
    return engine.ask(question.text, previous=[question.previous] if question.previous else ())


def ask_half(
    half: Half, corpora: Path, indexes: Path, tell: Callable[[str], object]
) -> Iterator[tuple[Judged, dict[str, Article]]]:
    """Ask every question of one half.

    Args:
        half: Which.
        corpora: The folder of the corpora.
        indexes: The folder of their indexes.
        tell: Takes a line on every corpus.

    Yields:
        What came of each, and the articles of its corpus.

    Raises:
        OnrecordError: Questions, a corpus or an index cannot be read.
    """
    questions = read_questions(half)
    for name in dict.fromkeys(one.corpus for one in questions):
        opened = corpus_engine(name, corpora, indexes)
        if opened is None:
            tell(f"{name}: not in {corpora}, its questions are left out")
            continue
        engine, articles = opened
        began, its = perf_counter(), [one for one in questions if one.corpus == name]
        for question in its:
            check_evidence(question, articles, FOLDER / f"{half}.jsonl")
            yield judge(question, ask(engine, question), articles), articles
        tell(f"{name}: {len(its)} questions, {(perf_counter() - began) / len(its) * 1000:.0f} ms each")
        engine.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask one half's questions and print what came of them."""
    parser = over_corpora(__doc__)
    parser.add_argument("--half", choices=HALVES, default="learn")
    parser.add_argument("--faults", type=Path, help="where the questions that went wrong are written to")
    parser.add_argument("--json", action="store_true", help="print JSON, with every question's outcome")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        asked = list(ask_half(options.half, options.corpora, options.indexes, tell))
    judged = [one for one, _ in asked]
    if options.faults:
        wrong = [json.dumps(record(one, articles), ensure_ascii=False) for one, articles in asked if is_fault(one)]
        options.faults.write_text("".join(f"{line}\n" for line in wrong), encoding="utf-8")
    if options.json:
        told = {
            "half": options.half,
            "shares": [asdict(one) for one in shares(judged)],
            "probabilities": probabilities(judged),
            "results": [record(one, articles) for one, articles in asked],
        }
        sys.stdout.write(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n")
        return 0
    sys.stdout.write(f"{len(judged)} questions, {options.half}\n")
    for share in shares(judged):
        sys.stdout.write(f"{share.mean:.3f} [{share.low:.3f}, {share.high:.3f}]  {share.measure}, of {share.n}\n")
    for measure, value in probabilities(judged).items():
        sys.stdout.write(f"{'–' if value is None else f'{value:.3f}'}  {measure}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
