"""What speaks for it that a unit answers a question: figures that cost nothing, and those of the cross-encoder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import MOUTHPIECES, Article, Statement, Store, name_key, plain_words, stems

from ..query.answer_type import asked_for
from ..query.idf import word_shares
from ..query.query_parser import Question
from .asked import Asked, AskedSpeaker
from .office_words import share_described
from .offices import speaks_for
from .passage_pool import Standing
from .said import is_of
from .statement_checks import QUOTED
from .units import Unit

CHEAP: Final = (
    "within around beside rank spoken_rank cosine near article matches held held_beside"
    " named_same named_other named_told named_near named_absent"
    " office_same described described_told anybody_speaks mentioned_speaks speech_unsaid who_said quoted stance"
    " attitude certainty length short question number_held number_missing in_period first_paragraph"
).split()
"""Names of the figures that nothing is read for, in their order."""

Figures = NDArray[np.float64]

_CLOSE: Final = 70
_MOST_MENTIONS: Final = 6
_SHORT: Final = 6
_IN_PERIOD: Final = {None: 0.0, True: 1.0, False: -1.0}


def cheap_figures(
    index: Store,
    question: Question,
    topic: Question,
    *,
    asked: Asked,
    units: Sequence[Unit],
    standings: Mapping[int, Standing],
) -> Figures:
    """Gather the figures that cost nothing.

    Args:
        index: The corpus.
        question: The question, understood.
        topic: What the words are about, understood.
        asked: Whose words are asked for.
        units: What may answer.
        standings: What the searches say of the passages, by row.

    Returns:
        Shape (len(units), len(CHEAP)).
    """
    share = word_shares(index, topic.words)
    wants = asked_for(question.text)
    held = cache(lambda text: np.array(topic.held(set(index.words(text))), np.float64))
    figures = np.zeros((len(units), len(CHEAP)))
    for row, unit in enumerate(units):
        own = held(unit.text)
        before = np.maximum(own, held(unit.before))
        around = np.maximum(before, held(unit.article.title))
        length = len(unit.text.split())
        number = wants is not None and wants.search(unit.text) is not None
        figures[row] = [
            float(own @ share),
            float(before @ share),
            float(around @ share),
            *standings[unit.row],
            *speaker_figures(asked, unit),
            log(1 + length),
            length < _SHORT,
            unit.text.rstrip("\"'”’) ").endswith("?"),
            number,
            wants is not None and not number,
            _IN_PERIOD[question.is_of_its_days(unit.article.published)],
            unit.paragraph == 0,
        ]
    return figures


def speaker_figures(asked: Asked, unit: Unit) -> list[float]:
    """Tell how a unit's speaker agrees with whom a question asks for: "named_same" to "certainty" of `CHEAP`."""
    said = unit.statement
    best = max((_agreement(one, unit) for one in asked.speakers), default=_Agreement())
    if said is None:
        wanted = (one.description for one in asked.speakers if not one.by_name)
        told = max((share_described(one, f"{unit.before} {unit.text}") for one in wanted), default=0.0)
        unsaid = asked.speech and not best.same
        return [*best, told, 0.0, 0.0, unsaid, 0.0, 0.0, 0.0, 0.0, 1.0]
    return [
        *best,
        0.0,
        asked.speech and not asked.speakers,
        not asked.speakers and said.who in asked.mentioned,
        0.0,
        asked.who,
        said.kind in QUOTED,
        said.kind == "stance",
        0.0,
        1.0 if said.probability is None else said.probability,
    ]


def eligible(asked: Asked, cheap: Figures) -> NDArray[np.bool_]:
    """Tell which units may be whose words are asked for: nobody else's, where the question has a name.

    What an article gives to nobody by name may be theirs, if the article names them at all.

    Args:
        asked: Whose words are asked for.
        cheap: The figures of the units.
    """
    if not asked.all_by_name:
        return np.ones(len(cheap), dtype=bool)
    same, other, office = (cheap[:, CHEAP.index(name)] for name in ("named_same", "named_other", "office_same"))
    allowed: NDArray[np.bool_] = (same + office > 0) | (other == 0)
    return allowed


def as_anybodys(cheap: Figures) -> Figures:
    """Give the figures of statements as they would be if a question had asked for anybody's words."""
    figures = cheap.copy()
    figures[:, CHEAP.index("named_same") : CHEAP.index("anybody_speaks")] = 0.0
    figures[:, CHEAP.index("anybody_speaks")] = 1.0
    return figures


class _Agreement(NamedTuple):
    """How a unit agrees with one who is asked for: the figures from "named_same" to "described"."""

    same: float = 0.0
    other: float = 0.0
    told: float = 0.0
    near: float = 0.0
    absent: float = 0.0
    office: float = 0.0
    described: float = 0.0


def _agreement(one: AskedSpeaker, unit: Unit) -> _Agreement:
    said = unit.statement
    if is_of(unit, one) and (said is None or one.by_name):
        return _Agreement(same=1.0)
    if not one.by_name:
        if said is None:
            return _Agreement()
        share = share_described(one.description, _around_speaker(said))
        return _Agreement(office=float(said.who in one.names), described=share)
    if said is not None and (_is_mouthpiece(one, said) or _heads(one, said.role or "")):
        return _Agreement(office=1.0)
    last = last_word(one.phrase)
    told = _holds(last, unit.text) or (said is not None and _holds(last, said.who))
    near = not told and _holds(last, unit.before)
    other = (said is not None and _is_named(said)) or not _named_in(one, unit.article)
    return _Agreement(other=float(other), told=float(told), near=float(near), absent=float(not (told or near)))


def _is_named(said: Statement) -> bool:
    """Whether a statement is somebody's by name, and not only "the agency's"."""
    return bool(said.speaker) or any(word[0].isupper() for word in said.as_written.split()[1:])


def _named_in(one: AskedSpeaker, article: Article) -> bool:
    """Whether an article has all words of a name that is asked for; else nothing there is of theirs."""
    return _has_a_name(one.names | {one.phrase}, article.title, article.text)


@lru_cache(maxsize=256)
def _has_a_name(names: frozenset[str], title: str, text: str) -> bool:
    # Asked for every unit of an article, it is looked up once.
    named = (_small_words(name) for name in names)
    return any(words and words <= _told(title, text) for words in named)


@lru_cache(maxsize=256)
def _told(title: str, text: str) -> frozenset[str]:
    # Of another name, too, an article's words are the same.
    return _small_words(f"{title} {text}")


def _small_words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in plain_words(text))


def _is_mouthpiece(one: AskedSpeaker, statement: Statement) -> bool:
    """Whether the words for a speaker make them the mouthpiece of one who is asked for: "a spokesman for Orlo"."""
    words = f"{statement.role or ''} {statement.as_written}"
    called = map(str.lower, plain_words(words))
    return not MOUTHPIECES.isdisjoint(called) and any(
        stems(name) <= stems(words) for name in one.names or {one.phrase}
    )


def _heads(one: AskedSpeaker, role: str) -> bool:
    """Whether a role is that of the head of a body that is asked for; Roe's chief of staff is none of Jane Roe."""
    return any(speaks_for(role, stems(name)) for name in {who.name for who in one.speakers} or {one.phrase})


def last_word(phrase: str) -> str:
    """Give the last word of a name, as names are compared."""
    words = plain_words(phrase)
    return name_key(words[-1]) if words else ""


def _holds(bone: str, text: str) -> bool:
    return any(bone in _bones(word) for word in text.split())


@lru_cache(maxsize=16_384)
def _bones(word: str) -> frozenset[str]:
    """Give what stands between spaces as names are compared: of "Roe-Dane" two, of small letters nothing."""
    return frozenset(name_key(one) for one in plain_words(word) if one[0] == one[0].upper())


def _around_speaker(said: Statement) -> str:
    """Give the words with which an article tells who a statement's speaker is."""
    return f"{said.role or ''} {said.as_written} {said.who} {_near(said.article.text, said.who.split()[-1])}"


@lru_cache(maxsize=512)
def _near(text: str, word: str) -> str:
    places = [found.start() for found in re.finditer(rf"\b{re.escape(word)}\b", text)][:_MOST_MENTIONS]
    return " ".join(text[max(0, place - _CLOSE) : place + len(word) + _CLOSE] for place in places)
