"""From the words that name a speaker at one place to the fullest name that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..lexicon import (
    CALENDAR,
    FEMALE_PRONOUNS,
    GROUPS,
    HEADS_OF_STATE,
    MALE_PRONOUNS,
    OTHER_PRONOUNS,
    ROLES,
    plain,
)
from ..model import Span
from .names import Mention, mentions
from .people import People, Person

REACH = 3
"""Paragraphs that a pronoun may look back."""

NEXT_TO = 120
"""Characters between a name and the "who" that goes with it, at most."""

_PREPOSITION = re.compile(
    r"\b(?:of|for|at|from|with|in|to|by|on|against|about|near|under|behind|inside|within|across|among|between|like)"
    r"(?: (?:the|an?|his|her))?\s*$"
)
_NEXT_WORD = re.compile(r"(?:[’']s?)?\s+([a-z][\w-]*)")
_LED_IN = re.compile(r"(?:^|[.!?][”\"’']*\s+)[“\"]?[A-Z][\w’'-]*(?: [\w’'-]+){0,5},$")
_PAIR = re.compile(r"[A-Z]\w+-[A-Z]\w+")
_AFTER_NAMES = frozenset({"and", "or", "in", "of", "at", "on", "from", "with", "for", "himself", "herself"})
_RELATIVE = re.compile(r",? (?:who|which|that|whose|where)\b")
_GROUP = re.compile(
    rf"(?:[’']s?)?\s+({'|'.join(sorted(GROUPS))})\b(?!\s+[a-z]*(?:er|or|man|woman|person|ist|al)\b|\s+[A-Z])"
)
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the|this|that|his|her|its|their)\s+", re.IGNORECASE)


class Speaker(NamedTuple):
    """Who spoke.

    Attributes:
        name: The fullest name in the article, or None where it names nobody.
        role: What the article calls them, or None.
        person: The person behind the name, or None for a body.
    """

    name: str | None
    role: str | None
    person: Person | None


NOBODY = Speaker(None, None, None)


def _goes_on(word: str) -> bool:
    """Whether a lower-case word after a name makes the name an attribute: "Clinton voters"."""
    return word not in _AFTER_NAMES and not word.endswith(("ing", "ed"))


class Resolver:
    """Resolves the sources of one article, in the order of the text.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        quoted: Spans in quote marks, in order; who is named in them is no antecedent.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span], quoted: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._starts = [p.start for p in paragraphs]
        self._people = People(text, paragraphs)
        starts = [q.start for q in quoted]

        def is_quoted(mention: Mention) -> bool:
            i = bisect_right(starts, mention.span.start) - 1
            return i >= 0 and mention.span.start < quoted[i].end

        self._antecedents = [m for m in self._people.mentions if not is_quoted(m) and self._people.at(m.span)]
        self._places = [m.span.start for m in self._antecedents]

    def resolve(self, source: Span, last: tuple[Span, Person] | None) -> Speaker:
        """Say who is meant.

        Args:
            source: The words that name the speaker.
            last: The words that named the last speaker before, and who that was.
        """
        words = self._text[source.start : source.end]
        folded = plain(words)
        if folded in MALE_PRONOUNS | FEMALE_PRONOUNS:
            return self._pronoun(source, "m" if folded in MALE_PRONOUNS else "f", last)
        if folded in OTHER_PRONOUNS:
            return self._before(source) if folded == "who" else NOBODY
        named = self._head(source)
        if named is not None:
            return self._named(named, source)
        return self._described(source, last) if _DEFINITE.match(words) else NOBODY

    def _head(self, source: Span) -> Mention | None:
        """Find the name that is the source's own, not that of whom it belongs to, comes from or speaks of."""
        relative = _RELATIVE.search(self._text, source.start, source.end)
        end = relative.start() if relative else source.end
        named = list(mentions(self._text, Span(source.start, end)))
        if named and self._is_apposed(source, named[-1], end):
            return named[-1]
        for mention in named:
            before = self._text[source.start : mention.span.start].rstrip()
            before = before.removesuffix(mention.title).rstrip()
            owns = mention.possessive and mention.span.end + 2 < end
            if owns or _PREPOSITION.search(before) or before.endswith("(") or plain(mention.name) in CALENDAR:
                continue
            after = _NEXT_WORD.match(self._text, mention.span.end, end)
            if after is None or _GROUP.match(self._text, mention.span.end, end) or not _goes_on(after[1]):
                return mention
        return None

    def _is_apposed(self, source: Span, mention: Mention, end: int) -> bool:
        """Whether a full name comes last and says who was told by a role: "The head of the board, Jane Roe"."""
        before = self._text[source.start : mention.span.start].removesuffix(" ")
        if not (_ARTICLE.match(before) and before.endswith(",") and mention.personal and mention.span.end == end):
            return False
        return plain(before.split()[-1]) not in GROUPS  # "an Amnesty report, Automated Apartheid"

    def _named(self, mention: Mention, source: Span) -> Speaker:
        if group := _GROUP.match(self._text, mention.span.end, source.end):
            return Speaker(f"{mention.name} {group[1]}", None, None)
        person = self._people.at(mention.span) or self._people.person(mention)
        if person is None and _PAIR.fullmatch(mention.name):
            return NOBODY
        if person is None:
            return Speaker(self._people.spelled_out(mention.name), None, None)
        return Speaker(person.name, person.role, person)

    def _pronoun(self, source: Span, sex: str, last: tuple[Span, Person] | None) -> Speaker:
        """Look back for the last subject, then the last name, that can be meant.

        The last speaker counts as a subject; a name that opens a sentence is one, and so is a name that
        follows the few words before a sentence's first comma: "First, Roe".
        """
        paragraph = max(0, bisect_right(self._starts, source.start) - 1)
        floor = self._starts[max(0, paragraph - REACH)]
        known = [
            (mention, person)
            for mention in reversed(self._antecedents[: bisect_right(self._places, source.start - 1)])
            if mention.span.start >= floor
            and (person := self._people.at(mention.span)) is not None
            and person.sex in (sex, None)
            and not mention.possessive
        ]
        subjects = [(m.span.start, p) for m, p in known if m.opens or self._is_led_in(m)]
        certain = [pair for pair in subjects if pair[1].sex == sex]
        if last is not None and floor <= last[0].start < source.start and last[1].sex in {sex, None}:
            certain.append((last[0].start, last[1]))
        if subjects := certain or subjects:
            return self._speaker(max(subjects, key=lambda pair: pair[0])[1])
        if known:
            return self._speaker(next((p for _, p in known if p.sex == sex), known[0][1]))
        return self._main(sex)

    def _is_led_in(self, mention: Mention) -> bool:
        start = mention.span.start
        before = self._text[max(self._paragraph_start(start), start - 80) : start].rstrip()
        return _LED_IN.search(before.removesuffix(mention.title).rstrip()) is not None

    def _paragraph_start(self, place: int) -> int:
        return self._starts[max(0, bisect_right(self._starts, place) - 1)]

    def _main(self, sex: str) -> Speaker:
        """Fall back on the person of that sex whom the article is about."""
        agreeing = [p for p in self._people.persons if p.sex == sex]
        best = max(agreeing, key=lambda p: len(p.mentions), default=None)
        return self._speaker(best) if best and len(best.mentions) > 1 else NOBODY

    def _before(self, source: Span) -> Speaker:
        i = bisect_right(self._places, source.start - 1) - 1
        if i < 0 or source.start - self._antecedents[i].span.end > NEXT_TO:
            return NOBODY
        person = self._people.at(self._antecedents[i].span)
        return self._speaker(person) if person else NOBODY

    def _described(self, source: Span, last: tuple[Span, Person] | None) -> Speaker:
        """Match "the Russian leader" with "Russian President Jane Roe", and "the senator" with the last one."""
        words = self._text[source.start : source.end]
        head = [plain(w) for w in re.split(r",| (?:of|for|in|at|from|who) ", _ARTICLE.sub("", words))[0].split()]
        if not head or head[-1] not in ROLES | HEADS_OF_STATE:
            return NOBODY
        office = HEADS_OF_STATE if head[-1] in HEADS_OF_STATE else {head[-1]}
        best: tuple[tuple[int, int, int], Person] | None = None
        for person in self._people.persons:
            said = {plain(w) for w in f"{person.role or ''} {' '.join(m.title for m in person.mentions)}".split()}
            shared = len(said & set(head[:-1]))
            if not said & office or (len(head) > 1 and not shared):
                continue
            before = [m.span.start for m in person.mentions if m.span.start < source.start]
            recent = last is not None and last[1] is person
            rank = (shared, int(recent), before[-1] if before else -1)
            if before and (best is None or rank > best[0]):
                best = rank, person
        return self._speaker(best[1]) if best else NOBODY

    @staticmethod
    def _speaker(person: Person) -> Speaker:
        return Speaker(person.name, person.role, person)
