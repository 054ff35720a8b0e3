"""What somebody speaks of: words that several of their statements use, and that are rare elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from onrecord.index.lexicon.lexicon import words as lexicon
from onrecord.index.lexicon.word_classes import FUNCTION_WORDS

from .links import speaker_url
from .shown import plain

if TYPE_CHECKING:
    from onrecord.index import Store
    from onrecord.search import Citation

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_SHOWN: Final = 10
_FEWEST: Final = 2


class Topic(NamedTuple):
    """A word, as it is mostly written.

    Attributes:
        word: It.
        url: The speaker's statements on it.
        statements: How many statements use it.
    """

    word: str
    url: str
    statements: int


def topics_of(index: Store, said: Iterable[Citation], name: str) -> list[Topic]:
    """Give the words that tell what somebody speaks of, by how many statements use them times their rarity.

    Args:
        index: The corpus.
        said: Their statements.
        name: The speaker's.
    """
    own, passed_over = set(index.words(name)), lexicon("plain_words") | FUNCTION_WORDS
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for one in said:
        found = {}
        for word in _WORD.findall(one.quote):
            for stem in index.words(word):
                if word.lower() not in passed_over and stem not in own:
                    found[stem] = word
        counts.update(found.keys())
        for stem, word in found.items():
            written.setdefault(stem, Counter())[word] += 1
    stems = [stem for stem, count in counts.items() if count >= _FEWEST]
    if not stems:
        return []
    weights = dict(zip(stems, index.rarities(stems).tolist(), strict=True))
    best = sorted(stems, key=lambda stem: (-counts[stem] * weights[stem], stem))[:_SHOWN]
    words = [(written[stem].most_common(1)[0][0], counts[stem]) for stem in best]
    return [Topic(plain(word), speaker_url(name, word), count) for word, count in words]
