"""Questions for statements, made by rule from annotated attributions, so that nobody chooses them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

from index import Article, Span

from .annotation import Attribution

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


@dataclass(frozen=True, slots=True)
class StatementQuestion:
    """A question for somebody's words on something.

    Attributes:
        text: "what did NAME say about PHRASE?"
        speaker: The name as annotated.
        article_id: Where the statement stands; None where that speaker said no such thing.
        content: The statement's content there.
    """

    text: str
    speaker: str
    article_id: str | None
    content: tuple[Span, ...]


def make_questions(
    articles: Mapping[str, Article], attributions: Iterable[Attribution], *, right: int, wrong: int
) -> list[StatementQuestion]:
    """Make questions: a speaker named in full, and the rarest phrase of what he or she said.

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
