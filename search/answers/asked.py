"""What a question asks about somebody's words, and whose they are to be."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.index import Speaker, Statement

from .entity_linker import Mention


@dataclass(frozen=True, slots=True)
class AskedSpeaker:
    """One whom a question asks for.

    Attributes:
        phrase: The question's words.
        speakers: Who is meant, where the corpus knows a name or office so.
        by_name: Whether the words are a name, so that nobody else will do.
        description: Stems of the words that tell who is meant where they are no name, in several wordings.
        bylines: Those of the articles that they wrote.
        owners: All names of those of whom the words are somebody: of Roe, in "Roe's lawyer", who never is Roe.
    """

    phrase: str
    speakers: tuple[Speaker, ...] = ()
    by_name: bool = False
    description: tuple[frozenset[str], ...] = ()
    bylines: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All names of those who are meant."""
        return frozenset(name for one in self.speakers for name in one.names)

    @property
    def known(self) -> bool:
        """Whether the corpus has anybody who is meant, as a speaker or a writer."""
        return bool(self.speakers or self.bylines)

    @property
    def quoted(self) -> bool:
        """Whether the corpus has words of theirs, and not only stances."""
        return any(one.statements for one in self.speakers)

    def said(self, statement: Statement) -> bool:
        """Tell whether a statement goes under one of their names."""
        return not self.names.isdisjoint((statement.speaker, statement.as_written))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks about somebody's words.

    Attributes:
        speech: Whether words of somebody are asked for at all.
        certain: Whether its grammar says so.
        who: Whether it asks who spoke.
        speakers: Whose words; none where anybody's will do, several where each is asked for.
        mentions: Everybody else whom the question names.
        topic: What the words are about, as far as its grammar tells; else the whole question.
    """

    speech: bool
    certain: bool
    who: bool
    speakers: tuple[AskedSpeaker, ...]
    mentions: tuple[Mention, ...]
    topic: str

    @property
    def names(self) -> frozenset[str]:
        """All names of those whose words are asked for."""
        return frozenset(name for one in self.speakers for name in one.names)

    @property
    def mentioned(self) -> frozenset[str]:
        """All names of those who are named anywhere in the question."""
        return frozenset(name for one in self.mentions for speaker in one.speakers for name in speaker.names)

    @property
    def all_by_name(self) -> bool:
        """Whether somebody is asked for, and everybody who is by name."""
        return bool(self.speakers) and all(one.by_name for one in self.speakers)

    @property
    def known(self) -> bool:
        """Whether the corpus has anybody whose words are asked for."""
        return any(one.known for one in self.speakers)
