"""Links the words of a question to those who speak in a corpus: names, surnames, offices, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from onrecord.index import SMALL_WORDS, Names, Speaker, is_role, name_key, other_sex, stems, words_of
from onrecord.index.entities.person_name import SUFFIXES
from onrecord.index.lexicon.word_classes import given_name

from .office_words import other_words
from .offices import is_called

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*(?:\.|(?<=s)['’](?!\w))?")
_FAR_BETTER_KNOWN: Final = 10
_MOST_MEANT: Final = 8
_MOST_NAMESAKES: Final = 40
_LONGEST_OFFICE: Final = 6
_SHORTEST: Final = 3
_FULL_NAME: Final = 2
_NO_NAMES: Final = SMALL_WORDS | frozenset(
    "what who whom whose which when where why how did does do done has have had is are was were be been will"
    " would can could should may might must he she it they his her its their him them i me my we our us you your"
    " this that these those there here not no any anything anyone something or but if so about over re then than"
    " more most much many said say says tell told think thinks thought quote quotes word words on off up out into"
    " after before since some".split()
)
_OWNED: Final = re.compile(r"['’]s?$", re.IGNORECASE)

MatchKind = Literal["name", "surname", "first name", "office"]


class Mention(NamedTuple):
    """Words of a question that mean somebody who speaks in the corpus.

    Attributes:
        start: First character.
        end: One past the last.
        speakers: Who may be meant, the best known first.
        kind: How the words name them.
        owner: Whether something of theirs is spoken of: "Roe's lawyer", "Roe's take".
    """

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    kind: MatchKind
    owner: bool


class _Token(NamedTuple):
    """A word of a question.

    Attributes:
        text: As it is written.
        start: First character.
        end: One past the last.
        bare: The word without what makes it an owner: "Roe" of "Roe's".
        bone: That as names are compared.
    """

    text: str
    start: int
    end: int
    bare: str
    bone: str

    @property
    def capital(self) -> bool:
        """Whether it is written as a name."""
        return self.text[0].isupper()

    @property
    def owner(self) -> bool:
        """Whether something of theirs is spoken of."""
        return self.bare != self.text

    @property
    def is_no_name(self) -> bool:
        """Whether it is a word that any question has."""
        return self.bare.lower() in _NO_NAMES


class EntityLinker:
    """Links words to the speakers of one corpus."""

    def __init__(self, directory: Names) -> None:
        """Look speakers up in a corpus."""
        self._directory = directory

    def mentions(self, text: str) -> list[Mention]:
        """Find everybody whom a text names, in its order.

        Args:
            text: A question, or a part of one, with names spelt as the corpus spells them.

        Returns:
            The longest mentions that do not overlap.
        """
        tokens = [_token(one) for one in _TOKEN.finditer(text)]
        cased = any(token.capital for token in tokens[1:])
        found = [*self._names(tokens, cased=cased), *self._offices(tokens)]
        found.sort(key=lambda one: (one.start - one.end, one.kind == "office"))
        kept: list[Mention] = []
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(kept)

    def _names(self, tokens: Sequence[_Token], *, cased: bool) -> Iterator[Mention]:
        for place, token in enumerate(tokens):
            if not self._may_be_name(tokens, place, cased=cased):
                continue
            length, meant = self._meant(tokens, place, cased=cased)
            # "George Will" is a name, "Will" is none.
            if meant and not (length == 1 and token.is_no_name):
                those, kind = _closest(meant, first_name=_is_first_name(tokens, place))
                yield Mention(tokens[place - length + 1].start, token.end, _likely(those), kind, token.owner)

    def _meant(
        self, tokens: Sequence[_Token], place: int, *, cased: bool
    ) -> tuple[int, list[tuple[Speaker, MatchKind]]]:
        """Find whom the words up to a place name: how many words, and everybody with most of them."""
        best = 1
        meant: list[tuple[Speaker, MatchKind]] = []
        for number in self._directory.speakers_with_words([tokens[place].bone])[:_MOST_NAMESAKES]:
            speaker = self._directory.speaker(number)
            if not speaker.named:
                continue
            length, kind = max((_fit(tokens, place, name) for name in speaker.names), default=(0, "surname"))
            if length < best or (cased and not _alone(tokens, place, length, kind=kind)):
                continue
            titled = tokens[max(0, place - length) : place + 1]
            if other_sex(" ".join(one.text for one in titled), speaker.name):
                continue
            meant = [*(meant if length == best else ()), (speaker, kind)]
            best = length
        return best, meant

    def _may_be_name(self, tokens: Sequence[_Token], place: int, *, cased: bool) -> bool:
        token = tokens[place]
        if len(token.bare) < _SHORTEST and not token.text.isupper():
            return False
        if not cased or not place:
            return not token.is_no_name and self._directory.name(token.bare) is not None
        return token.capital and (not token.is_no_name or tokens[place - 1].capital)

    def _offices(self, tokens: Sequence[_Token]) -> Iterator[Mention]:
        for place, token in enumerate(tokens):
            if token.is_no_name or not _begins_office(tokens, place):
                continue
            for length in range(min(_LONGEST_OFFICE, len(tokens) - place), 0, -1):
                words = tokens[place : place + length]
                last = words[-1]
                if last.is_no_name or (length == 1 and not (token.bare.isupper() or "." in token.bare)):
                    continue
                if speakers := self._holders(" ".join(one.text for one in words)):
                    yield Mention(token.start, last.end, speakers, "office", last.owner)
                    break

    def _holders(self, phrase: str) -> tuple[Speaker, ...]:
        """Find those whom articles call by a phrase that tells an office."""
        each = [*other_words(phrase)]
        if not any(is_role(word) for said in each for word in said.split()):
            return ()
        found: dict[str, Speaker] = {}
        for wanted in filter(None, map(stems, each)):
            for speaker in self._directory.speakers_with_stems(wanted):
                if any(is_called(role, speaker.name, wanted) for role in speaker.roles):
                    found.setdefault(speaker.name, speaker)
        return _likely([*found.values()])


def _token(word: re.Match[str]) -> _Token:
    bare = _OWNED.sub("", word[0])
    return _Token(word[0], *word.span(), bare, name_key(bare.strip(".")))


def _begins_office(tokens: Sequence[_Token], place: int) -> bool:
    """Whether an office may begin at a place: not in the middle of one."""
    before = tokens[place - 1]
    return place == 0 or tokens[place].capital or before.owner or before.is_no_name


def _is_first_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a token is a given name that stands behind no other: not the "Ryan" of "Mat Ryan"."""
    before = tokens[place - 1].text if place else ""
    return given_name(tokens[place].bare) is not None and given_name(before) is None


def _fit(tokens: Sequence[_Token], place: int, name: str) -> tuple[int, MatchKind]:
    """Tell how many tokens up to a place are words of a name, and whether all, its last or its first."""
    words, bone = words_of(name), tokens[place].bone
    if words[-1:] != (bone,):
        first = len(words) >= _FULL_NAME and bone == words[0] and len(bone) > _SHORTEST
        return (1, "first name") if first else (0, "surname")
    length = 1
    while length <= place and tokens[place - length].bone in words[:-1]:
        length += 1
    return length, "name" if length >= min(len(words), _FULL_NAME) else "surname"


def _closest(meant: Sequence[tuple[Speaker, MatchKind]], *, first_name: bool) -> tuple[list[Speaker], MatchKind]:
    """Keep those whom words name most closely, and tell how."""
    kinds: tuple[MatchKind, ...] = ("name", "surname", "first name")
    closest = min((kind for _, kind in meant), key=kinds.index)
    those = [speaker for speaker, kind in meant if kind == closest]
    likely = _likely([speaker for speaker, _ in meant])
    if closest == "surname" and first_name and not any(one in likely for one in those):
        # "Bernie" is Bernie Sanders, though a march for Bernie has it for its last word.
        return list(likely), "first name"
    return those, closest


def _alone(tokens: Sequence[_Token], place: int, length: int, *, kind: MatchKind) -> bool:
    """Whether a name goes on neither before nor behind: "Melania Trump" and "the Trump campaign" are not Trump."""
    token, first = tokens[place], tokens[place - length + 1]
    for behind in tokens[place + 1 : place + 2]:
        no_name = is_role(behind.text) or behind.text.lower().strip(".") in SUFFIXES
        if behind.start == token.end + 1 and behind.capital and not token.owner and not no_name:
            return False
    if kind == "name" or place <= length:
        return True
    before = tokens[place - length]
    apart = before.end + 1 != first.start or before.owner
    return apart or not before.capital or before.text.lower() in _NO_NAMES or is_role(before.text)


def _likely(speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """Keep those who may be meant: nobody beside whom another is far better known."""
    most = max((one.statements for one in speakers), default=0)
    kept = [one for one in speakers if one.statements * _FAR_BETTER_KNOWN >= most]
    return tuple(sorted(kept, key=lambda one: -one.statements)[:_MOST_MEANT])
