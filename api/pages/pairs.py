"""What somebody said on the same matter on different days, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .quotes import Origin, origin_of
from .shown import plain
from .texts import TEXTS

if TYPE_CHECKING:
    from onrecord.search import Citation, Compared


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements.

    Attributes:
        words: What was said.
        is_direct: Whether the article has them in quote marks.
        how: The word of saying and the kind, for people.
        origin: Where it stands.
    """

    words: str
    is_direct: bool
    how: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Shown:
    """Two statements.

    Attributes:
        sides: The earlier and the later one.
        days: How many days lie between them, for people.
        sure: How probable it is that they are on the same matter, for people.
        marks: What in their words may be a change, for people.
    """

    sides: Sequence[Side]
    days: str
    sure: str
    marks: Sequence[str]


def shown_pairs(pairs: Iterable[Compared]) -> list[Shown]:
    """Show pairs of statements."""
    return [
        Shown(
            [_side(one.earlier), _side(one.later)],
            TEXTS["one_day"] if one.days == 1 else TEXTS["days_later"].format(days=f"{one.days:,}"),
            TEXTS["same_sure"].format(percent=int(100 * one.probability)),
            _marks(one),
        )
        for one in pairs
    ]


def _side(one: Citation) -> Side:
    said = one.statement
    how = ", ".join(filter(None, [plain(said.cue), TEXTS[said.kind]])) if said is not None else ""
    is_direct = said is not None and said.kind == "direct"
    return Side(plain(one.words), is_direct, how, origin_of(one.article, one.start, one.end))


def _marks(one: Compared) -> list[str]:
    words = ", ".join(f"“{plain(word)}”" for word in one.denied)
    found = [TEXTS["denied"].format(words=words)] if words else []
    return [*found, *([TEXTS["opposed"]] if one.opposed else [])]
