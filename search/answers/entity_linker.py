"""Links the words of a question to those who speak in a corpus: names, surnames, offices, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from onrecord.index import (
    SMALL_WORDS,
    Names,
    Speaker,
    is_role,
    name_key,
    other_sex,
    plain_words,
    stems,
    words_of,
)
from onrecord.index.entities.person_name import SUFFIXES
from onrecord.index.lexicon.word_classes import given_name

from .office_words import other_words

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_FAR_BETTER_KNOWN: Final = 10
_MOST_MEANT: Final = 3
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
_PASSING: Final = frozenset("acting ex former formerly interim late onetime outgoing previous then old".split())
_OWNED: Final = re.compile(r"['’]s?$")

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
    text: str
    start: int
    end: int
    bone: str

    @property
    def bare(self) -> str:
        """The word without what makes it an owner: "Roe" of "Roe's"."""
        return _OWNED.sub("", self.text)


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
        tokens = [_Token(one[0], one.start(), one.end(), _bone(one[0])) for one in _TOKEN.finditer(text)]
        cased = any(token.text[0].isupper() for token in tokens[1:])
        found = [*self._names(tokens, cased=cased), *self._offices(tokens)]
        found.sort(key=lambda one: (one.start - one.end, one.kind == "office"))
        kept: list[Mention] = []
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(kept)

    def _names(self, tokens: Sequence[_Token], *, cased: bool) -> Iterator[Mention]:
        for place, token in enumerate(tokens):
            goes_on = cased and place > 0 and token.text[0].isupper() and tokens[place - 1].text[0].isupper()
            if not self._may_be_name(token, first=place == 0, cased=cased, last=goes_on):
                continue
            length, meant = self._meant(tokens, place, cased=cased)
            # "George Will" is a name, "Will" is none.
            if meant and not (length == 1 and _is_no_name(token)):
                those, kind = _closest(meant, first_name=_is_first_name(tokens, place))
                yield Mention(tokens[place - length + 1].start, token.end, _likely(those), kind, _is_owner(token))

    def _meant(
        self, tokens: Sequence[_Token], place: int, *, cased: bool
    ) -> tuple[int, list[tuple[Speaker, MatchKind]]]:
        """Find whom the words up to a place name: how many words, and everybody with most of them."""
        best = 0
        meant: list[tuple[Speaker, MatchKind]] = []
        for number in self._directory.speakers_with_words([tokens[place].bone])[:_MOST_NAMESAKES]:
            speaker = self._directory.speaker(number)
            if not speaker.named:
                continue
            length, kind = max((_fit(tokens, place, name) for name in speaker.names), default=(0, "surname"))
            if not length or not _alone(tokens, place, length, cased=cased, kind=kind):
                continue
            titled = tokens[max(0, place - length) : place + 1]
            if other_sex(" ".join(one.text for one in titled), speaker.name):
                continue
            if length > best:
                best, meant = length, []
            if length == best:
                meant.append((speaker, kind))
        return best, meant

    def _may_be_name(self, token: _Token, *, first: bool, cased: bool, last: bool) -> bool:
        if len(_OWNED.sub("", token.text.lower())) < _SHORTEST and not token.text.isupper():
            return False
        if _is_no_name(token) and not last:
            return False
        if cased and not first:
            return token.text[0].isupper()
        return self._directory.name(token.bare) is not None

    def _offices(self, tokens: Sequence[_Token]) -> Iterator[Mention]:
        for place, token in enumerate(tokens):
            if token.text.lower() in _NO_NAMES or not _begins_office(token, tokens, place):
                continue
            for length in range(min(_LONGEST_OFFICE, len(tokens) - place), 0, -1):
                words = tokens[place : place + length]
                last = words[-1].text
                if last.lower() in _NO_NAMES or (length == 1 and not (token.bare.isupper() or "." in token.bare)):
                    continue
                phrase = " ".join(one.text for one in words)
                if not any(is_role(one) for said in other_words(phrase) for one in said.split()):
                    continue
                if speakers := self._holders(phrase):
                    yield Mention(token.start, words[-1].end, speakers, "office", _is_owner(words[-1]))
                    break

    def _holders(self, phrase: str) -> tuple[Speaker, ...]:
        found: dict[str, Speaker] = {}
        for said in other_words(phrase):
            wanted = stems(said)
            if not wanted:
                continue
            for speaker in self._directory.speakers_with_stems(wanted):
                if any(_is_called(wanted, role, speaker.name) for role in speaker.roles):
                    found.setdefault(speaker.name, speaker)
        return _likely(sorted(found.values(), key=lambda one: -one.statements))


def _bone(word: str) -> str:
    return name_key(_OWNED.sub("", word).strip("."))


def _begins_office(token: _Token, tokens: Sequence[_Token], place: int) -> bool:
    """Whether an office may begin here: not in the middle of one."""
    before = tokens[place - 1].text.lower() if place else ""
    return (
        before in _NO_NAMES | {"the", "an", "a"}
        or place == 0
        or _is_owner(tokens[place - 1])
        or token.text[0].isupper()
    )


def _is_no_name(token: _Token) -> bool:
    return _OWNED.sub("", token.text.lower()) in _NO_NAMES


def _is_first_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a token is a given name that stands behind no other: not the "Ryan" of "Mat Ryan"."""
    before = tokens[place - 1].text if place else ""
    return given_name(tokens[place].bare) is not None and given_name(before) is None


def _is_owner(token: _Token) -> bool:
    return _OWNED.search(token.text) is not None


def _fit(tokens: Sequence[_Token], place: int, name: str) -> tuple[int, MatchKind]:
    """Tell how many tokens up to a place are words of a name, and whether all, its last or its first."""
    words = words_of(name)
    if not words:
        return 0, "surname"
    bone = tokens[place].bone
    if bone != words[-1]:
        first = len(words) >= _FULL_NAME and bone == words[0] and len(bone) > _SHORTEST
        return (1, "first name") if first else (0, "surname")
    length = 1
    while length <= place and tokens[place - length].bone in words[:-1]:
        length += 1
    return length, "name" if length >= min(len(words), _FULL_NAME) else "surname"


def _closest(meant: Sequence[tuple[Speaker, MatchKind]], *, first_name: bool) -> tuple[list[Speaker], MatchKind]:
    """Keep those whom words name most closely, and tell how."""
    kinds = [kind for _, kind in meant]
    closest: MatchKind = "name" if "name" in kinds else "surname" if "surname" in kinds else "first name"
    those = [speaker for speaker, kind in meant if kind == closest]
    likely = _likely([speaker for speaker, _ in meant])
    if closest == "surname" and first_name and not any(one in likely for one in those):
        # "Bernie" is Bernie Sanders, though a march for Bernie has it for its last word.
        return list(likely), "first name"
    return those, closest


def _alone(tokens: Sequence[_Token], place: int, length: int, *, cased: bool, kind: MatchKind) -> bool:
    """Whether a name goes on neither before nor behind: "Melania Trump" and "the Trump campaign" are not Trump."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    joined = following is not None and following.start == tokens[place].end + 1 and not _is_owner(tokens[place])
    goes_on = joined and following is not None and following.text.lower().strip(".") not in SUFFIXES
    if goes_on and following is not None and cased and following.text[0].isupper() and not is_role(following.text):
        return False
    if kind == "name" or place < length or not cased:
        return True
    before = tokens[place - length]
    if before.end + 1 != tokens[place - length + 1].start or before.text.lower() in _NO_NAMES or _is_owner(before):
        return True
    return not before.text[0].isupper() or is_role(before.text) or place - length == 0


def _likely(speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """Keep those who may be meant: nobody beside whom another is far better known."""
    if not speakers:
        return ()
    most = max(one.statements for one in speakers)
    kept = [one for one in speakers if one.statements * _FAR_BETTER_KNOWN >= most]
    return tuple(sorted(kept, key=lambda one: -one.statements)[:_MOST_MEANT])


def _is_called(wanted: set[str], role: str, name: str) -> bool:
    if not wanted <= stems(f"{role} {name}"):
        return False
    passing = {word.lower() for word in plain_words(role)} & _PASSING
    return not any(not stems(word) <= wanted for word in passing)
