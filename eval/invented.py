"""Asks the questions of news that other writers made up, and tells how much of it is found under whom.

    python -m onrecord.eval.invented --indexes FOLDER [--part learn|held-back] [--json]

`eval/data/invented` holds eight archives of some forty articles, each by a writer who knew nothing of the program,
with questions in three, and all statements of seven. They ship with the project, so this needs no other corpus. An
archive is asked its own writer's questions. FOLDER takes an index of each; one that is there is used as it is.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

from onrecord.index import Article, JudgmentError, Statement
from onrecord.index.attribution import StatementFinder

from .annotation import read_annotated
from .command import command, in_one_line
from .judging.cast import name_words
from .natural_scores import Judged, is_fault, judge, probabilities, record, shares
from .questions import HALVES, Half, Place, WrittenQuestion
from .statement_questions import open_over

FOLDER: Final = Path(__file__).with_name("data") / "invented"

CUTS: Final = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
"""Probabilities from which on a question could be answered, of which `main` tells what they would refuse."""

_COVERED: Final = 0.5

Archive: TypeAlias = tuple[dict[str, Article], list[WrittenQuestion]]
"""The articles of one writer by id, and the questions."""


def read_invented(part: Half, folder: Path = FOLDER) -> dict[str, Archive]:
    """Read the archives of one part: by writer, the articles by id, and the questions.

    Args:
        part: Which.
        folder: Where the files are.

    Raises:
        OnrecordError: A file cannot be read, or a question's evidence is in no article.
    """
    every = {one.id: one for one in read_annotated(folder / "articles.jsonl")}
    archives: dict[str, Archive] = {}
    path = folder / "questions.jsonl"
    for number, told in _records(path):
        if told.get("part") != part:
            continue
        try:
            question = _question(told, every)
        except (KeyError, TypeError, ValueError) as error:
            raise JudgmentError(path, number, f"not a question: {error!r}") from error
        articles = {name: one for name, one in every.items() if _writer(name) == question.corpus}
        archives.setdefault(question.corpus, (articles, []))[1].append(question)
    return archives


def _writer(name: str) -> str:
    return name.partition("-")[0]


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield number, json.loads(line)
    except (OSError, ValueError) as error:
        raise JudgmentError(path, None, f"cannot be read: {error}") from error


def _question(told: Mapping[str, Any], articles: Mapping[str, Article]) -> WrittenQuestion:
    places = tuple(
        Place(name, start, end, sha256(articles[name].text.encode()).hexdigest())
        for name, start, end in told["evidence"]
    )
    return WrittenQuestion(
        id=told["id"],
        corpus=_writer(told["id"]),
        articles=tuple(dict.fromkeys(one.article_id for one in places)) or (told["id"],),
        text=told["text"],
        previous="\n".join(told["previous"]) or None,
        kind=told["kind"],
        form=told["form"],
        answerable=told["answerable"],
        near_miss=told["near_miss"],
        speaker=told["speaker"],
        evidence=places,
        answer=None,
    )


def ask_invented(part: Half, indexes: Path) -> Iterator[tuple[Judged, dict[str, Article]]]:
    """Ask an archive's questions, each with what was asked before it.

    Args:
        part: Of whom.
        indexes: The folder of their indexes.

    Raises:
        OnrecordError: A file or an index cannot be read.
    """
    for writer, (articles, questions) in read_invented(part).items():
        engine = open_over(indexes / writer, articles)
        for one in questions:
            before = one.previous.split("\n") if one.previous else ()
            yield judge(one, engine.ask(one.text, previous=before), articles), articles
        engine.close()


def statements_found(part: Half, folder: Path = FOLDER) -> Counter[str]:
    """Count what is found of the statements, all of which a writer listed: right, nobody, wrong, missing.

    A statement is found if half of the words that are listed of it are in one's content; that has the right
    speaker if its name, or what is written where it has none, has all words of the other or the other all of its.

    Args:
        part: Of whom.
        folder: Where the files are.

    Raises:
        OnrecordError: A file cannot be read.
    """
    finder = StatementFinder.load()
    return Counter(
        outcome(told, statements)
        for article, listed in read_listed(part, folder)
        for statements in [finder.find(article)]
        for told in listed
    )


def read_listed(part: Half, folder: Path = FOLDER) -> Iterator[tuple[Article, list[Mapping[str, Any]]]]:
    """Read the articles of which all statements are listed, with these.

    Args:
        part: Whose.
        folder: Where the files are.

    Raises:
        OnrecordError: A file cannot be read.
    """
    listed: dict[str, list[Mapping[str, Any]]] = {}
    for _, told in _records(folder / "statements.jsonl"):
        if told["part"] == part:
            listed.setdefault(told["article"], []).append(told)
    for article in read_annotated(folder / "articles.jsonl"):
        if article.id in listed:
            yield article, listed[article.id]


def covered(told: Mapping[str, Any], statements: Iterable[Statement]) -> list[Statement]:
    """List the statements that have half of what is listed of one in their content."""
    start, end = told["start"], told["end"]
    return [
        one
        for one in statements
        if any(min(last, end) - max(first, start) > _COVERED * (end - start) for first, last in one.content)
    ]


def overlaps(statement: Statement, told: Mapping[str, Any]) -> bool:
    """Tell whether a statement's content has a letter of what is listed of one."""
    return any(start < told["end"] and told["start"] < end for start, end in statement.content)


def outcome(told: Mapping[str, Any], statements: Sequence[Statement]) -> str:
    """Tell what became of a listed statement: right, nobody, wrong, missing (see `statements_found`)."""
    held = covered(told, statements)
    if not held:
        return "missing"
    if any(agree(one.who, told["speaker"]) for one in held):
        return "right"
    return "wrong" if any(one.speaker for one in held) else "nobody"


def agree(name: str, told: str) -> bool:
    """Tell whether a name has all words of another, or that all of its."""
    mine, its = set(name_words(name)), set(name_words(told))
    return bool(mine and its) and (mine <= its or its <= mine)


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, count, and print."""
    parser = command(__doc__)
    parser.add_argument("--indexes", type=Path, required=True, help="built where there are none")
    parser.add_argument("--part", choices=HALVES, default="learn")
    parser.add_argument("--json", action="store_true", help="print JSON, with every question's outcome")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        asked = list(ask_invented(options.part, options.indexes))
        found = statements_found(options.part)
    judged = [one for one, _ in asked]
    if options.json:
        told = {
            "part": options.part,
            "shares": [asdict(one) for one in shares(judged)],
            "probabilities": probabilities(judged),
            "statements": found,
            "results": [record(one, articles) for one, articles in asked],
        }
        sys.stdout.write(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n")
        return 0
    for writer in dict.fromkeys(one.question.corpus for one in judged):
        sys.stdout.write(_told_of(writer, [one for one in judged if one.question.corpus == writer]))
    for share in shares(judged):
        sys.stdout.write(f"{share.mean:.3f} [{share.low:.3f}, {share.high:.3f}]  {share.measure}, of {share.n}\n")
    for cut in CUTS:
        sys.stdout.write(f"answered from {cut:.2f}: {_at(judged, cut)}\n")
    every = found.total()
    outcomes = (f"{name} {n} ({n / every:.3f})" for name, n in found.most_common())
    sys.stdout.write(f"{every} statements: {', '.join(outcomes)}\n")
    return 0


def _told_of(writer: str, judged: Sequence[Judged]) -> str:
    wrong = sum(map(is_fault, judged))
    return f"writer {writer}: {len(judged)} questions, {wrong} answered or refused wrongly; {_at(judged, 0.0)}\n"


def _at(judged: Sequence[Judged], cut: float) -> str:
    """Tell what is refused: where answers begin at a probability, and at 0 what was."""
    refused = [one.confidence < cut if cut else not one.answered for one in judged]
    able = [no for one, no in zip(judged, refused, strict=True) if one.question.answerable]
    unable = [no for one, no in zip(judged, refused, strict=True) if not one.question.answerable]
    return f"{sum(able)} of {len(able)} with an answer refused, {sum(unable)} of {len(unable)} without one"


if __name__ == "__main__":
    sys.exit(main())
