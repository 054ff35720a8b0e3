"""Whose words a question asks for, among the speakers and the writers of a corpus, and those whom it tells of."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Final

from onrecord.index import Speaker, Store

from .. import stages
from ..query.query_parser import Question, Understanding
from ..query.reading import speech_of
from .asked import Asked
from .asked_speaker import asked_speakers
from .entity_linker import EntityLinker
from .offices import speaking_for
from .speaker_linker import SpeakerBook
from .told_names import is_body, other_names, told_heads
from .unit_finder import UnitFinder

_NAMED: Final = 20
"""Passages with a name that nobody speaks under in which another of the same person is looked for."""


class WhoseWords:
    """Tells whose words questions ask for, over one index."""

    def __init__(
        self,
        index: Store,
        understanding: Understanding,
        finder: UnitFinder,
        *,
        linker: EntityLinker,
        book: SpeakerBook,
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._finder = finder
        self._linker = linker
        self._book = book

    @stages.UNDERSTAND
    def asked(self, question: Question) -> Asked:
        """Find whose words a question asks for."""
        speech = speech_of(question)
        # An outlet reports; whoever asks what it said wants its articles.
        if speech is not None and any(map(self._understanding.names_outlet, speech.speakers)):
            speech = None
        asked = self._writing(asked_speakers(question.bare, speech, self._linker, self._book))
        if speech is not None and not speech.certain and not asked.known:
            return asked_speakers(question.bare, None, self._linker, self._book)
        return asked

    def _writing(self, asked: Asked) -> Asked:
        """Add the bylines of those who are asked for; who is nobody else's name is then meant by name."""
        speakers = []
        for one in asked.speakers:
            bylines = self._understanding.writers.meant(one.phrase)
            by_name = one.by_name or bool(bylines and asked.certain and not one.speakers)
            found = one.speakers
            if not found and not bylines and (by_name or is_body(one.phrase)):
                mouthpiece = speaking_for(self._index.directory, one.phrase) if by_name else None
                found = (mouthpiece,) if mouthpiece is not None else self._told_by_passages(one.phrase)
                by_name = by_name or bool(found)
            speakers.append(replace(one, bylines=bylines, by_name=by_name, speakers=found))
        return replace(asked, speakers=tuple(speakers))

    def _told_by_passages(self, phrase: str) -> tuple[Speaker, ...]:
        """Find who speaks under another name than a question has, or for a body, where a passage tells so."""
        words = self._index.words(phrase)
        if not words or not (among := self._index.holding(words[-1:])).any():
            return ()
        rows = self._finder.search(self._understanding.read(phrase), among, _NAMED)
        texts = [one.text for one in self._index.passages(rows)]
        names = chain(other_names(phrase, texts), told_heads(phrase, texts))
        each = (tuple(who for who in self._book.meant(name) if who.named) for name in names)
        return next(filter(None, each), ())
