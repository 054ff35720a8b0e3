"""From the words that name a speaker at one place to the fullest name that the article gives.

Ordered sieves, the most precise first, as in Raghunathan et al. 2010 (coreference) and Muzny et al. 2017
(quote attribution): the first that knows whom the words mean decides, and its name is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from ..lexicon.word_classes import OTHER_PRONOUNS, plain
from ..model import Span
from ..switches import declared, is_left_out, rule
from . import sieves
from .body_names import spokesperson
from .discourse import Discourse
from .document_entities import People
from .documents import owner
from .introduced import Documents
from .speaker import NOBODY, Source, Speaker, speaker_of

Sieve = Callable[[Discourse, Source], Speaker | None]

SIEVES: Final[tuple[tuple[str, Sieve], ...]] = (
    ("relative", sieves.relative),
    ("pronoun", sieves.gendered),
    ("it", sieves.it),
    ("other pronoun", sieves.nobody),
    ("name", sieves.name),
    ("spokesperson", sieves.mouthpiece),
    ("role", sieves.role),
    ("organisation", sieves.organisation),
    ("named next", sieves.named_next),
    ("active person", sieves.active_person),
    ("stranger", sieves.stranger),
)
"""In the order in which they are asked."""

_OWNED: Final = re.compile(rf"{sieves.OWNER}(?: [a-z-]+)+")
"""What somebody is called by whom they belong to: "United’s manager" is "the United manager"."""

_OF_BODY: Final = re.compile(r"(?P<body>[a-z]+)[’']s (?P<office>.+)")

_SWITCHED: Final = tuple((name, declared(f"sieve: {name}"), sieve) for name, sieve in SIEVES)


class Resolver:
    """Resolves the sources of one article, in the order of the text."""

    def __init__(self, at: Discourse) -> None:
        self._at = at
        self._documents = Documents(at)

    @property
    def people(self) -> People:
        """Everybody whom the article names."""
        return self._at.people

    @rule("coreference", otherwise=lambda *_: NOBODY)
    def resolve(self, source: Span, said: Sequence[Span] = ()) -> Speaker:
        """Say who is meant by a source.

        Args:
            source: The words that name a speaker.
            said: What is said, in order.
        """
        named = owner(self._at.text, source, self._at.bodies) or source
        words = self._at.text[named.start : named.end]
        words = f"the {words}" if _OWNED.fullmatch(words) and not spokesperson(words) else words
        asked = Source(named, words, plain(words), self._at.last_person, said)
        kept = ((name, sieve) for name, switch, sieve in _SWITCHED if not is_left_out(switch))
        again = self._documents.again(asked)
        found = (one._replace(sieve=name) for name, sieve in kept if (one := sieve(self._at, asked)) is not None)
        speaker = next(found, NOBODY) if again is None else again._replace(sieve="document")
        speaker = speaker._replace(role=self._of_body(speaker.role, source))
        self._note(asked, speaker)
        if speaker.name:
            self._documents.hear(source.start, speaker)
        if speaker.person is not None:
            self._at.hear(source.start, speaker.person)
        return speaker

    def labelled(self, name: str) -> Speaker:
        """Find whom a label names, by the fullest name."""
        person = self.people.labelled(name)
        self._at.last_person = person or self._at.last_person
        return speaker_of(person)._replace(sieve="label") if person else Speaker(name, sieve="label")

    def _of_body(self, role: str | None, source: Span) -> str | None:
        """Tell by name of which body somebody is: "the authority's spokeswoman" is the Orlo Water Authority's."""
        owned = _OF_BODY.fullmatch(role or "")
        body = self._at.bodies.described(f"the {owned['body']}", source.start) if owned else None
        if owned is None or body is None or owned["body"] not in body.nouns or not body.name[0].isupper():
            return role
        return f"{owned['office']} of {body.name}{f' ({body.short})' if body.short else ''}"

    def _note(self, source: Source, speaker: Speaker) -> None:
        """Keep the body that spoke last, until somebody else does."""
        bodies = self._at.bodies
        is_body = speaker.person is None or not speaker.person.told or spokesperson(source.words)
        if speaker.name and is_body:
            bodies.last, bodies.spoke = bodies.heard(speaker.name, source.span) or bodies.last, source.span.start
        elif source.folded not in OTHER_PRONOUNS:
            bodies.last = None
