"""Turns of transcripts, interviews and debates: words under a label that names who speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import dropwhile, pairwise
from typing import Final, NamedTuple

from ..entities.capitals import lower_words
from ..entities.document_entities import People
from ..entities.mentions import mentions
from ..entities.person_name import PARTICLES
from ..lexicon.lexicon import words
from ..lexicon.word_classes import CALENDAR, CALLED, COURTESY, FUNCTION_WORDS, TITLES, given_name, plain
from ..model import Span
from ..switches import rule
from ..text.document import Document, capitals
from .signed import named
from .span_decoder import Draft

_HEAD: Final = re.compile(
    r"(?:[-•*–—]\s*)?(?P<who>[^:.\n“”\"?!(]{1,60}?(?:\.[^:.\n“”\"?!(]{1,40}?){0,3}?)"
    r"(?:,\s[^:\n“”\"]{2,60}?)?\s?(?:\([^)\n]{1,60}\))?\s?(?P<mark>:|(?<!\b[A-Z])(?<!\b(?i:mr|ms|dr|lt))(?<!\b(?i:mrs|sen|rep|gov|gen|col|rev|hon|sgt))(?<!\b(?i:prof|capt))\.|[–—](?=\s))\s+(?=\S)"
)
_DIRECTION: Final = re.compile(r"\W*(?:[(\[][^)\]\n]*[)\]]\W*)?")
"""What nobody says: "(BEGIN VIDEO CLIP)", or dots for what was left out."""

_FARTHEST: Final = 320  # characters before a mark, at most
_MARKS: Final = ":–—"
_TITLES: Final = TITLES.union(COURTESY)
_TOPIC: Final = re.compile(r"\s(?:on|about|of|to|in)\s.*$", re.DOTALL)
_FIRST_PERSON: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")
_BY_ITSELF: Final = re.compile(r"[.!?]\s$")
_OF_THEM: Final = re.compile(r"[.!?]\s(?:He|She) [a-z]")
_COMMON: Final = CALENDAR | FUNCTION_WORDS
_SURELY: Final = 2
_HEADLINE, _CAPITALS = 6, 0.6  # words, and the share of them that begin with a capital
_SPEECH: Final = 0.4
"""Share of the turns, and of the speakers, under a title or with an "I", a "you" or a question in a turn's first
paragraph: in 9 transcripts among 1,300 articles .6 to 1, under the labels of 16 live tickers, listings, line-ups
and tables of prices 0 to .35."""


class Label(NamedTuple):
    """A label at the head of a paragraph.

    Attributes:
        who: The words that name the speaker, without title.
        span: Where they stand, title and all.
        end: Where the speech begins.
        titled: Whether a title stands before the name: "Mr. HALLORAN".
    """

    who: str
    span: Span
    end: int
    titled: bool


def turns(document: Document, people: People) -> list[Draft]:
    """Find the turns of a transcript.

    A text with two labels is a transcript. What stands under one is the label's up to the next; behind the
    last only what speaks in the first person is. Questions are nobody's, and so is what the outlet asks. Where
    labels stand over tallies, or over what is told of those they name, they are headings.
    """
    paragraphs = document.paragraphs
    labels = {place: label for place, span in enumerate(paragraphs) if (label := _label(document.text, span))}
    fitting = _persons(document, people, list(labels.values()))
    spoken = [place for place, label in labels.items() if label.who in fitting]
    if len(spoken) < _SURELY:
        return []
    said: list[Draft] = []
    speaking = defaultdict[str, list[bool]](list)
    for place, following in pairwise([*spoken, len(paragraphs)]):
        label = labels[place]
        name = fitting[label.who]
        if not name or _is_told(document, place, label):
            continue
        pieces = [Span(label.end, paragraphs[place].end)]
        for span in paragraphs[place + 1 : following]:
            if following == len(paragraphs) and not _FIRST_PERSON.search(document.text, *span):
                break
            if not _DIRECTION.fullmatch(document.text, *span):
                pieces.append(span)
        said.append(named(place, label.span, pieces, name))
        speaking[name].append(label.titled or _is_speech(document, place, pieces, label.who.split()[-1]))
    speakers, turns_ = sum(map(any, speaking.values())), sum(map(sum, speaking.values()))
    return said if speakers >= _SPEECH * len(speaking) and turns_ >= _SPEECH * len(said) else []


def _is_speech(document: Document, place: int, pieces: Sequence[Span], surname: str) -> bool:
    """Whether somebody speaks, asks or answers, rather than that a score, a price or a programme stands there.

    Nobody speaks of themself by name.
    """
    asked = place > 0 and document.text[slice(*document.paragraphs[place - 1])].rstrip('”"').endswith("?")
    begins, said = document.text[slice(*pieces[0])], document.text[pieces[0].start : pieces[-1].end]
    speaks = asked or "?" in begins or _FIRST_PERSON.search(begins) is not None
    return speaks and re.search(rf"\b{re.escape(surname)}\b", said) is None


@rule("told under a label", otherwise=lambda *_: False)
def _is_told(document: Document, place: int, label: Label) -> bool:
    """Whether a paragraph tells of whom its head names: "Roe: nobody drives. He is cross. “I mean it.”"."""
    text, end = document.text, document.paragraphs[place].end
    quoted = [q.outer for q in document.quoted[place] if q.outer.start > label.end]
    if not any(_BY_ITSELF.search(text, label.end, quote.start) for quote in quoted):
        return False
    gaps = zip(
        [label.end, *(quote.end for quote in quoted)], [*(quote.start for quote in quoted), end], strict=True
    )
    told = [text[begin:until] for begin, until in gaps]
    return any(map(_OF_THEM.search, told)) and not any(map(_FIRST_PERSON.search, told))


def _label(text: str, paragraph: Span) -> Label | None:
    begins = text[paragraph.start : paragraph.start + _FARTHEST].lstrip("-•*–— ")
    if not any(mark in begins for mark in _MARKS) and _TITLES.isdisjoint(map(plain, begins.split()[:1])):
        return None
    found = _HEAD.match(text, *paragraph)
    if found is None or _is_title(text, Span(found.end(), paragraph.end)):
        return None
    parts = _TOPIC.sub("", found["who"]).split()
    own = [*dropwhile(lambda part: plain(part) in _TITLES, parts[:-1]), *parts[-1:]]
    titled = len(own) < len(parts)
    own = own[1:] if own[:1] in (["The"], ["THE"]) else own
    if not own or not all(map(_is_name_word, own)):
        return None
    if found["mark"] == "." and not (titled and any(map(str.isupper, own))):
        return None
    return Label(" ".join(own), Span(*found.span("who")), found.end(), titled)


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
    full = {name.split()[-1]: name for name in whole} | {
        "".join(word[0] for word in one.split()): one for one in whole
    }
    meant = ((label.who, _meant(document, people, label, full, dense=dense)) for label in labels)
    return {who: name for who, name in meant if name is not None}


def _meant(
    document: Document, people: People, label: Label, short: Mapping[str, str], *, dense: bool
) -> str | None:
    own = [plain(word) for word in label.who.split()]
    nobody = words("question_labels") | words("outlet_words")
    if not nobody.isdisjoint(own) or plain(label.who) == plain(document.article.source or ""):
        return ""
    if plain(label.who) in words("answer_labels"):
        return _interviewee(document)
    if person := people.labelled(label.who):
        return person.name
    if label.who in short:
        return _spelt(short[label.who])
    if own[-1] in CALLED:
        return ""
    common = not (_COMMON.isdisjoint(own) and lower_words(document.text).isdisjoint(own))
    full = len(own) > 1 and given_name(own[0]) is not None
    return _spelt(label.who) if label.titled or ((full or dense) and not common) else None


def _spelt(name: str) -> str:
    """Write a name in capitals as a name: "De La GARZA" is De La Garza."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 else word for word in name.split())


def _interviewee(document: Document) -> str:
    """Find the one person named in the headline or in the paragraphs before the first question."""
    title = document.article.title
    places = [(title, Span(0, len(title))), *((document.text, span) for span in document.paragraphs[:_SURELY])]
    return next((m.name for place in places for m in mentions(*place) if m.personal), "")
