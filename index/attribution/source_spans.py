"""Finds the words that name a source: what the tagger believes, and what the sentence's build tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from ..lexicon.lexicon import alternatives, words
from ..lexicon.word_classes import ABBREVIATIONS, COURTESY, FUNCTION_WORDS, PRONOUNS, plain
from ..model import Span
from ..switches import rule
from ..tagger.tagger import Frame
from ..text.document import ends_sentence, last_sentence, sentence_end
from ..text.tokens import Window, runs
from .content_begins import CITES
from .content_spans import BRIDGE
from .content_words import LIKELY
from .voice import is_told

FAINT: Final = 0.2  # least probability of the words of a source where none is likelier
BARE: Final = " \t\n,;:.-–—…()[]\"“”‘’'«»"
"""Marks and blanks that no span begins or ends with, unless they are a quotation's."""

_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b[JS]r|\))[.)]?$")
_LEAD = re.compile(
    r"(?i:by|to|which|that|whom|as|when|where|while|because|if|whether)\s+(?=\S)"
    r"|[a-z]+ing\s[^,]{1,40},\s(?=\S)"
    r"|[^,]*(?<!\band)(?<!\bor)\s(?=(?:he|she|they|it|we|I)$)"
    r"|(?:in|out|back|up)\s(?=[A-Z])"
)
_EMPTY = FUNCTION_WORDS.union(COURTESY) - PRONOUNS
_SAID = words("said_forms")
_NAME_NEXT = re.compile(r" ((?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?=,|\.(?:\s|$))")
_SET_OFF_BEFORE: Final = 240
_SET_OFF: Final = re.compile(
    r"\s*(?P<source>(?:[Tt]he\s)?(?:[\w’'-]+\s){0,3}[\w’'-]+), (?:who|which)\s[^.!?;:“”\"]*,\s"
    r"(?:(?:also|then|later|has|have|had|once|\w+ly)\s)*$"
)
_CALLED_THEN: Final = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) \((?:then|now|formerly|previously)(?: (?:known as|called))?,? $"
)
_CALLED_BEFORE: Final = 80
_SHARED_BEFORE: Final = 160
_SHARED = re.compile(
    r"\b(?:re-?)?(?:shared|posted|tweeted|published|circulated|forwarded|reposted|retweeted|quoted|cited|read\sout)\s"
    r"(?:an?|the|another|his|her|their)\s(?:[\w-]+\s){0,2}?(?:post|message|letter|tweet|e-?mail|note|statement|video|comment)"
    r"\s(?:by|from|of)\s(?P<author>(?:the\s)?(?:[a-z-]+\s){0,3}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
_WHO: Final = r"(?:[^“”\",.;:\n]|\b[A-Z][a-z]{0,3}\.)"
_TOLD: Final = rf"(?:{alternatives('said_forms')}|told|asked|tweeted|posted|testified)"
_PASSED_ON: Final = re.compile(
    rf"[”\"’',] (?:(?P<source>{_WHO}{{1,80}}?)(?<!\bwas)(?<!\bwere) (?P<cue>{_TOLD})"
    rf"|(?P<first>{_TOLD}) (?P<behind>{_WHO}{{1,80}}?))"
    rf"(?:(?: (?:in|at|on|during|to|of)|(?<=told)|(?<=asked)) {_WHO}*)?, $"
)
_BEHIND = re.compile(r",\s(?P<behind>[“\"„«‘]|'(?=\w))")
"""The quotation that a source broke off goes on: '… said Roe, "and …"'."""

_CLAUSE = re.compile(
    r"(?:(?!\s(?:who|which|that|known|acting)\s).)+?(?P<behind>\s(?:as|after|when|while|before|because)\s)"
)
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)(?=,|\s(?!and\b|or\b)[a-z][^A-Z]*$)|who(?=\s[a-z])")
_DANGLING = re.compile(
    r",? (?:to|in|at|on|of|for|from|and|that|who|which|as"
    r"|also|earlier|later|now|recently|still|then|today|yesterday)$"
)


@rule("told by an outlet", otherwise=lambda *_: None)
def passed_on(text: str, window: Window, cue: Span) -> tuple[Span, Span] | None:
    """Find the speaker of words that an outlet only passes on: '"It rains," Roe said, according to the Herald.'.

    Returns:
        The cue and the source that stand before "according to"; None where there are none.
    """
    begin = max(window.tokens[0].start, cue.start - _SET_OFF_BEFORE)
    is_citing = not CITES.isdisjoint(plain(text[slice(*cue)]).split())
    found = _PASSED_ON.search(text, begin, cue.start) if is_citing else None
    if found is None:
        return None
    said, who = ("cue", "source") if found["cue"] else ("first", "behind")
    return Span(*found.span(said)), Span(*found.span(who))


def find_source(text: str, window: Window, frame: Frame, cue: Span) -> tuple[Span | None, Span | None]:
    """Find who speaks, and whom the tagger takes for that.

    Returns:
        The source, or None; and the words that seem to name it: those of somebody else in a passive.
    """
    named = _likeliest(text, window.tokens, frame)
    named = _before_clause(text, window.tokens[0].start, cue, named) or _called_now(text, named) or named
    if inverted := _inverted(text, cue, named):
        return inverted, named
    if named is not None and _is_beyond(text, cue, named):
        return None, None
    return None if named is None or is_told(text, cue, named) else named, named


def written_by(text: str, window: Window, pieces: Sequence[Span]) -> Span | None:
    """Find who wrote a text that another shares: `Roe shared a post by the cook Jane Doe that read: "…"`."""
    start = max(window.tokens[0].start, pieces[0].start - _SHARED_BEFORE)
    shared = max(_SHARED.finditer(text, start, pieces[0].start), key=re.Match.start, default=None)
    if shared is None or ends_sentence(text, shared.start(), pieces[0].start - 1):
        return None
    return Span(*shared.span("author"))


def _likeliest(text: str, tokens: Sequence[Span], frame: Frame) -> Span | None:
    """Find the stretch of words that is most probably the source's name."""
    rated = frame.source.tolist()
    floor = LIKELY if max(rated) >= LIKELY else FAINT
    likely = runs([place for place, chance in enumerate(rated) if chance >= floor], BRIDGE)
    if not likely:
        return None
    best = max(likely, key=lambda run: np.add.reduce(frame.source[run]))
    start, end = tokens[best[0]].start, tokens[best[-1]].end
    cue = tokens[frame.cue[0]].start
    start = last_sentence(text, start, min(cue, end - 1))
    source = _trimmed_source(text, start, sentence_end(text, start, end - 1) or end, cue)
    return source if any(map(_names, text[slice(*source)].split())) else None


def _trimmed_source(text: str, start: int, end: int, cue: int) -> Span:
    """Take off a source what is no part of a name: marks, links, and words that lead on."""
    start = end - len(text[start:end].lstrip(BARE))
    if pronoun := _PRONOUN.match(text, start, end):
        end = pronoun.end()
    if behind := _BEHIND.search(text, start, end) or (_CLAUSE.match(text, start, end) if start > cue else None):
        end = behind.start("behind")
    while start < end and text[end - 1] in BARE and not _ABBREVIATION.search(text, start, end):
        end -= 1
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    if dangling := _DANGLING.search(text, start, end):
        end = dangling.start()
    if text.count(")", start, end) > text.count("(", start, end) and text[end - 1] == ")":
        end -= 1
    comma = text.find(", ", start, end)
    if comma > 0 and text.startswith("According to", cue) and text[end : end + 1] != ",":
        # In "According to the report, Roe checked" nothing ends an apposition: the comma ends the source.
        end = comma
    return Span(start, end)


@rule("before a clause", otherwise=lambda *_: None)
def _before_clause(text: str, begin: int, cue: Span, source: Span | None) -> Span | None:
    """Find the subject that a clause parts from its verb: `Roe, who flew for years, added that …`."""
    start = last_sentence(text, max(begin, cue.start - _SET_OFF_BEFORE), cue.start - 1)
    found = _SET_OFF.match(text, start, cue.start)
    if found is None or (source is not None and source.start < found.end("source")):
        return None
    return Span(*found.span("source"))


@rule("sources beyond the sentence", otherwise=lambda *_: False)
def _is_beyond(text: str, cue: Span, source: Span) -> bool:
    """Whether a sentence ends between a cue and what seems to be its source behind it."""
    return source.start > cue.end and sentence_end(text, cue.end, source.start) is not None


@rule("names of now", otherwise=lambda *_: None)
def _called_now(text: str, source: Span | None) -> Span | None:
    """Find the name behind which a bracket gives that of another time as the source: "Vexa (then Orlo) said"."""
    if source is None or text[source.end : source.end + 1] != ")":
        return None
    called = _CALLED_THEN.search(text, max(0, source.start - _CALLED_BEFORE), source.start)
    return Span(*called.span("name")) if called else None


@rule("inverted source", otherwise=lambda *_: None)
def _inverted(text: str, cue: Span, source: Span | None) -> Span | None:
    """Find the name between a cue and a comma that the source passes over: "Vexa’s lawyers, said Roe, ..."."""
    if text[slice(*cue)] not in _SAID or text[max(0, cue.start - 2) : cue.start] not in {", ", "” ", '" '}:
        return None
    name = _NAME_NEXT.match(text, cue.end)
    if name is None or plain(name[1].split()[-1]) in ABBREVIATIONS:
        return None
    known = source is not None and cue.start <= source.start < name.end()
    return None if known else Span(*name.span(1))


def _names(word: str) -> bool:
    """Whether a word can name a source, be it only by a pronoun."""
    folded = plain(word)
    return folded not in _EMPTY and any(map(str.isalpha, folded))
