"""Decides which words of a paragraph are a cue's content: quotations as a whole, and what belongs beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

import numpy as np

from ..lexicon.word_classes import FUNCTION_WORDS, PRONOUNS, plain
from ..model import Span
from ..switches import rule
from ..tagger.network import mean
from ..tagger.tagger import Frame
from ..text.quotations import Quotation
from .content_asides import leave_asides
from .content_begins import begin, begin_clauses, leave_addressee, leave_others_ahead
from .content_ends import LONE, end_sentences, finish, go_on, leave_others, take_earlier
from .content_words import LIKELY, QUOTES, Words, words_of

BRIDGE: Final = 2  # words within a content that the tagger may leave out and that are its own all the same
_TAIL: Final = 0.9  # least mean probability of the words after a quotation that ends with a comma or a stop
_LED_TAIL: Final = 0.68
"""The same where content leads to the quotation and a comma ends it: 'flagged as “bad,” limiting its reach'."""
_SHORT_TAIL: Final = 3  # fewer words than these after such a quotation are never its content
_LOOSE_TAIL: Final = 0.45
"""The same of those after a quotation that ends in the middle of a clause: “sensitive” in an interview."""
_CLAIM: Final = 0.3  # least mean probability of a quotation's words for the likeliest cue to have it
_SURE: Final = 0.9  # the same from which on no other cue has any part of it
_SENTENCE: Final = 6  # so many words and marks of a quotation, its own among them, may be a name or a title
_MANNER: Final = 4  # most words that are no content of their own
_FAR: Final = 6  # words behind a finished quotation among which a cue may yet be its own: '“It rains.” Roe said'


@rule("shared quotations", otherwise=lambda *_: None)
def share_quotations(
    text: str, tokens: Sequence[Span], quoted: Sequence[Quotation], frames: Sequence[Frame]
) -> None:
    """Give each quotation of a paragraph to the one cue that it fits best.

    A cue within the quotation has no part in this. The frames' contents are changed in place.
    """
    for quote in quoted:
        within = words_of(tokens, quote)
        spoken = [place for place in within if text[tokens[place].start].isalnum()]
        apart = [frame for frame in frames if frame.cue[0] not in within]
        if not spoken or not apart:
            continue
        if _is_finished(text, tokens, quote, within.stop) and any(f.cue[0] < within.start for f in apart):
            for frame in apart:
                named = plain(text[slice(*tokens[int(frame.source.argmax())])]) not in PRONOUNS
                if named and frame.cue[0] > within.stop + _FAR:
                    frame.content[within] = 0
        claims = [float(mean(frame.content[spoken])) for frame in apart]
        best = apart[claims.index(max(claims))]
        for frame, claim in zip(apart, claims, strict=True):
            if frame is best and claim >= _CLAIM:
                frame.content[within] = np.maximum(frame.content[within], LIKELY)
            elif claim >= LIKELY or max(claims) >= _SURE:
                frame.content[within] = 0


def _is_finished(text: str, tokens: Sequence[Span], quote: Quotation, behind: int) -> bool:
    """Whether a quotation ends its sentence, so that who speaks in the next is no matter."""
    ended = quote.closed and text[quote.inner.end - 1] in ".!?…"
    return ended and behind < len(tokens) and text[tokens[behind].start].isupper()


def choose(words: Words) -> None:
    """Choose the words of the content of a frame among other cues."""
    _take_quotations(words)
    _fill_gaps(words)
    go_on(words)
    finish(words)
    leave_others(words)
    take_earlier(words)
    end_sentences(words)
    leave_asides(words)
    _take_led(words)
    begin(words)
    leave_others_ahead(words)
    _mend_edges(words)
    _leave_scraps(words)
    leave_addressee(words)
    begin_clauses(words)


@rule("whole quotations", otherwise=lambda _: None)
def _take_quotations(words: Words) -> None:
    """Take or leave each quotation as a whole, unless the cue stands in it."""
    for _, within in words.quoted:
        spoken = [place for place in within if words.speaks(place)]
        if spoken and words.first not in within:
            whole = np.count_nonzero(words.chosen[spoken]) >= LIKELY * len(spoken)
            words.chosen[within] = whole & ~words.apart[within]


@rule("filled gaps", otherwise=lambda _: None)
def _fill_gaps(words: Words) -> None:
    """Take a word or two that the content encloses, unless a quotation begins or ends there."""
    for left, right in pairwise(words.chosen.nonzero()[0].tolist()):
        if 1 < right - left <= BRIDGE + 1 and not words.apart[left:right].any():
            edges = (edge for _, within in words.quoted for edge in (within.start, within.stop))
            words.chosen[left + 1 : right] = not any(left < edge <= right for edge in edges)


@rule("quotations led to", otherwise=lambda _: None)
def _take_led(words: Words) -> None:
    """Take a quotation that may be another cue's too if words lead to it: 'said that it is "dear"'."""
    for _, within in words.quoted:
        last = within.start - 1
        led = last >= 0 and words.chosen[last] and words.lower[last] in FUNCTION_WORDS
        if led and not any(map(words.is_taken, within)):
            words.chosen[within] = True


@rule("mended edges", otherwise=lambda _: None)
def _mend_edges(words: Words) -> None:
    """Settle which words beside a quotation belong to the content.

    Words that lead from the beginning of a sentence to a quotation, with the cue behind it, do: `But "it is
    late," she said.` Behind a quotation they need to be likely, and more so if it ends with a comma or a stop.
    """
    for quote, within in words.quoted:
        if not words.chosen[within].any():
            continue
        if words.first >= within.stop and (lead := words.lead(within.start)):
            words.chosen[lead] = not _is_label(words, within)
        behind = range(within.stop, len(words.chosen)) if quote.closed else ()
        if tail := list(takewhile(words.chosen.__getitem__, behind)):
            mark = words.text[quote.inner.end - 1]
            finished = mark in ",.!?…"
            led = within.start > 0 and words.chosen[within.start - 1]
            least = (_LED_TAIL if led and mark == "," else _TAIL) if finished else _LOOSE_TAIL
            over = finished and (len(tail) < _SHORT_TAIL or _is_whole(words, within, tail))
            words.chosen[tail] = not over and mean(words.rated[tail]) >= least


def _is_whole(words: Words, quote: range, behind: Sequence[int]) -> bool:
    """Whether a cue leads to a sentence in quote marks, and nothing behind is in any: 'said, "Bye," and left'."""
    first = next(filter(words.speaks, quote), quote.start)
    mark = quote.start - 1
    leads = mark > words.last and words.written[mark] in {",", ":"}
    whole = words.written[first][0].isupper() and len(quote) > _SENTENCE
    return leads and whole and not words.chosen[words.last : mark].any() and not words.are_quoted(behind)


def _is_label(words: Words, quote: range) -> bool:
    """Whether words before a spoken sentence are no part of one, but a heading or a credit."""
    first = next(filter(words.speaks, quote), quote.start)
    before = words.lower[quote.start - 1]
    led = before == "," or before in FUNCTION_WORDS
    return words.written[first][0].isupper() and len(quote) > _SENTENCE and not led


@rule("no scraps", otherwise=lambda _: None)
def _leave_scraps(words: Words) -> None:
    """Leave few words outside of quote marks: of a sentence before the cue's, or a word by itself behind others.

    So are those that tell how something was said: 'said simply: "We …"'.
    """
    found = words.runs()
    ahead = reversed(range(words.first))
    bound = next((place for place in ahead if words.written[place] == ";" or words.ends_sentence(place)), -1)
    for run in found:
        if len(run) > _MANNER or words.are_quoted(run):
            continue
        lone = run is not found[0] and sum(map(words.speaks, run)) <= LONE
        earlier = run[-1] < bound < found[-1][-1]
        if lone or earlier or (run[0] > words.first and _leads_to_speech(words, run[-1] + 1)):
            words.chosen[run] = False


def _leads_to_speech(words: Words, mark: int) -> bool:
    """Whether a comma or a colon at a place leads to a whole sentence in quote marks."""
    led, opens, begins = [*words.written[mark : mark + 3], "", "", ""][:3]
    return led in {",", ":"} and opens in QUOTES and bool(words.chosen[mark + 1]) and begins[:1].isupper()
