"""Sentences in which somebody's name stands right beside a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.index import Span, is_attitude

from ..query.statement_query import SAYING
from .passage_answers import whole_sentences

_CAPITALISED: Final = r"(?:[A-Z][\w.’'-]*\s+){0,3}"
_ASIDE: Final = r"(?:,(?:[^.;:?!“”\"]|\.(?=[\w,-])){1,120}?,)?"
_ADVERBS: Final = (
    r"(?:(?:has|had|also|later|then|once|often|again|recently|(?!family|assembly|rally|ally)[a-z]+ly)\s+){0,2}"
)
_CUE: Final = rf"(?:{SAYING}|[a-z]{{3,}}(?:ed|s|ing))\b"
_ACCORDING: Final = r"\b[Aa]ccording to(?: an? (?:\w+ ){1,3}?(?:by|from))?"
_BEHIND: Final = r"(?<=[,”\"’'?!—–]\s)"
_MARKS: Final = " \"“”'‘’[]("
_SAYING: Final = re.compile(SAYING)
_POSTS: Final = frozenset({"post", "posts"})
# Where aides to Jane Roe said something, she did not; and if she said it, nobody knows.
_NOT_HIS: Final = re.compile(
    r"\b(?:of|for|from|with|to|by|on|against|about|near|behind|among|between|like|than|if|whether)\s+$"
)


class Attribution(NamedTuple):
    """A sentence that attributes words.

    Attributes:
        sentence: Where it stands.
        source: The words that name who speaks.
        cue: The word of saying; empty where a colon stands for it.
    """

    sentence: Span
    source: Span
    cue: Span


def attributions(text: str, passage: Span, spellings: Sequence[str]) -> Iterator[Attribution]:
    """Find the sentences in which a name stands right beside a verb of saying.

    Args:
        text: An article's.
        passage: A span of it.
        spellings: The last name, as the corpus spells it.
    """
    sentences = [
        Span(passage.start + start, passage.start + end)
        for start, end in whole_sentences(text[passage.start : passage.end])
    ]
    for pattern in map(_named, spellings):
        for sentence in sentences:
            for found in pattern.finditer(text, *sentence):
                one = _parts(found, sentence, passage)
                if _says(text[slice(*one.cue)]) and not _is_quoted(text, passage, one) and not _belongs(text, one):
                    yield one


def _parts(found: re.Match[str], sentence: Span, passage: Span) -> Attribution:
    if found["behind"]:
        return Attribution(sentence, Span(*found.span("behind")), Span(*found.span("led")))
    if found["signer"]:
        return Attribution(passage, Span(*found.span("signer")), Span(*found.span("sign")))
    source = Span(*found.span("ahead"))
    if found["cue"]:
        return Attribution(sentence, source, Span(*found.span("cue")))
    opens = not found.string[passage.start : source.start].strip(_MARKS)
    return Attribution(passage if opens else sentence, source, Span(source.end, source.end))


def _says(cue: str) -> bool:
    """Whether a word that follows a name speaks of words, beliefs or wishes, and not of what is seen or felt.

    Indexing makes few statements of wishes; who asks what Roe said of taxes may be told that she supports them.
    """
    from onrecord.index.attribution import reports, sense

    word = cue.lower()
    if not word.isalpha() or "according" in word or _SAYING.fullmatch(word):
        return True
    return reports(word) and not (is_attitude(word) and sense(word) == "perceiving") and word not in _POSTS


def _belongs(text: str, one: Attribution) -> bool:
    """Whether the name ahead of a cue only says whose aides or what article it is that speaks."""
    ahead = one.source.start <= one.cue.start
    return ahead and _NOT_HIS.search(text, one.sentence.start, one.source.start) is not None


def _named(last: str) -> re.Pattern[str]:
    """Recognise "Jane Roe said", "Roe, a judge, also said", "Roe: …"; "…," said Ms. Roe; and "according to Roe".

    A post that an article shows ends with its signature: "… — Jane Roe (@roe)".
    """
    name = rf"{_CAPITALISED}\b{re.escape(last)}\b"
    return re.compile(
        rf"(?P<ahead>{name})(?:{_ASIDE}\s+{_ADVERBS}(?P<cue>{_CUE})|:)"
        rf"|(?P<led>{_BEHIND}{_CUE}|{_ACCORDING})\s+(?P<behind>{name})(?!['’]s)"
        rf"|(?P<sign>[—–])\s*(?P<signer>{name})\s*\(@\w"
    )


def _is_quoted(text: str, passage: Span, one: Attribution) -> bool:
    """Whether it is told within a quotation; one that only begins with "ROE:" is a transcript."""
    before = text[passage.start : one.source.start]
    is_open = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return is_open and (one.cue.start < one.cue.end or bool(before.strip(_MARKS)))
