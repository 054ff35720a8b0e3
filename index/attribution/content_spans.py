"""Decides which words of a paragraph are a cue's content: quotations as a whole, and what belongs beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..lexicon.word_classes import FUNCTION_WORDS, PRONOUNS, plain
from ..model import Span
from ..switches import rule
from ..tagger.network import mean
from ..tagger.tagger import Frame
from ..text.quotations import Quotation
from ..text.tokens import runs
from .content_begins import begin, leave_addressee, leave_others_ahead, leave_scraps_ahead
from .content_ends import CONJUNCTIONS, LONE, Words, end_sentences, finish, go_on, leave_others
from .factuality import reports

LIKELY: Final = 0.5  # least probability of a word of a content or a source
BRIDGE: Final = 2  # words within a content that the tagger may leave out and that are its own all the same
TAIL: Final = 0.9  # least mean probability of the words after a quotation that ends with a comma or a stop
SHORT_TAIL: Final = 3  # fewer words than these after such a quotation are never its content
LOOSE_TAIL: Final = 0.45
"""The same of those after a quotation that ends in the middle of a clause: “sensitive” in an interview."""
CLAIM: Final = 0.3  # least mean probability of a quotation's words for the likeliest cue to have it
SURE: Final = 0.9  # the same from which on no other cue has any part of it
BEFORE_THAT: Final = 0.6
"""Least mean probability of the words between a cue and "that": "told reporters that", "said last week that"."""

SENTENCE: Final = 6  # so many words and marks of a quotation, its own among them, may be a name or a title
FAR: Final = 6  # words behind a finished quotation among which a cue may yet be its own: '“It rains.” Roe said'
FEW: Final = 4  # words that a report gains or loses for it to begin where its clause does

_WHEN_OR_WHERE: Final = frozenset(
    {"after", "at", "before", "during", "following", "in", "inside", "on", "outside"}
)
Mask: TypeAlias = NDArray[np.bool_]


@rule("shared quotations", otherwise=lambda *_: None)
def share_quotations(
    text: str, tokens: Sequence[Span], quoted: Sequence[Quotation], frames: Sequence[Frame]
) -> None:
    """Give each quotation of a paragraph to the one cue that it fits best.

    A cue within the quotation has no part in this. The frames' contents are changed in place.
    """
    for quote in quoted:
        within = _within(tokens, quote)
        spoken = [i for i in range(within.start, within.stop) if text[tokens[i].start].isalnum()]
        apart = [frame for frame in frames if not within.start <= frame.cue[0] < within.stop]
        if not spoken or not apart:
            continue
        if _is_finished(text, tokens, quote, within.stop) and any(f.cue[0] < within.start for f in apart):
            for frame in apart:
                named = plain(text[slice(*tokens[int(frame.source.argmax())])]) not in PRONOUNS
                if named and frame.cue[0] > within.stop + FAR:
                    frame.content[within] = 0
        claims = [float(mean(frame.content[spoken])) for frame in apart]
        best = apart[claims.index(max(claims))]
        for frame, claim in zip(apart, claims, strict=True):
            if frame is best and claim >= CLAIM:
                frame.content[within] = np.maximum(frame.content[within], LIKELY)
            elif claim >= LIKELY or max(claims) >= SURE:
                frame.content[within] = 0


def _is_finished(text: str, tokens: Sequence[Span], quote: Quotation, behind: int) -> bool:
    """Whether a quotation ends its sentence, so that who speaks in the next is no matter."""
    ended = quote.closed and text[quote.inner.end - 1] in ".!?…"
    return ended and behind < len(tokens) and text[tokens[behind].start].isupper()


def _within(tokens: Sequence[Span], quote: Quotation) -> slice:
    """Find the words of a quotation, its marks among them."""
    first = bisect_left(tokens, quote.outer.start, key=itemgetter(0))
    behind = bisect_right(tokens, quote.outer.end, key=itemgetter(1))
    return slice(first, behind) if first < behind else slice(0, 0)


def choose_words(
    text: str, tokens: Sequence[Span], quoted: Sequence[Quotation], frame: Frame, others: Mapping[int, float]
) -> Mask:
    """Choose the words of the content of a frame among other cues: True for these, shape (len(tokens),)."""
    choice = _Choice(text, tokens, quoted, frame, others)
    choice.take_quotations()
    choice.chosen &= ~choice.apart
    choice.fill_gaps()
    go_on(choice.words)
    finish(choice.words)
    leave_others(choice.words, frame.cue[0])
    end_sentences(choice.words, frame.cue[0])
    choice.take_led()
    begin(choice.words, frame.cue[-1])
    leave_scraps_ahead(choice.words, frame.cue[0])
    leave_others_ahead(choice.words, frame.cue[0])
    choice.mend_edges()
    choice.leave_scraps()
    leave_addressee(choice.words, choice.cue(), frame.cue[-1])
    choice.begin_clauses()
    return choice.chosen


class _Choice:
    """The words chosen so far, and those that are cue or source and stay apart."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Span],
        quoted: Sequence[Quotation],
        frame: Frame,
        others: Mapping[int, float],
    ) -> None:
        self._tokens, self._quoted, self._frame = tokens, quoted, frame
        self._text = text
        self.chosen: Mask = frame.content >= LIKELY
        self.apart: Mask = frame.source >= LIKELY
        self.apart[list(frame.cue)] = True
        cues = {place: sure for place, sure in others.items() if place not in frame.cue}
        self.words = Words(self._word, frame.content, self.chosen, self.apart, cues)

    @rule("whole quotations", otherwise=lambda _: None)
    def take_quotations(self) -> None:
        """Take or leave each quotation as a whole, unless the cue stands in it."""
        cue = self._tokens[self._frame.cue[0]].start
        for quote in self._quoted:
            within = _within(self._tokens, quote)
            spoken = [i for i in range(within.start, within.stop) if self._speaks(i)]
            if spoken and not quote.inner.start <= cue < quote.inner.end:
                self.chosen[within] = np.count_nonzero(self.chosen[spoken]) >= LIKELY * len(spoken)

    @rule("filled gaps", otherwise=lambda _: None)
    def fill_gaps(self) -> None:
        """Take a word or two that the content encloses, unless a quotation begins or ends there."""
        for left, right in pairwise(self.chosen.nonzero()[0].tolist()):
            if 1 < right - left <= BRIDGE + 1 and not self.apart[left:right].any():
                start, end = self._tokens[left].end, self._tokens[right].start
                if not any(start <= edge <= end for quote in self._quoted for edge in quote.outer):
                    self.chosen[left:right] = True

    @rule("quotations led to", otherwise=lambda _: None)
    def take_led(self) -> None:
        """Take a quotation that may be another cue's too if words lead to it: 'said that it is "dear"'."""
        for quote in self._quoted:
            within = _within(self._tokens, quote)
            last = within.start - 1
            led = last >= 0 and self.chosen[last] and self._word(last).lower() in FUNCTION_WORDS
            if led and not (self.chosen[within].any() or self.apart[within].any()):
                self.chosen[within] = True

    @rule("mended edges", otherwise=lambda _: None)
    def mend_edges(self) -> None:
        """Settle which words beside a quotation belong to the content.

        Words that lead from the beginning of a sentence to a quotation, with the cue behind it, do: `But "it is
        late," she said.` Behind a quotation they need to be likely, and more so if it ends with a comma or a stop.
        """
        for quote in self._quoted:
            within = _within(self._tokens, quote)
            if not self.chosen[within].any():
                continue
            if self._frame.cue[0] >= within.stop and (lead := self._lead(within.start - 1)):
                self.apart[lead] |= self._is_label(lead, within)
                self.chosen[lead] = ~self.apart[lead]
            tail = self._run(within.stop, 1) if quote.closed else []
            needed = LOOSE_TAIL
            if self._text[quote.inner.end - 1] in ",.!?…":
                needed = TAIL if len(tail) >= SHORT_TAIL else 2
            if tail and mean(self._frame.content[tail]) < needed:
                self.chosen[tail] = False

    @rule("no scraps", otherwise=lambda _: None)
    def leave_scraps(self) -> None:
        """Leave a word by itself behind all else that the content has, outside of quote marks."""
        for run in self._runs()[1:]:
            spoken = [place for place in run if self._speaks(place)]
            start = self._tokens[run[0]].start
            if len(spoken) <= LONE and not any(q.outer.start <= start < q.outer.end for q in self._quoted):
                self.chosen[run] = False

    @rule("whole clauses", otherwise=lambda _: None)
    def begin_clauses(self) -> None:
        """Begin a report where its clause does: with "that" behind a cue, or before a cue with the sentence."""
        for run in self._runs():
            if run[-1] < self._frame.cue[0]:
                lead = self._lead(run[0] - 1)
                words = [self._word(place) for place in reversed(lead)]
                if len(lead) <= FEW and all(map(str.isalpha, words)):
                    self.chosen[lead] = not words or words[0].lower() not in CONJUNCTIONS
            else:
                words = [self._word(place) for place in run[: FEW + 1]]
                ahead = run[: words.index("that")] if "that" in words else []
                plainly = all(map(str.isalpha, words[: len(ahead)]))
                unlikely = self._is_aside(run[0]) or (ahead and mean(self._frame.content[ahead]) < BEFORE_THAT)
                if ahead and plainly and unlikely:
                    self.chosen[ahead] = False

    def _is_aside(self, place: int) -> bool:
        """Whether a word goes on with when or where something is said: "said after the verdict"."""
        return place > 0 and self._word(place - 1).lower() in _WHEN_OR_WHERE and reports(self.cue())

    def cue(self) -> str:
        """Give what is written of the cue."""
        return self._text[self._tokens[self._frame.cue[0]].start : self._tokens[self._frame.cue[-1]].end]

    def _is_label(self, lead: Sequence[int], quote: slice) -> bool:
        """Whether words before a spoken sentence are no part of one, but a heading or a credit."""
        first = next((self._word(i) for i in range(quote.start, quote.stop) if self._speaks(i)), "")
        last = self._word(lead[0])
        led = last == "," or last.lower() in FUNCTION_WORDS
        return first[:1].isupper() and quote.stop - quote.start > SENTENCE and not led

    def _runs(self) -> list[list[int]]:
        return runs(self.chosen.nonzero()[0].tolist())

    def _run(self, place: int, step: int) -> list[int]:
        """List the chosen words from one on, this way or that."""
        run = []
        while 0 <= place < len(self.chosen) and self.chosen[place]:
            run.append(place)
            place += step
        return run

    def _lead(self, last: int) -> list[int]:
        """List the words from a sentence's beginning to word `last`, if none is cue or source."""
        lead: list[int] = []
        while last >= 0 and not self.words.stops(last):
            if self.apart[last]:
                return []
            lead.append(last)
            last -= 1
        return lead

    def _word(self, place: int) -> str:
        return self._text[slice(*self._tokens[place])]

    def _speaks(self, place: int) -> bool:
        return self._text[self._tokens[place].start].isalnum()
