"""Spells a question as a corpus does: its names, its typing errors, and what puts it where that is no English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import exp
from typing import Final, NamedTuple

from onrecord.index import Store

from .broken_grammar import Speakers, in_plain_words, mend_frame
from .frame_words import is_against_rule
from .name_normalizer import NameBook, respell
from .statement_query import speech_question
from .typing_errors import TypingErrors

# In so few passages, or so small a share of them, stands a word that may be a misspelt word of a question's frame.
_RARE: Final = 2
_RARE_SHARE: Final = 1e-4


class Spelt(NamedTuple):
    """A question as the corpus spells it.

    Attributes:
        text: The question.
        respelt: Its names, and how else the corpus spells them.
        mended: What was typed, and what was put in its place.
    """

    text: str
    respelt: Mapping[str, tuple[str, ...]]
    mended: Mapping[str, str]


class Spelling:
    """Spells questions for one corpus."""

    def __init__(
        self, index: Store, names: NameBook, is_word: Callable[[str], bool] | None, speakers: Speakers | None
    ) -> None:
        """Look words up in a corpus.

        Args:
            index: The corpus.
            names: Its names.
            is_word: Tells words of the language.
            speakers: Finds where a text names somebody who speaks in the corpus.
        """
        self._index = index
        self._names = names
        self._is_word = is_word or (lambda _: False)
        self._speakers = speakers or (lambda _: ())
        self._errors = TypingErrors(index, is_word)

    def spelt(self, text: str) -> Spelt:
        """Spell a question as the corpus does, and put it into plain words where its grammar is broken."""
        text = self._names.with_apostrophes(text)
        framed, frame = text, dict[str, str]()
        for (start, end), word in reversed(mend_frame(text, self._rare, self._is_word).items()):
            frame[framed[start:end]] = word
            framed = f"{framed[:start]}{word}{framed[end:]}"
        found = self._words(framed)
        if plain := in_plain_words(found.text, self._speakers, frame.values()):
            return Spelt(plain, found.respelt, {**frame, **found.mended})
        asked = speech_question(found.text) if frame else None
        # A word that the corpus knows is taken for another only where somebody is asked for then.
        if any(is_against_rule(one.lower()) or not self.known(one) for one in frame) or (
            asked is not None and asked.certain and asked.speaker
        ):
            return found._replace(mended={**frame, **found.mended})
        return self._words(text) if frame else found

    def known(self, word: str) -> bool:
        """Tell whether a word stands in the corpus."""
        words = self._index.words(word)
        return not words or bool(self._index.rarities(words).all())

    def _words(self, text: str) -> Spelt:
        text, respelt = respell(text, self._names, self.known)
        text, mended = self._errors.mend(text, self.known)
        return Spelt(text, respelt, mended)

    def _rare(self, word: str) -> bool:
        """Tell whether hardly any passage holds a word."""
        words = self._index.words(word)
        n = self._index.n_passages
        # The number of passages, from what `rarities` makes of it.
        found = [(n + 1) / exp(idf) - 0.5 if idf > 0 else 0.0 for idf in self._index.rarities(words)]
        return bool(words) and min(found) <= max(_RARE, n * _RARE_SHARE)
