"""Words for somebody that are no name, "the Orlo ecologist", and other words for the same office or country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Final

from onrecord.index import SMALL_WORDS, plain_words, stems
from onrecord.index.lexicon.lexicon import rows, table

_MOST: Final = 40

OFFICES: Final = frozenset(word for group in rows("office_words") for word in group if "-" not in word)
_LOOSE: Final = {
    "boss": "president chairman chairwoman owner founder manager coach director commissioner",
    "chief": "president chairman chairwoman director commissioner",
    "head": "president chairman chairwoman director",
    "skipper": "manager coach",
}
"""What such a word may mean, none of which means the others."""

_SHORT: Final = {
    "potus": "us president",
    "flotus": "first lady",
    "veep": "vice president",
    "vp": "vice president",
    "no10": "downing street",
    "number10": "downing street",
}


def _table(groups: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = {}
    for group in groups:
        words = [word.replace("-", " ") for word in group]
        for word in words:
            table.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: tuple(sorted(others, key=lambda one: one != word)) for word, others in table.items()}


_OTHERS: Final = _table(rows("nation_words")) | _table(rows("office_words"))
for _word, _meant in _LOOSE.items():
    _OTHERS[_word] = tuple(dict.fromkeys((_word, *_OTHERS.get(_word, ()), *_meant.split())))
_LONGEST: Final = 3
NO_DESCRIPTION: Final = SMALL_WORDS | frozenset(
    "his her its their one some someone somebody anyone who that this those these".split()
)


def seat(phrase: str) -> tuple[str, ...]:
    """Tell whom news prose means by a place of theirs; none for other words.

    Args:
        phrase: As a question has it: "Downing Street".
    """
    words = "-".join(word for word in phrase.lower().split() if word != "the").strip(".")
    meant = table("seats").get(words)
    return tuple(meant.split("|")) if meant else ()


def other_words(phrase: str) -> Iterator[str]:
    """Put an office in other words: "Britain's foreign secretary" is "british foreign minister" too.

    Args:
        phrase: As a question has it.

    Yields:
        The phrase in lower case without small words, and then at most some twenty others.
    """
    words = [one for word in plain_words(phrase.lower()) for one in _SHORT.get(word, word).split()]
    choices: list[tuple[str, ...]] = []
    while words:
        longest = (" ".join(words[:length]) for length in range(_LONGEST, 1, -1))
        said = next((one for one in longest if one in _OTHERS), words[0])
        words = words[len(said.split()) :]
        if said not in SMALL_WORDS:
            choices.append(_OTHERS.get(said, (said,)))
    yield from (" ".join(one) for one in islice(product(*choices), _MOST))


def description(phrase: str) -> tuple[frozenset[str], ...]:
    """Give the stems of words that describe somebody, and of other words for the same."""
    each = (frozenset(stems(said)) for said in other_words(" ".join(told_words(phrase))))
    return tuple(dict.fromkeys(filter(None, each)))


def told_words(phrase: str) -> list[str]:
    """Give the words that describe somebody, without small ones."""
    return [word for word in plain_words(phrase) if word.lower() not in NO_DESCRIPTION]


def share_described(wanted: Sequence[frozenset[str]], text: str) -> float:
    """Tell which share of a description a text holds, in those words for it that it holds most of."""
    held = stems(text)
    return max((len(one & held) / len(one) for one in wanted), default=0.0)
