"""Knows somebody again whose words an article gives to "the Milan coach", "the statement" or "the Commission"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from onrecord.index import SMALL_WORDS, Index, Speaker, Statement, is_body, is_role, plain_words, stems

_NEAR: Final = 300
_DESCRIPTION: Final = 2
_REACH: Final = 3
_OF_A_BODY: Final = re.compile(
    r"(?:the|an?|its|their|one)\s(?:company\s|official\s)?"
    r"(?:spokes(?:man|woman|person)(?:\s(?:for|of)\sthe\s[a-z][\w-]*)?"
    r"|statement|letter|memo|submission|filing|complaint|announcement|(?:press|news)\srelease|blog\spost)",
    re.IGNORECASE,
)
_OFFICERS: Final = frozenset(
    "boss ceo cfo chair chairman chairperson chairwoman chief cofounder coach coo cto director executive founder"
    " head leader manager minister owner president premier secretary vp".split()
)
_PASSING: Final = frozenset("ex former formerly interim late onetime outgoing previous then".split())
_OFFICE_OF: Final = re.compile(r"[^,;]*\s(?:of|at|for)\s(?:the\s)?")
_PREPOSITIONS: Final = frozenset(
    "about after against ahead as at before by during for from in into on since to with".split()
)


class StandIns:
    """Tells statements of somebody that go under other words than a name, in one index."""

    def __init__(self, index: Index) -> None:
        """Read the statements of an index."""
        self._index = index

    def known(self, statement: Statement, row: int, asked: str, meant: Sequence[Speaker]) -> Statement | None:
        """Know a statement again as that of somebody who is asked for.

        Args:
            statement: One that is not under any of the names of those who may be meant.
            row: The passage that it begins in.
            asked: As the question has it.
            meant: The speakers of the corpus who may be meant; none where no name finds one.

        Returns:
            The statement, under the name of whom it is; of who heads a body that is asked for, under his own. None
            where it is somebody else's.
        """
        for one in meant or [Speaker(asked, [asked.removeprefix("the ").removeprefix("The ")])]:
            if _heads(statement, one):
                return statement
            means = _OF_A_BODY.fullmatch(statement.as_written) or _is_called(statement, one)
            again = means and self._is_last_named(statement, row, one)
            if again or _described(statement, one) or _shortened(statement, one):
                return replace(statement, speaker=one.names[0])
        return None

    def _is_last_named(self, statement: Statement, row: int, body: Speaker) -> bool:
        """Whether a name stands a little before a statement, and nobody else has spoken since."""
        text, source = statement.article.text, statement.as_written_span
        until = min(statement.start, source.start if source else statement.start)
        since = max(0, until - _NEAR)
        called = re.compile("|".join(map(re.escape, body.names)) or "(?!)", re.IGNORECASE)
        last = max((found.start() for found in called.finditer(text, since, until)), default=-1)
        if last < 0:
            return False
        near = (said.statement for said in self._index.statements(None, range(max(0, row - _REACH), row + 1)))
        return not any(
            other.speaker
            and other.speaker not in body.names
            and other.article.id == statement.article.id
            and last < other.start < until
            for other in near
        )


def _is_called(statement: Statement, one: Speaker) -> bool:
    """Whether a speaker without a name is called by the role that such names end with: "the official"."""
    article, _, noun = statement.as_written.lower().partition(" ")
    return article == "the" and is_role(noun) and any(name.lower().endswith(f" {noun}") for name in one.names)


def _described(statement: Statement, one: Speaker) -> bool:
    """Whether the words for a speaker without a name are a role of somebody who is named in the article."""
    if statement.speaker:
        return False
    ahead = takewhile(lambda word: word == "of" or word.lower() not in _PREPOSITIONS, statement.as_written.split())
    words = [word for word in plain_words(" ".join(ahead)) if word.lower() not in SMALL_WORDS]
    if len(words) < _DESCRIPTION or not any(map(is_role, words)) or _PASSING & {word.lower() for word in words}:
        return False
    called = stems(" ".join(words))
    return any(called == stems(role) for role in one.roles) and _named(statement, one)


def _shortened(statement: Statement, one: Speaker) -> bool:
    """Whether a body is called by the last word of its name: "the Commission" is the European Commission."""
    own = plain_words(one.name)
    short = [word for word in plain_words(statement.as_written) if word.lower() not in SMALL_WORDS]
    if len(own) == 1 or not is_body(one.name) or short != own[-1:]:
        return False
    full = re.findall(rf"(?:\b[A-Z][\w-]*\s)+{own[-1]}\b", statement.article.text)
    return all(set(plain_words(name)) - {"The"} <= set(own) for name in full)


def _heads(statement: Statement, one: Speaker) -> bool:
    """Whether somebody speaks who heads a body: "Orlo's chief executive", "director of the Orlo Museum"."""
    role = statement.role or ""
    words = {word.lower() for word in plain_words(role)}
    if not statement.speaker or not words & _OFFICERS or words & _PASSING:
        return False
    place = role.find(one.names[0])
    if place < 0 or (one.roles and not is_body(one.name)):
        return False
    if place == 0:
        return True
    after = role[place + len(one.names[0]) :].split(",")[0]
    return _OFFICE_OF.fullmatch(role[:place]) is not None and not after.strip()


def _named(statement: Statement, one: Speaker) -> bool:
    return any(name.split()[-1] in statement.article.text for name in one.names)
