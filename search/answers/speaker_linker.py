"""Finds the speaker whom a question means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.index import (
    SMALL_WORDS,
    Names,
    Speaker,
    is_role,
    name_key,
    other_sex,
    plain_words,
    skeleton,
    words_of,
)
from onrecord.index.entities.person_name import SUFFIXES, parse
from onrecord.index.lexicon.word_classes import TITLES, given_name, plain

from ..query.fuzzy_names import respelt
from .offices import holder, holders, mouthpieces

_FAR_BETTER_KNOWN: Final = 10
_NAMESAKES: Final = 8
_FIRST_NAME: Final = 0.5
_TWO_FAMILIES: Final = 4  # words of a name that has two family names
_FULL_NAME: Final = 2
_NO_NAMES: Final = SMALL_WORDS | frozenset(
    "all both every few leading many miss most mr mrs ms other pres several some top two three".split()
)
"""What may stand before a name and is no part of it, beside roles: "Some Democrats", "Pres. Obama"."""

_WHERE: Final = frozenset("at in inside near outside".split())


class SpeakerBook:
    """Finds the speaker whom a question means."""

    def __init__(self, directory: Names) -> None:
        """Look speakers up in a corpus."""
        self._directory = directory

    def find(self, asked: str) -> Speaker | None:
        """Find a speaker by name, part of a name, role, or both.

        Args:
            asked: As the question has it: "Zelenskiy", "mayor Carrow", "the Russian president".

        Returns:
            The speaker with most statements among those that agree best, or None.
        """
        return next(iter(self.meant(asked)), None)

    def meant(self, asked: str) -> list[Speaker]:
        """Find everybody who may be meant: "Mr. Singer" is each of two Singers, unless one is far better known.

        Args:
            asked: As the question has it.

        Returns:
            First the speaker that `find` gives.
        """
        if speaking := mouthpieces(self._directory, asked):
            return [speaking]
        first = self.listed(asked)
        if first is not None and len(words_of(asked)) > 1:
            # "The Orlo manager" is who manages Orlo, and whoever an article calls so without a name.
            office = None if first.named else holder(self._directory, asked)
            return [one for one in (office, first) if one is not None]
        found = self._by_name(asked)
        if first is not None:
            found = [first, *(other for other in found if other.names != first.names)]
        if not found:
            office = holder(self._directory, asked)
            found = [office] if office is not None else self._by_likeness(asked)
        return [one for one in found if one.statements * _FAR_BETTER_KNOWN >= found[0].statements][:_NAMESAKES]

    def holders(self, asked: str) -> list[Speaker]:
        """Find each who holds an office that a question names without telling whose: "the police chief".

        Args:
            asked: As the question has it.

        Returns:
            First the speaker that `find` gives; nobody where words mean somebody otherwise, or one alone.
        """
        found = holders(self._directory, asked)[:_NAMESAKES]
        first = self.find(asked) if len(found) > 1 else None
        return found if first is not None and first.name == found[0].name else []

    def by_name(self, asked: str) -> bool:
        """Tell whether words mean somebody by name, or one who is called just so, and not by an office."""
        return bool(
            self._by_name(asked)
            or self.listed(asked)
            or (not mouthpieces(self._directory, asked) and self._by_likeness(asked))
        )

    def listed(self, name: str) -> Speaker | None:
        """Give who is listed under just this name."""
        number = self._directory.speaker_named(name)
        return self._directory.speaker(number) if number is not None else None

    def known(self, name: str) -> Speaker | None:
        """Give the speaker of whom statements are listed under a name: words, and not only stances."""
        found = self.listed(name) or self.find(name)
        return found if found is not None and found.statements > 0 else None

    def _by_name(self, asked: str) -> list[Speaker]:
        found = self._by_words(asked)
        # "Sir Reginald" is called so by his first name.
        title, _, first = asked.removeprefix("the ").partition(" ")
        if not found and plain(title) in TITLES and given_name(first) is not None:
            return self._by_words(first)
        return found

    def _by_words(self, asked: str) -> list[Speaker]:
        words = without_suffix(plain_words(asked))
        suffix = parse(asked).suffix
        while len(words) > 1 and words[0].lower() == "the":
            words = words[1:]
        bones = [name_key(word) for word in words]
        best, found, first_names = 0.0, list[Speaker](), list[Speaker]()
        for number in self._directory.speakers_with_words(bones):
            speaker = self._directory.speaker(number)
            its = {parse(name).suffix for name in speaker.names} - {None}
            if other_sex(asked, speaker.name) or (suffix is not None and its and suffix not in its):
                continue
            agreement = max(_agreement(words, bones, words_of(name), speaker) for name in speaker.names)
            agreement += 0.5 * (suffix in its and agreement > 0)
            if agreement == _FIRST_NAME and suffix is None and given_name(words[0]) is not None:
                first_names.append(speaker)
            if agreement > best:
                best, found = agreement, []
            if agreement and agreement == best:
                found.append(speaker)
        # "Bernie" is Bernie Sanders, though a march for Bernie has it for its last word.
        known = max((one.statements for one in found), default=0) * _FAR_BETTER_KNOWN
        return [one for one in first_names if one.statements > known] or found

    def _by_likeness(self, asked: str) -> list[Speaker]:
        # A role is no name that somebody may have misspelt: "the Harrow Dam keeper", "the harrow".
        if is_role((plain_words(asked) or ("",))[-1]):
            return []
        name = respelt(self._directory, asked)
        return [one for one in self._by_name(name) if one.named] if name else []


def without_suffix(words: Sequence[str]) -> list[str]:
    """Give the words of a name without what tells father from son: "Jr.", which is no word of a name."""
    kept = list(words)
    while len(kept) > 1 and kept[-1].lower() in SUFFIXES:
        kept.pop()
    return kept


def _agreement(words: Sequence[str], bones: Sequence[str], name: Sequence[str], speaker: Speaker) -> float:
    """Grade how well a question's words fit a name: 0 where they do not, more for more words in common.

    The last word of the name must be there. What stands before it must be more of the name, or say what the
    person is; what stands after it must not go on: "Ivanka Trump" and "the Trump campaign" are not Trump. Of a
    description all words must be there.
    """
    if not name or not (speaker.named or set(name) <= set(bones)):
        return 0.0
    if name[-1] not in bones or _is_first_name(name, speaker):
        # "Ferrer" is María Elena Ferrer Quintana.
        alone = [name[0], *(name[1:-1] if len(name) >= _TWO_FAMILIES else ())]
        return _FIRST_NAME if len(bones) == 1 and bones[0] in alone else 0.0
    place = len(bones) - 1 - list(reversed(bones)).index(name[-1])
    begin = place
    while begin and bones[begin - 1] in name:
        begin -= 1
    for behind in map(str.lower, words[place + 1 : place + 2]):
        if behind not in SMALL_WORDS or (behind == "of" and words[place].islower()):
            return 0.0
    described = {skeleton(word) for role in speaker.roles for word in plain_words(role)}
    if begin and not _may_lead(words[:begin], words[begin : place + 1], described):
        return 0.0
    titled = any(bone in described and is_role(word) for word, bone in zip(words, bones, strict=True))
    return 1.0 + len(set(bones) & set(name)) + 0.5 * titled


def _may_lead(before: Sequence[str], own: Sequence[str], described: set[str]) -> bool:
    """Whether words may stand before a name's own words, and be of no other name or office."""
    last = before[-1]
    # "The host living in Jordan" is no Jordan.
    if _is_office(before) or last.lower() in _WHERE:
        return False
    if _is_no_name(last) or name_key(last) in described:
        return True
    # "J. Roe" may be Jane Roe; "Ann J. Roe" is not.
    if len(name_key(last)) == 1 and all(map(_is_no_name, before[:-1])):
        return True
    # "The painter Jane Roe": with a full name in upper case, a word in lower case only tells what she is.
    return last.islower() and len(own) >= _FULL_NAME and own[0][0].isupper()


def _is_no_name(word: str) -> bool:
    return is_role(word) or word.lower() in _NO_NAMES


def _is_first_name(name: Sequence[str], speaker: Speaker) -> bool:
    """Whether one is known by a first name alone, as who is called "Donald Jr." is."""
    return len(name) == 1 and all(parse(one).suffix is not None for one in speaker.names)


def _is_office(words: Sequence[str]) -> bool:
    """Whether words before a name make it somebody else's: "the CEO of" Roe."""
    kept = len(words)
    while kept and words[kept - 1].lower() in SMALL_WORDS:
        kept -= 1
    return 0 < kept < len(words) and is_role(words[kept - 1])
