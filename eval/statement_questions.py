"""Questions for statements, made by rule from annotated attributions, so that nobody chooses them.

    python -m onrecord.eval.statement_questions CORPUS --index FOLDER [--dev | --held-back] [--json]

asks 300 with an answer and 200 with a wrong speaker, and prints what came of them. CORPUS is a folder with
PolNeAR's `articles.jsonl` and `attributions.jsonl`; FOLDER is an index of the articles of one part (the third
that is held back by default, see `eval.annotation.held_back`), built where there is none.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Final

from onrecord.index import Article, StoreError, open_writer
from onrecord.search import Engine

from .annotation import Attribution, held_back, read_annotated, read_attributions
from .command import command, in_one_line
from .statement_scores import StatementQuestion, ask_all, sum_up

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A source that is a name, or begins with one and goes on to say who that is.
_NAME: Final = re.compile(r"(?!The )((?:[A-Z][\w.-]+ ){1,3}[A-Z][\w-]+)(?=$|,| \()")
_SMALL: Final = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her him his how i"
    " if in is it its me more my no not of on one or our out said say says she should so than that the"
    " their them then there these they this to up us was we were what when where which who why will with"
    " would you your".split()
)
_LONGEST_PHRASE: Final = 3
_FEWEST_WORDS: Final = 8
_FEWEST_STATEMENTS: Final = 3
RIGHT: Final = 300
WRONG: Final = 200


def make_questions(
    articles: Mapping[str, Article], attributions: Iterable[Attribution], *, right: int, wrong: int
) -> list[StatementQuestion]:
    """Make questions: a speaker named in full, and the rarest phrase of what they said.

    A wrong speaker is one who is often quoted in the corpus, but never with two of the phrase's words.

    Args:
        articles: By id.
        attributions: Of these articles.
        right: How many questions with an answer.
        wrong: How many with a wrong speaker.

    Returns:
        The questions, those with an answer first, in an order that no one chose (by SHA-256).
    """
    counts = Counter(word for article in articles.values() for word in set(_words(article.text)))
    said: defaultdict[str, list[set[str]]] = defaultdict(list)
    asked: list[tuple[str, str, Attribution]] = []
    for one in attributions:
        text = articles[one.article_id].text
        name = _NAME.match(" ".join(text[start:end] for start, end in one.source))
        content = " ".join(text[start:end] for start, end in one.content)
        if name is None or len(one.source) != 1:
            continue
        said[name[0]].append(set(_words(content)))
        phrase = _rarest_phrase(content, name[0], counts, len(articles))
        if phrase is not None and len(_words(content)) >= _FEWEST_WORDS:
            asked.append((name[0], phrase, one))
    asked.sort(key=lambda item: hashlib.sha256(f"{item[0]} {item[1]} {item[2].article_id}".encode()).digest())
    questions = [
        StatementQuestion(f"what did {name} say about {phrase}?", name, one.article_id, one.content)
        for name, phrase, one in asked[:right]
    ]
    often = sorted(name for name, contents in said.items() if len(contents) >= _FEWEST_STATEMENTS)
    for number, (_, phrase, _) in enumerate(asked[right:]):
        if len(questions) == right + wrong:
            break
        other = often[(number * 7) % len(often)]
        alike = other.split()[-1] == asked[right + number][0].split()[-1] or other.split()[-1].lower() in _words(
            phrase
        )
        if not alike and all(
            len(set(_words(phrase)) & words) < min(2, len(_words(phrase))) for words in said[other]
        ):
            questions.append(StatementQuestion(f"what did {other} say about {phrase}?", other, None, ()))
    return questions


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _rarest_phrase(content: str, name: str, counts: Mapping[str, int], n: int) -> str | None:
    """Choose the run of two or three words, none of them small, whose words are rarest on average."""
    matches = list(_WORD.finditer(content))
    best: tuple[float, str] | None = None
    for first in range(len(matches)):
        for length in range(2, _LONGEST_PHRASE + 1):
            run = matches[first : first + length]
            if len(run) < length or not _is_phrase(content, run, name):
                continue
            rarity = sum(log(n / max(counts[word[0].lower()], 1)) for word in run) / length
            if best is None or rarity > best[0]:
                best = rarity, content[run[0].start() : run[-1].end()]
    return None if best is None else best[1]


def _is_phrase(content: str, run: Sequence[re.Match[str]], name: str) -> bool:
    words = [word[0].lower() for word in run]
    between = [content[one.end() : other.start()] for one, other in pairwise(run)]
    return (
        all(gap == " " for gap in between)
        and not any(word in _SMALL or word in name.lower() for word in words)
        and not any(word.isdigit() for word in words)
    )


def open_over(folder: Path, articles: Mapping[str, Article]) -> Engine:
    """Open an index of just these articles; build it first where there is none.

    Raises:
        StoreError: It holds other articles.
    """
    if not folder.exists():
        show = _progress("indexed", len(articles))
        with open_writer(folder) as writer:
            for changes in writer.add(articles.values()):
                show(changes.articles)
            writer.publish()
    engine = Engine.open(folder)
    if engine.index.n_articles != len(articles) or not all(map(engine.index.article, articles)):
        raise StoreError(f"{folder}: holds other articles than this part of the corpus; give another folder")
    return engine


def _progress(done: str, total: int) -> Callable[[int], None]:
    """Give what shows on stderr how far it is, where that is a terminal."""

    def show(n: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done} {n:,} of {total:,}{chr(10) if n == total else ''}")
            sys.stderr.flush()

    return show


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the questions of one part of a corpus, ask them, and print the report."""
    parser = command(__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--index", type=Path, required=True, help="built where there is none")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--dev", action="store_true", help="the articles that may be tuned on")
    part.add_argument("--held-back", action="store_true", help="the others (the default)")
    parser.add_argument("--json", action="store_true", help="print JSON, with every question's outcome")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        every = read_annotated(options.corpus / "articles.jsonl")
        articles = {one.id: one for one in every if held_back(one.id) != options.dev}
        attributions = read_attributions(options.corpus / "attributions.jsonl")
        here = [one for one in attributions if one.article_id in articles]
        questions = make_questions(articles, here, right=RIGHT, wrong=WRONG)
        engine = open_over(options.index, articles)
        results = ask_all(engine, questions, _progress("asked", len(questions)))
    report = sum_up("development" if options.dev else "held back", len(articles), results)
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2) if options.json else str(report)
    sys.stdout.write(f"{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
