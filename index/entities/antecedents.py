"""Whom "he" or "she" means: a conditional logistic regression over everybody who may be meant.

Each candidate has one score, a weighted sum of what stands for it: how near it is, whether it is a subject,
whether it spoke last, what tells its gender. The weights are fitted on annotated articles
(`python -m onrecord.eval.fit_antecedents`); the shares of the scores' exponentials are probabilities.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp, log1p
from pathlib import Path
from typing import Final, NamedTuple

from .layout import MOST_SENTENCES, Layout, between
from .person import Person

WEIGHTS: Final = Path(__file__).with_name("antecedents.json")

_choices: Final[ContextVar[list[Choice] | None]] = ContextVar("choices", default=None)

NOBODY: Final = "nobody"
"""The weight of what no candidate may stand worse than: it stands for somebody whom the article does not name."""


class Event(NamedTuple):
    """A place where an article speaks of somebody.

    Attributes:
        place: Where.
        person: Of whom.
        subject: Whether they are what the sentence is about: its subject, or who speaks in it.
        spoke: Whether they speak there.
        named: Whether the name stands there, not a pronoun or an office.
        owns: Whether the name says whose something is.
        full: Whether the name stands there in full.
    """

    place: int
    person: Person
    subject: bool
    spoke: bool = False
    named: bool = True
    owns: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun at one place.

    Attributes:
        place: Where it stands.
        sex: "m" or "f"; None for words that tell none, such as "the author".
        genders: Those that the article has pronouns of.
        quoted: Who is named in the quotation that is said, but for "I am Jane Roe".
        reported: Who is named in what else is said.
    """

    place: int
    sex: str | None
    genders: frozenset[str] = frozenset()
    quoted: frozenset[Person | None] = frozenset()
    reported: frozenset[Person | None] = frozenset()


@dataclass(slots=True, eq=False)
class Candidate:
    """Somebody who may be meant.

    Attributes:
        person: Who.
        beside: Whether the name stands behind the pronoun in its clause: then somebody else is meant.
        events: Where the article speaks of them before the pronoun, in order.
    """

    person: Person
    beside: bool = False
    events: list[Event] = field(default_factory=list)

    def last(self, *, subject: bool = False, spoke: bool = False) -> int:
        """Say where the article last spoke of them, had them for a subject or heard them; -1 where nowhere."""
        fitting = (e.place for e in reversed(self.events) if e.subject >= subject and e.spoke >= spoke)
        return next(fitting, -1)


def features(pronoun: Pronoun, candidates: Sequence[Candidate], layout: Layout) -> list[dict[str, float]]:
    """Say of each candidate what stands for it, by names that the weights go by.

    "Brought in" is whoever the paragraph is the first to speak of, and has for its only subject so far.
    """
    nearest = max((c.last(subject=True) for c in candidates), default=-1)
    latest = max((c.last(spoke=True) for c in candidates), default=-1)
    here = [c for c in candidates if between(layout.paragraphs, c.last(subject=True), pronoun.place) == 0]
    rows: list[dict[str, float]] = []
    for c in candidates:
        person, place = c.person, pronoun.place
        last, subject, spoke = c.last(), c.last(subject=True), c.last(spoke=True)
        sentences = between(layout.sentences, last, place)
        since = between(layout.sentences, subject, place) if subject >= 0 else MOST_SENTENCES
        agrees = person.sex == pronoun.sex is not None
        differs = None not in {person.sex, pronoun.sex} and not agrees
        by_shared = differs and person.by_shared_name
        by_name = differs and not by_shared
        found: dict[str, float] = {
            "this sentence or the one before": sentences <= 1,
            "sentences": log1p(sentences),
            "paragraphs": log1p(between(layout.paragraphs, last, place)),
            "nearest subject": subject == nearest >= 0,
            "brought in": here == [c] and len(c.events) == 1,
            "owns": c.events[-1].owns,
            "in full": c.events[-1].full,
            "subject of the sentence": since == 0,
            "sentences since subject": log1p(since),
            "speaker": spoke == latest >= 0,
            "paragraphs since speaking": log1p(between(layout.paragraphs, spoke, place)) if spoke >= 0 else 0.0,
            "named": log1p(sum(e.named for e in c.events)),
            "gender sure": agrees and not person.by_list,
            "gender by name": agrees and person.by_list,
            "other gender by name": by_name,
            "other gender by name and pronouns": by_name and person.sex in pronoun.genders,
            "other gender by shared name": by_shared,
            "told": person.told,
            "thing": person.is_thing,
            "named beside": c.beside,
            "named in what is said": person in pronoun.quoted,
            "named in what is reported": person in pronoun.reported,
        }
        rows.append({name: float(value) for name, value in found.items() if value})
    return rows


class Choice(NamedTuple):
    """What a pronoun was resolved by.

    Attributes:
        place: Where it stands.
        sex: "m" or "f"; None for words that tell none.
        persons: Everybody who may be meant.
        rows: What stands for each.
        genders: Of each, where everybody of known gender is listed and no row tells it; else empty.
    """

    place: int
    sex: str | None
    persons: tuple[Person, ...]
    rows: tuple[Mapping[str, float], ...]
    genders: tuple[str, ...] = ()


@contextmanager
def recorded() -> Iterator[list[Choice]]:
    """Keep every choice that is made meanwhile, in this thread or task; evaluation learns from them."""
    choices: list[Choice] = []
    token = _choices.set(choices)
    try:
        yield choices
    finally:
        _choices.reset(token)


def record_all(pronoun: Pronoun, everybody: Callable[[], Sequence[Candidate]], layout: Layout) -> None:
    """Keep what stands for people of either gender, where choices are recorded: the gender tells who is right."""
    if (choices := _choices.get()) is not None and pronoun.sex is not None:
        listed = {c: c.person.sex for c in everybody() if c.person.sex and not c.person.by_shared_name}
        rows = tuple(features(replace(pronoun, sex=None), list(listed), layout))
        persons = tuple(c.person for c in listed)
        choices.append(Choice(pronoun.place, pronoun.sex, persons, rows, tuple(listed.values())))


def choose(pronoun: Pronoun, candidates: Sequence[Candidate], layout: Layout) -> tuple[Person, float] | None:
    """Choose whom a pronoun means, and give the probability that it is so.

    Args:
        pronoun: The pronoun.
        candidates: Everybody who may be meant.
        layout: Of the article.

    Returns:
        None where somebody who is not among them is likelier than each of them.
    """
    rows = features(pronoun, candidates, layout)
    if (choices := _choices.get()) is not None:
        choices.append(Choice(pronoun.place, pronoun.sex, tuple(c.person for c in candidates), tuple(rows)))
    chances = ranked([*rows, {NOBODY: 1.0}])
    best = max(range(len(chances)), key=chances.__getitem__)
    return (candidates[best].person, chances[best]) if best < len(candidates) else None


def ranked(rows: Sequence[Mapping[str, float]], weights: Mapping[str, float] | None = None) -> list[float]:
    """Give each candidate's probability; they sum to 1."""
    weights = packaged() if weights is None else weights
    scores = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]
    most = max(scores, default=0.0)
    shares = [exp(score - most) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


@cache
def packaged() -> Mapping[str, float]:
    """Read the weights that come along."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights
