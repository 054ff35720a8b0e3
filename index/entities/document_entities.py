"""The people and bodies that an article names, each under the fullest of its names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ..lexicon.word_classes import BODIES, CALLED, KIN, OFFICES, given_name, plain
from ..model import Span
from ..switches import rule
from ..text.document import capitals
from ..text.quotations import is_within
from .affiliations import affiliation
from .head_mentions import head_of
from .mentions import Mention, courtesy, mentions
from .person import Person, sex_of, sex_of_role
from .person_name import LONG, compatible, family_name, generation, is_slip, parse
from .roles import best_role, is_bare, role_of, said_to_be

HEADING_WORDS = range(4, 26)
HEADING_CAPITALS = (0.6, 0.85)
"""A paragraph of so many words is a headline in title case if this share of them begin with a capital letter; the
second share is for one that ends like a sentence."""

_AGE_OR_WHO = re.compile(r", (?:\d\d,|who(?:se|m)?\b)")
_NEAR = 200
_CALLED_SO = re.compile(rf"\b(?:{'|'.join(sorted(KIN | OFFICES))}),? $")
_CREDIT = re.compile(
    r"(?:[\w.]+:? )?[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){1,2}(?:, [A-Z0-9][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}){1,3}"
)
"""A line that is no headline though all of its words have capitals: "Source: Jane Roe, Orlo Post"."""

_NO_FAMILY = CALLED | BODIES


class People:
    """Everybody whom an article names.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        sources: Words that something names for a speaker's.
        quoted: Spans in quote marks, in order.

    Attributes:
        mentions: All names of the article, in order.
        persons: Everybody with a full name or a title.
    """

    def __init__(
        self, text: str, paragraphs: Iterable[Span], sources: Iterable[Span] = (), quoted: Sequence[Span] = ()
    ) -> None:
        self.persons: list[Person] = []
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        self._of: dict[Span, Person] = {}
        self._by_label: dict[str, Person | None] = {}
        self._alone: dict[str, int] = {}
        self._in_full: dict[Person, int] = {}
        self._bare: Counter[str] = Counter()
        self._text = text
        self._heads = {head.span for source in sources if (head := head_of(text, source))}
        self._shown: set[Person] = set()
        told = [span for span in paragraphs if not _is_headline(text, span)]
        named = [(mention, span) for span in told for mention in mentions(text, span)]
        self.mentions = [mention for mention, _ in named]
        self._begins = [mention.begins() for mention in self.mentions]
        single = {m.words[0] for m in self.mentions if len(m.words) == 1 and not m.of_thing}
        for mention in self.mentions:
            if len(mention.words) == 1 and not mention.title:
                key = family_name(mention.words)
                self._alone.setdefault(key, mention.span.start)
                self._bare[key] += not is_within(mention.span.start, quoted)
            if mention.personal or (
                mention.perhaps_personal
                and (mention.words[-1] in single or self._is_shown(mention) or self.is_source(mention))
            ):
                self._meet(mention)
        for place, (_, paragraph) in enumerate(named):
            self._note(place, paragraph)
        for person in self.persons:
            person.aside = person.aside if self._may_be_of(person) else None

    def _is_shown(self, mention: Mention) -> bool:
        """Whether a title, an age or an office shows a name to be a person's."""
        span = mention.span
        return bool(
            mention.titled
            or _AGE_OR_WHO.match(self._text, span.end)
            or role_of(self._text, mention, Span(max(0, span.start - _NEAR), span.end + _NEAR))
        )

    def _is_introduced(self, mention: Mention) -> bool:
        """Whether a given name alone brings somebody in: "her son Alrick", "the sister, Renata,", "Brody, 32,"."""
        if mention.of_thing or given_name(mention.words[0]) is None:
            return False
        before = self._text[max(0, mention.span.start - _NEAR) : mention.span.start]
        return self._is_shown(mention) or _CALLED_SO.search(before) is not None

    def is_source(self, mention: Mention) -> bool:
        """Whether a name is that of a speaker: a source's own."""
        return mention.span in self._heads

    def _meet(self, mention: Mention) -> None:
        words = mention.words
        for person in self._by_surname[family_name(words)]:
            if compatible(person.name, mention.name):
                longer, shorter = sorted((person.words, words), key=len, reverse=True)
                added = longer[-len(shorter) :] == shorter and given_name(longer[0]) is None
                person.words = shorter if added and given_name(shorter[0]) else longer
                break
        else:
            person = self._add(words)
            self._in_full[person] = mention.span.start
            self._by_first[plain(words[0])].append(person)
        if person not in self._shown and self._is_shown(mention):
            self._shown.add(person)

    def _add(self, words: tuple[str, ...]) -> Person:
        person = Person(words)
        self.persons.append(person)
        self._by_surname[person.surname].append(person)
        return person

    def _note(self, place: int, paragraph: Span) -> None:
        text, mention = self._text, self.mentions[place]
        person = self.person(mention)
        if person is None:
            if len(mention.words) > 1 or not (mention.titled or self._is_introduced(mention)):
                return
            person = self._add(mention.words)
        person.mentions.append(mention)
        self._of[mention.span] = person
        role, of = role_of(text, mention, paragraph), affiliation(text, self.mentions, place)
        person.aside = person.aside or said_to_be(text, mention, paragraph) or of
        if role is not None:
            role = f"{role} {of}" if of and is_bare(role) else role
            person.roles.append(role)
            person.role = best_role(filter(None, (person.role, role)))
        told = courtesy(mention.title) or (person.sex if not person.by_list else None) or sex_of_role(role)
        person.by_list = told is None
        person.sex = told or sex_of(person.words, None)

    def person(self, mention: Mention) -> Person | None:
        """Find whom a mention names.

        A surname or a first name alone means the person of that name whom the article names most often, unless
        a title tells the sex. Of several of one surname it is none whom alone the article calls by the first name.
        """
        key = family_name(mention.words)
        if len(mention.words) > 1:
            fitting = (p for p in self._by_surname.get(key, ()) if compatible(p.name, mention.name))
            return max(fitting, key=lambda p: len(p.mentions), default=None)
        known = [p for p in self._by_surname.get(key, ()) if mention.title or not self._is_other(p, key)]
        if not known and not mention.of_thing and (first := self._by_first.get(plain(mention.words[0]))):
            # "Li" is Li Hongzhi, once something tells that this is a person.
            known = [person for person in first if self.told(person)]
        if not known and not mention.of_thing and len(mention.words[-1]) >= LONG:
            known = [p for p in self.persons if is_slip(mention.words[-1], p.words[-1]) and self.told(p)]
        if not known:
            return None
        sex = courtesy(mention.title)
        agreeing = [p for p in known if sex is None or p.sex in (sex, None)]
        first = [p for p in agreeing if self._bare[family_name(p.words[:1])] > 1]
        if len(first) == 1 and not mention.title:
            agreeing = [p for p in agreeing if p not in first] or agreeing
        before = self._text[max(0, mention.span.start - _NEAR) : mention.span.start]
        if len(agreeing) > 1 and (suffix := generation(before)):
            agreeing = [p for p in agreeing if parse(p.name).suffix == suffix] or agreeing
        return max(agreeing, key=lambda p: len(p.mentions), default=None)

    def _is_other(self, person: Person, word: str) -> bool:
        """Whether a word stands alone before it ends a longer name that nothing tells for a person's.

        An article that writes "OpenAI" and later "Azure OpenAI" does not call the latter by a surname.
        """
        return not self.told(person) and self._alone.get(word, 0) < self._in_full.get(person, 0)

    def told(self, person: Person) -> bool:
        """Whether more than capitals tells that a name is a person's: a sex, a role, a title, a surname, an age.

        "High Heat" and "Partnair Flight" begin sentences as people do, but nobody calls them "Heat" or "Mr. Orb".
        """
        return bool(
            person.sex
            or person.role
            or (person.words and given_name(person.words[0]))
            or any(m.titled or (len(m.words) == 1 and not m.of_thing) for m in person.mentions)
            or person in self._shown
        )

    @rule("whole names", otherwise=lambda _self, source, _taken: source)
    def whole(self, source: Span, taken: Sequence[Span]) -> Span:
        """Take in the rest of a name that an edge of a source cuts: "Referee Adrian" Morgan, "actor" Jane Roe.

        Args:
            source: The words that name a speaker.
            taken: Words that are no part of them.
        """
        start, end = source
        if (cut := self._around(start)) and (person := self.at(cut.span)) and self.told(person):
            start = min(start, cut.span.start)
        if cut := self._called(source) or self._around(end - 1):
            end = max(end, cut.span.end)
        grown = Span(start, end)
        return source if any(grown.start < b and a < grown.end for a, b in taken) else grown

    def _around(self, place: int) -> Mention | None:
        """Find the name within which a character stands."""
        i = bisect_right(self._begins, place) - 1
        return self.mentions[i] if i >= 0 and place < self.mentions[i].span.end else None

    def _called(self, source: Span) -> Mention | None:
        """Find the person whose name follows an office: "Town" clerk Jane Roe."""
        i = bisect_left(self._begins, source.end)
        if i == len(self.mentions) or self.at(self.mentions[i].span) is None:
            return None
        between = self._text[source.end : self.mentions[i].begins()][:_NEAR]
        words = between.split() or self._text[slice(*source)].split()[-1:]
        return self.mentions[i] if between[:1] == " " and CALLED.issuperset(map(plain, words)) else None

    def _may_be_of(self, person: Person) -> bool:
        """Whether a name may be a person's who is of a body or a trade, and no "Academy" of Orlo."""
        is_thing = any(m.of_thing for m in person.mentions) or plain(person.words[-1]) in _NO_FAMILY
        return self.told(person) or not is_thing

    def labelled(self, name: str) -> Person | None:
        """Find whom a label names: who has the fullest name of those that it fits."""
        if name not in self._by_label:
            fitting = (p for p in self.persons if compatible(p.name, name) and not p.name.isupper())
            self._by_label[name] = max(fitting, key=lambda p: (len(p.words), len(p.mentions)), default=None)
        return self._by_label[name]

    def at(self, span: Span) -> Person | None:
        """Find the person whose name stands at a span, as `mentions` lists it."""
        return self._of.get(span)


def _is_headline(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is a headline in title case, where every word looks like a name."""
    capital, words = capitals(text, paragraph)
    if words not in HEADING_WORDS or _CREDIT.fullmatch(text, *paragraph):
        return False
    return capital >= HEADING_CAPITALS[text[paragraph.end - 1] in '.!?”"'] * words
