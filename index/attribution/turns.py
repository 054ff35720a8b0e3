"""Turns of transcripts, interviews and debates: words under a label that names who speaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import dropwhile, pairwise, takewhile
from typing import Final, NamedTuple

from ..entities.capitals import lower_words
from ..entities.document_entities import People
from ..entities.mentions import mentions
from ..entities.person_name import PARTICLES
from ..lexicon.lexicon import words
from ..lexicon.word_classes import CALENDAR, CALLED, COURTESY, FUNCTION_WORDS, TITLES, given_name, plain
from ..model import Span
from ..switches import rule
from ..text.document import Document, capitals, is_heading
from .signed import named, spelt
from .span_decoder import Draft

_ASIDE: Final = r"(?:\s?[(\[][^()\[\]\n]{1,60}[)\]]){0,3}"
_HEAD: Final = re.compile(
    r"(?:[-•*–—]\s*)?(?:The\s[A-Z][^:.,(\n“”\"?!]{2,60}(?:,\s|\s\())?"
    r"(?P<who>[^:.\n“”\"?!(\[]{1,60}?(?:\.[^:.\n“”\"?!(\[]{1,40}?){0,3}?)\)?"
    rf"{_ASIDE}(?:,\s[^:\n“”\"]{{2,60}}?)?{_ASIDE}\s?"
    r"(?:(?P<mark>\.?:|(?<!\b[B-PR-Z])(?<! [AQ])(?<!\b(?i:mr|ms|dr|lt))(?<!\b(?i:prof|capt))"
    r"(?<!\b(?i:mrs|sen|rep|gov|gen|col|rev|hon|sgt))\.|[–—](?=\s))\s+(?=\S)|(?P<office>(?:--|-)\s[^\n?!]{2,90})?:?$)"
)
"""Who speaks, and what may stand around the name: office, party, time. A mark ends it, or the line does."""
_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")
_DIRECTION: Final = re.compile(r"\W*(?:[(\[][^)\]\n]*[)\]]\W*)?")
"""What nobody says: "(BEGIN VIDEO CLIP)", or dots for what was left out."""

_FARTHEST: Final = 320  # characters before a mark, at most
_DASHED: Final = re.compile(r"\s--?\s")
_LONGEST_LINE: Final = 120
_MARKS: Final = (":", "–", "—", "Q.", "A.")
_TITLES: Final = TITLES.union(COURTESY)
_TOPIC: Final = re.compile(r"\s(?:on|about|of|to|in)\s.*$", re.DOTALL)
_FIRST_PERSON: Final = re.compile(r"\b(?:I(?!\. [A-Z])|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")
_BY_ITSELF: Final = re.compile(r"[.!?]\s$")
_OF_THEM: Final = re.compile(r"[.!?]\s(?:He|She) [a-z]")
_COMMON: Final = CALENDAR | FUNCTION_WORDS
_QUOTES: Final = ("“", '"')
_INSIDE: Final = re.compile(r"\s[“\"][^“”\"]*[”\"]")  # a quotation in what somebody says, or is told of them
_LETTERS: Final = ("Q", "A")
_SURELY: Final = 2
_HEADLINE, _CAPITALS = 6, 0.6  # words, and the share of them that begin with a capital
_SPEECH: Final = 0.4
"""Share of the turns, and of the speakers, under a title or with an "I", a "you" or a question in a turn's first
paragraph: in 9 transcripts among 1,300 articles .6 to 1, under the labels of 16 live tickers, listings, line-ups
and tables of prices 0 to .35."""


class Label(NamedTuple):
    """A label at the head of a line.

    Attributes:
        who: The words that name the speaker, without title.
        span: Where they stand, title and all.
        end: Where the speech begins.
        titled: Whether a title stands before the name, or an office behind it: "Mr. HALLORAN", "Jane Roe -- CEO".
        bare: Whether it is a line of its own.
    """

    who: str
    span: Span
    end: int
    titled: bool
    bare: bool


def turns(document: Document, people: People) -> list[Draft]:
    """Find the turns of a transcript.

    A text with two labels is a transcript. What stands under one is the label's up to the next; behind the
    last only what speaks in the first person is. Questions are nobody's, and so is what the outlet asks. Where
    labels stand over tallies, or over what is told of those they name, they are headings.
    """
    parts, labels = _labelled(document)
    fitting = _persons(document, people, list(labels.values()))
    spoken = [place for place, label in labels.items() if label.who in fitting]
    if len(spoken) < _SURELY:
        return []
    said: list[Draft] = []
    speaking = defaultdict[str, list[bool]](list)
    for place, following in pairwise([*spoken, len(parts)]):
        label = labels[place]
        name = fitting[label.who]
        again = sum(fitting[labels[one].who] == name for one in spoken) > 1
        surname = name.split()[-1] if name and again else None
        last = following == len(parts)
        pieces = _said(document.text, label, parts[place:following], last=last, surname=surname)
        if not name or not pieces or _is_told(document, label, parts[place]):
            continue
        said.append(named(document.paragraph_at(pieces[0].start), label.span, pieces, name))
        before = document.text[slice(*parts[place - 1])] if place else ""
        speaking[name].append(label.titled or _is_speech(document.text, before, pieces, name.split()[-1]))
    speakers, turns_ = sum(map(any, speaking.values())), sum(map(sum, speaking.values()))
    return said if speakers >= _SPEECH * len(speaking) and turns_ >= _SPEECH * len(said) else []


def _labelled(document: Document) -> tuple[list[Span], dict[int, Label]]:
    """Part an article at its paragraphs and at the labels in them; give the labels by the numbers of their parts.

    Names on lines of their own are labels where most are such and one stands there twice: else they are headings.
    """
    parts: list[Span] = []
    labels: dict[int, Label] = {}
    for paragraph in document.paragraphs:
        for line in _LINE.finditer(document.text, *paragraph):
            before = labels.get(len(parts) - 1)
            if label := _label(document.text, Span(*line.span())):
                labels[len(parts)] = label
            if label or line.start() == paragraph.start or (before and before.bare):
                parts.append(Span(*line.span()))
            else:
                parts[-1] = Span(parts[-1].start, line.end())
    bare = {n: label.who for n, label in labels.items() if label.bare and document.text[label.end - 1] != ":"}
    if 2 * len(bare) <= len(labels) or max(Counter(bare.values()).values()) == 1:
        labels = {n: label for n, label in labels.items() if n not in bare}
    return parts, labels


def _said(text: str, label: Label, parts: Sequence[Span], *, last: bool, surname: str | None) -> list[Span]:
    """List what is said under a label: what stands behind or below it, and what goes on with that.

    Args:
        text: Of the article.
        label: The label.
        parts: From the label to the next.
        last: Whether it is the last label: behind it the writer goes on.
        surname: Of whom it names, where they speak more than once: the writer calls them by it.
    """
    spoken = [*parts[1:]] if label.bare else [Span(label.end, parts[0].end), *parts[1:]]
    first, others = spoken[:1], spoken[1:]
    if first and text[first[0].start] in _QUOTES:
        others = list(takewhile(lambda span: text[span.start] in _QUOTES, others))
    elif last:
        called = re.compile(rf"\b{re.escape(surname)}\b" if surname else r"(?!)")
        others = list(takewhile(lambda s: _FIRST_PERSON.search(text, *s) and not called.search(text, *s), others))
    if not last and others and text[others[-1].end - 1] == "?":
        others.pop()  # whoever puts it has no label
    said = (s for s in others if not (_DIRECTION.fullmatch(text, *s) or (label.bare and is_heading(text, s))))
    return [*first, *said]


def _is_speech(text: str, before: str, pieces: Sequence[Span], surname: str) -> bool:
    """Whether somebody speaks, asks or answers, rather than that a score, a price or a programme stands there.

    Nobody speaks of themself by name.
    """
    begins, said = _INSIDE.sub("", text[slice(*pieces[0])]), text[pieces[0].start : pieces[-1].end]
    asked = before.rstrip('”"').endswith("?") or "?" in begins
    speaks = asked or _FIRST_PERSON.search(begins) is not None
    return speaks and re.search(rf"\b{re.escape(surname)}\b", said) is None


@rule("told under a label", otherwise=lambda *_: False)
def _is_told(document: Document, label: Label, part: Span) -> bool:
    """Whether a paragraph tells of whom its head names: "Roe: nobody drives. He is cross. “I mean it.”"."""
    text = document.text
    inner = document.quoted[document.paragraph_at(part.start)]
    quoted = [q.outer for q in inner if label.end < q.outer.start < part.end]
    if not any(_BY_ITSELF.search(text, label.end, quote.start) for quote in quoted):
        return False
    ends = [label.end, *(place for quote in quoted for place in quote), part.end]
    told = [text[begin:until] for begin, until in zip(ends[::2], ends[1::2], strict=True)]
    return any(map(_OF_THEM.search, told)) and not any(map(_FIRST_PERSON.search, told))


def _label(text: str, line: Span) -> Label | None:
    begins = text[line.start : line.start + _FARTHEST].lstrip("-•*–— ")
    ended = text[line.end - 1] in '.?!”"' and not _DASHED.search(begins)
    alone = not ended and line.end - line.start <= _LONGEST_LINE
    marked = alone or any(mark in begins for mark in _MARKS)
    if not marked and _TITLES.isdisjoint(map(plain, begins.split()[:1])):
        return None
    found = _HEAD.match(text, *line)
    if found is None or _is_title(text, Span(found.end(), line.end)):
        return None
    parts = _TOPIC.sub("", found["who"]).split()
    own = [*dropwhile(lambda part: plain(part) in _TITLES, parts[:-1]), *parts[-1:]]
    bare = found["mark"] is None or (alone and found["mark"] in {"–", "—"})
    titled = len(own) < len(parts) or bool(found["office"])
    own = own[1:] if own[:1] in (["The"], ["THE"]) else own
    is_field = len(own) == 1 and plain(own[0]) in words("field_labels")
    if not own or is_field or not all(map(_is_name_word, own)) or (bare and own[-1].endswith(",")):
        return None
    if plain(own[0]) in FUNCTION_WORDS and given_name(own[0]) is None and own != ["A"]:
        return None
    who = " ".join(own) if len(own) > 1 else own[0].replace(".", "")
    speaks = "Q. " in text if who in _LETTERS else titled and any(map(str.isupper, own))
    if found["mark"] == "." and not speaks:
        return None
    return Label(who, Span(*found.span("who")), line.end if bare else found.end(), titled, bare)


def _is_title(text: str, span: Span) -> bool:
    """Whether what stands under a label is a headline: "OK Gov Roe: Rain Is Coming to Orlo This Week"."""
    capital, words_ = capitals(text, span)
    return words_ >= _HEADLINE and capital >= _CAPITALS * words_ and not text[slice(*span)].isupper()


def _is_name_word(word: str) -> bool:
    return (word[0].isupper() and not any(map(str.isdigit, word))) or word.lower() in PARTICLES


def _persons(document: Document, people: People, labels: Sequence[Label]) -> dict[str, str]:
    """Give the name of whom each label means, "" for nobody; a label that is no speaker's is left out."""
    dense = len({label.who for label in labels}) > 1 and 2 * len(labels) >= len(document.paragraphs)
    whole = [label.who for label in labels if " " in label.who]
    known = [*(person.name for person in reversed(people.persons)), *whole]
    short = {one.split()[0].upper(): one for one in known}
    short |= {"".join(word[0] for word in one.split()): one for one in known}
    short |= {name.split()[-1].upper(): name for name in whole}
    meant = ((label.who, _meant(document, people, label, short, dense=dense)) for label in labels)
    return {who: name for who, name in meant if name is not None}


def _meant(
    document: Document, people: People, label: Label, short: Mapping[str, str], *, dense: bool
) -> str | None:
    own = [plain(word) for word in label.who.split()]
    nobody = words("question_labels") | words("outlet_words")
    if not nobody.isdisjoint(own) or plain(label.who) == plain(document.article.source or ""):
        return ""
    if plain(label.who) in words("answer_labels"):
        told = people.persons if label.who not in _LETTERS else ()  # a role may hold "a"
        called = (p.name for p in told if any(plain(label.who) in role.split() for role in p.roles))
        return next(called, None) or _interviewee(document)
    if person := people.labelled(label.who):
        return person.name
    if label.who.upper() in short:
        return spelt(short[label.who.upper()])
    if own[-1] in CALLED or (dense and label.who.isupper() and len(label.who) <= _SURELY):
        return ""
    common = not (_COMMON.isdisjoint(own) and lower_words(document.text).isdisjoint(own))
    full = len(own) > 1 and given_name(own[0]) is not None
    shown = label.titled or full or (dense and not label.bare)
    return spelt(label.who) if shown and not common else None


def _interviewee(document: Document) -> str:
    """Find the one person named in the headline or in the paragraphs before the first question."""
    title = document.article.title
    places = [(title, Span(0, len(title))), *((document.text, span) for span in document.paragraphs[:_SURELY])]
    return next((spelt(m.name) for place in places for m in mentions(*place) if m.personal), "")
