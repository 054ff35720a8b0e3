"""No sentence calls somebody "he" where what it cites knows women alone, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.index.entities.person_name import parse
from onrecord.index.lexicon.word_classes import FEMALE_PRONOUNS, MALE_PRONOUNS, given_name, is_body

from ..model import Quote
from .claim import Claim, Token

_WORDS: Final = {"m": MALE_PRONOUNS, "f": FEMALE_PRONOUNS}


def check_pronouns(claim: Claim) -> str | None:
    """Find a pronoun for which nobody in what is cited can be meant; where no sex is known, none is found."""
    texts = (*claim.evidence, *claim.around, *claim.known)
    known = {sex for text in texts for sex in _told(text)}
    known |= {sex for quote in claim.quotes for sex in _named(quote)}
    if any(_is_unknown(quote) for quote in claim.quotes):
        return None
    for token in claim.tokens:
        for sex, words in _WORDS.items():
            if token.lower in words and known and sex not in known:
                return f"nobody in what it cites is “{token.text}”"
    return None


def _is_unknown(quote: Quote) -> bool:
    """Whether a quote is somebody's of whom nothing tells the sex."""
    name = quote.speaker or ""
    return len(name.split()) > 1 and bool(parse(name).family) and not any(_named(quote)) and not is_body(name)


def _told(text: list[Token]) -> Iterator[str]:
    for token in text:
        yield from (sex for sex, words in _WORDS.items() if token.lower in words)
        if token.text[0].isupper() and (sex := given_name(token.text)) is not None:
            yield from sex.replace("u", "mf")


def _named(quote: Quote) -> Iterator[str]:
    for voice in quote.voices:
        if (sex := parse(voice.speaker or "").gender) is not None:
            yield sex
