"""Whose words a sentence says something is, found as in an article, and whether what it cites is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.index import Article, Span, Statement, stems
from onrecord.index.attribution.extractor import StatementFinder
from onrecord.index.entities.mention import Mention
from onrecord.index.entities.mentions import mentions
from onrecord.index.entities.person_name import compatible, parse
from onrecord.index.lexicon.lexicon import words as lexicon
from onrecord.index.lexicon.word_classes import PRONOUNS, given_name

from ..model import Quote
from .context import context, owner
from .names import without_domain

_HEAD: Final = 12
"""Words in which a sentence names whose words it tells."""

_FILLING: Final = frozenset(stems("a an the its his her their this that"))
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence that is one speaker's, or nobody's.

    Attributes:
        text: Its words.
        quotes: Those of the cited quotes that are that speaker's.
        said: Where in it somebody's words are told.
        sure: Whether it is found to be told as these words; else it names who said them, and no more.
    """

    text: str
    quotes: tuple[Quote, ...]
    said: tuple[Span, ...]
    sure: bool = True


@lru_cache(maxsize=1)
def _finder() -> StatementFinder:
    return StatementFinder.load()


def parts(before: str, sentence: str, quotes: Sequence[Quote]) -> list[Part] | str:
    """Part a sentence by speakers.

    Args:
        before: What is shown before it, which its pronouns may stand for.
        sentence: The sentence.
        quotes: What it cites, at least one.

    Returns:
        The parts, each with the quotes of its speaker; or why it makes somebody say what is not theirs.
    """
    offset = len(before) + 2 if before else 0
    text = f"{before}\n\n{sentence}" if before else sentence
    found = [one for one in _finder().find(Article("prose", text)) if _anchor(one) >= offset]
    outer = [one for one in found if not any(_within(one, other) for other in found if other is not one)]
    if not outer:
        return _subject(sentence, quotes)
    claimed: list[tuple[Statement, tuple[Quote, ...]]] = []
    for one in outer:
        name = _name(one, sentence, text[:offset], quotes)
        own = tuple(
            quote
            for quote in quotes
            if name and (any(is_voice(name, voice) for voice in quote.voices) or _is_described(one, name, quote))
        )
        if not name:  # "The governor would wait, she said."
            own = tuple(quote for quote in quotes if _is_called(quote, _head(sentence)))
        if own:
            claimed.append((one, own))
        # A quotation to which the sentence gives no speaker, such as a title in quote marks, accuses nobody.
        elif one.is_listed and (name or one.as_written):
            return f"what it cites is not told as the words of {name or one.as_written}"
    for one in found:
        if one not in outer and (trouble := _nested(one, quotes)):
            return trouble
    if not claimed:
        return _subject(sentence, quotes)
    if len({tuple(quote.n for quote in own) for _, own in claimed}) == 1:
        said = tuple(Span(max(0, s - offset), e - offset) for one in outer for s, e in one.content)
        return [Part(sentence, claimed[0][1], said)]
    return _cut(sentence, offset, claimed)


def _cut(sentence: str, offset: int, claimed: Sequence[tuple[Statement, tuple[Quote, ...]]]) -> list[Part]:
    """Cut a sentence where the next speaker's part begins."""
    claimed = sorted(claimed, key=lambda one: _begin(one[0]))
    starts = [0, *(max(0, _begin(one) - offset) for one, _ in claimed[1:]), len(sentence)]
    cut = []
    for n, (one, own) in enumerate(claimed):
        start, end = starts[n], starts[n + 1]
        said = tuple(Span(max(0, s - offset - start), e - offset - start) for s, e in one.content)
        cut.append(Part(sentence[start:end], own, said))
    return cut


def _anchor(one: Statement) -> int:
    return (
        one.content[0].start
        if one.as_written_span is None
        else max(one.as_written_span.start, one.content[0].start)
    )


def _begin(one: Statement) -> int:
    spans = [*one.content, *([one.as_written_span] if one.as_written_span is not None else [])]
    return min(span.start for span in spans)


def _within(one: Statement, other: Statement) -> bool:
    """Whether a statement is told inside of another's content, source and all."""
    if one.as_written_span is None:
        return False
    return any(s <= one.as_written_span.start and one.end <= e + 1 for s, e in other.content)


def _name(one: Statement, sentence: str, before: str, quotes: Sequence[Quote]) -> str:
    """Give the name that a sentence makes speak; for a pronoun that nothing tells, whom it names first."""
    if one.speaker:
        return one.speaker
    if one.as_written.lower() in PRONOUNS:
        named = mentions(sentence, Span(0, len(sentence)))
        first = next((mention for mention in named if not _opens(mention, quotes)), None)
        at = _PRONOUN.search(sentence)
        if first is not None and at is not None and first.span.start < at.start() and not before:
            return first.name
        return ""
    return one.as_written


def _opens(mention: Mention, quotes: Sequence[Quote]) -> bool:
    """Whether a mention is no name, but the word that a sentence begins with: "Poor finishing"."""
    word = mention.words[0]
    if not mention.opens or len(mention.words) > 1 or given_name(word.lower()) is not None:
        return False
    inside = re.compile(rf"[a-z,] {re.escape(word)}\b")
    return not any(inside.search(text) for quote in quotes for text in context(quote))


def is_voice(name: str, statement: Statement) -> bool:
    """Whether a name or a description can be that of whoever made a statement."""
    speaker = statement.speaker or ""
    bare = re.sub(r"['’]s$", "", name)
    if speaker and parse(bare).family and compatible(bare, speaker):
        return True
    bare, speaker = without_domain(bare), without_domain(speaker)
    told = {stem for stem in stems(bare) if stem not in lexicon("plain_words")}
    known = stems(f"{speaker} {statement.role or ''} {statement.as_written}")
    # "Brightwater Biologics" is "Brightwater"; that the other words are told too, `check_names` sees to.
    called = speaker or ("" if statement.as_written.lower() in PRONOUNS else statement.as_written)
    return bool(told) and (told <= known or bool(stems(called) and stems(called) <= told))


def _is_described(one: Statement, name: str, quote: Quote) -> bool:
    return any(_describes(told, quote) for told in (name, re.sub(r"^(?:The|A|An) ", "", one.as_written)) if told)


def _describes(name: str, quote: Quote) -> bool:
    """Whether a description is one of a quote's speaker: its noun is theirs, the rest stands ahead of the quote.

    "The festival's organisers" are "the organisers", and the Kremlin spokesman is "Dmitry Peskov, its spokesman"
    where the Kremlin was the last to be named.
    """
    *rest, head = name.partition(" of ")[0].split() or [name]
    if head != head.lower():
        return False
    mine = stems(head)
    known = stems(f"{quote.role} {owner(quote)} {' '.join(voice.as_written for voice in quote.voices)}")
    if not mine & known:
        return False
    told = stems(" ".join(word for word in rest if word == word.lower()))
    named = stems(" ".join(word for word in rest if word != word.lower()))
    return told <= known | stems(" ".join(context(quote))) | _FILLING and named <= known | _FILLING


def _is_called(quote: Quote, head: str) -> bool:
    """Whether the beginning of a sentence tells the role of a quote's speaker, or what the article calls them."""
    said = quote.citation.statement
    written = "" if said is None else re.sub(r"^(?:The|A|An|Its|Her|His|Their) ", "", said.as_written)
    called = stems(written) - _FILLING if written == written.lower() else set()
    return any(one and one <= stems(head) for one in (stems(quote.role) if quote.role else set(), called))


def _nested(one: Statement, quotes: Sequence[Quote]) -> str | None:
    """Find a fault with whom a sentence has somebody quote: they are named in what is cited."""
    name = one.who
    if not name or name.lower() in PRONOUNS:
        return None
    known = stems(" ".join(f"{quote.text} {quote.around} {quote.speaker or ''} {quote.role}" for quote in quotes))
    return None if stems(name) & known else f"what it cites does not name {name}"


def _head(sentence: str) -> str:
    return " ".join(sentence.split()[:_HEAD])


def _subject(sentence: str, quotes: Sequence[Quote]) -> list[Part] | str:
    """Judge a sentence that makes nobody say something: of a statement it names the speaker first, or the role."""
    own = tuple(quote for quote in quotes if quote.speaker is None)
    said = [quote for quote in quotes if quote.speaker is not None]
    if not said:
        return [Part(sentence, own, ())]
    head = _head(sentence)
    first = next(mentions(sentence, Span(0, len(sentence))), None)
    named = tuple(
        quote
        for quote in said
        for voice in quote.voices[:1]
        if (first is not None and is_voice(first.name, voice))
        or (voice.role and stems(voice.role) and stems(voice.role) <= stems(head))
        or (voice.speaker and stems(voice.speaker) <= stems(head))
    )
    if not named:
        names = [one.name for one in mentions(sentence, Span(0, len(sentence)))]
        some = tuple(
            quote for quote in said if any(is_voice(name, quote.voices[0]) for name in names if quote.voices)
        )
        if some:
            return [Part(sentence, (*own, *some), (), sure=False)]
        return f"it does not say that these are the words of {said[0].speaker}"
    return [Part(sentence, (*own, *named), ())]
