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
from .layout import right_before
from .mention import Mention, courtesy
from .mentions import mentions
from .person import Person, sex_of_role
from .person_name import compatible, family_name, generation, is_slip, parse, sex_by_name
from .roles import best_role, is_bare, role_of, said_to_be

HEADING_WORDS = range(4, 26)
HEADING_CAPITALS = (0.6, 0.85)
"""A paragraph of so many words is a headline in title case if this share of them begin with a capital letter; the
second share is for one that ends like a sentence."""

_AGE_OR_WHO = re.compile(r", (?:\d\d,|who(?:se|m)?\b)")
_AGE = re.compile(r"(?:, (?:aged )?| \()(\d{1,3})(?=[,.;)])")
_NEAR = 200
_LONG = 4  # words of a name that has two family names
_CALLED_SO = re.compile(rf"\b(?:{'|'.join(sorted(KIN | OFFICES))}),? $")
_CREDIT = re.compile(
    r"(?:[\w.]+:? )?[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){1,2}"
    r"(?:(?:, [A-Z0-9][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}){1,3}"
    rf"| (?:--|[–-]) [^\n]*\b(?i:{'|'.join(sorted(OFFICES))})\b[^\n]*)"
)
"""No headlines, though all of their words have capitals: "Source: Jane Roe, Orlo Post", "Jane Roe - CEO"."""

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
        self._bare: Counter[str] = Counter()
        self._text = text
        self._quoted = quoted
        self._heads = {head.span for source in sources if (head := head_of(text, source))}
        prose = [span for span in paragraphs if not _is_headline(text, span)]
        named = [(mention, span) for span in prose for mention in mentions(text, span)]
        self.mentions = [mention for mention, _ in named]
        self._begins = [mention.begins() for mention in self.mentions]
        single = {m.words[0] for m in self.mentions if len(m.words) == 1 and not m.of_thing}
        things = {m.words for m in self.mentions if m.opens and text.startswith(", which ", m.span.end)}
        for mention in self.mentions:
            if mention.words in things:
                continue
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
            is_thing = any(m.of_thing for m in person.mentions) or plain(person.words[-1]) in _NO_FAMILY
            if is_thing and not person.told:  # no "Academy" of Orlo is a person who is of Orlo
                person.aside = None

    def _is_shown(self, mention: Mention) -> bool:
        """Whether a title, an age or an office shows a name to be a person's."""
        span = mention.span
        return bool(mention.titled or _AGE_OR_WHO.match(self._text, span.end) or self._role(mention))

    def _role(self, mention: Mention) -> str | None:
        return role_of(self._text, mention, Span(max(0, mention.span.start - _NEAR), mention.span.end + _NEAR))

    def _is_introduced(self, mention: Mention) -> bool:
        """Whether a given name alone brings somebody in: "her son Alrick", "the sister, Renata,", "Brody, 32,"."""
        if mention.of_thing or not mention.given:
            return False
        return self._is_shown(mention) or right_before(_CALLED_SO, self._text, mention.span.start) is not None

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
            person = self._add(Person(words, met=mention.span.start))
            # "Mrs Roe" may stand before "her father, Jo Roe".
            told = None if is_within(mention.span.start, self._quoted) else sex_of_role(self._role(mention))
            person.sex, person.by_list = told or sex_by_name(words), told is None
            self._by_first[plain(words[0])].append(person)
        person.shown = person.shown or self._is_shown(mention)

    def _add(self, person: Person) -> Person:
        self.persons.append(person)
        self._by_surname[person.surname].append(person)
        return person

    def _note(self, place: int, paragraph: Span) -> None:
        text, mention = self._text, self.mentions[place]
        person = self.person(mention)
        if person is None:
            if len(mention.words) > 1 or not (mention.titled or self._is_introduced(mention)):
                return
            kin = self._by_surname.get(family_name(mention.words))
            is_other = courtesy(mention.title) and kin and not any(p.by_shared_name for p in kin)
            named = (mention.title, *mention.words) if is_other else mention.words
            person = self._add(Person(self._spouse(mention) or named))
        person.mentions.append(mention)
        self._of[mention.span] = person
        # What somebody says of others is no office: "Roe is a devoted mother," her lawyer said.
        is_said = is_within(mention.span.start, self._quoted)
        told_in = Span(paragraph.start, mention.span.end) if is_said else paragraph
        if aged := _AGE.match(text, mention.span.end):
            person.age = aged[1]
        role, of = role_of(text, mention, told_in), affiliation(text, self.mentions, place)
        person.aside = person.aside or said_to_be(text, mention, told_in) or of
        if role is not None:
            role = f"{role} {of}" if of and is_bare(role) else role
            person.roles.append(role)
            person.role = best_role((person.role, role))
        told = courtesy(mention.title) or (person.sex if not person.by_list else None) or sex_of_role(role)
        person.by_list = told is None
        person.sex = told or sex_by_name(person.words)

    def _spouse(self, mention: Mention) -> tuple[str, ...] | None:
        """Find the given name that a surname shares: Mr Roe's, whom "Sam and Ann Roe" brought in."""
        sex = courtesy(mention.title)
        if sex is None:
            return None
        first = re.search(rf"\b([A-Z][\w’'-]+) and [A-Z][\w’'-]+ {re.escape(mention.name)}\b", self._text)
        words = (first[1], *mention.words) if first is not None else ()
        return words if sex_by_name(words) == sex else None

    def person(self, mention: Mention) -> Person | None:
        """Find whom a mention names.

        A surname or a first name alone means the person of that name whom the article names most often, unless
        a title tells the sex. Of several of one surname it is none whom alone the article calls by the first name.
        """
        kin = self._by_surname.get(family_name(mention.words), ())
        if len(mention.words) > 1:
            known = [p for p in kin if compatible(p.name, mention.name)]
        else:
            known = self._bearers(mention, kin)
        return max(known, key=lambda p: (parse(p.name).given != (), len(p.mentions)), default=None)

    def _bearers(self, mention: Mention, kin: Sequence[Person]) -> list[Person]:
        """List whom one name may mean: who has it for a surname, else who is told and has it for a first name."""
        [word], start = mention.words, mention.span.start
        alone = self._alone.get(family_name(mention.words), 0)
        # An article that writes "OpenAI" and later "Azure OpenAI" does not call the latter by a surname.
        known = [p for p in kin if mention.title or p.told or alone >= p.met]
        if not known and not mention.of_thing:
            # "Li" is Li Hongzhi, "Ferrer" María Elena Ferrer Quintana, "Preito" Ann Prieto, once told of.
            known = [p for p in self._by_first.get(plain(word), ()) if p.told]
            if not known and word[1:].islower():
                known = [p for p in self.persons if len(p.words) >= _LONG and word in p.words[1:-1] and p.told]
            known = known or [p for p in self.persons if is_slip(word, p.words[-1]) and p.told]
        known = [p for p in known if p.may_be(courtesy(mention.title))]
        first = [p for p in known if self._bare[family_name(p.words[:1])] > 1]
        if len(first) == 1 and not mention.title:
            known = [p for p in known if p not in first] or known
        if len(known) > 1 and (suffix := generation(self._text, start)):
            known = [p for p in known if parse(p.name).suffix == suffix] or known
        return known

    @rule("whole names", otherwise=lambda _self, source, _taken: source)
    def whole(self, source: Span, taken: Sequence[Span]) -> Span:
        """Take in the rest of a name that an edge of a source cuts: "Referee Adrian" Morgan, "actor" Jane Roe.

        Args:
            source: The words that name a speaker.
            taken: Words that are no part of them.
        """
        start, end = source
        if (cut := self._around(start)) and (person := self.at(cut.span)) and person.told:
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
