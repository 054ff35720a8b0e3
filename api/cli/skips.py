"""What a reader passes over or remarks on, said as it happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .output import say
from .text import clean

if TYPE_CHECKING:
    from onrecord.index import CorpusError, Remark

SKIPS_SHOWN: Final = 20
_SKIPS_KEPT: Final = 1_000


@dataclass(slots=True)
class Skips:
    """What could not be read: all of it counted, the first of it kept, some of it said."""

    count: int = 0
    remarks: int = 0
    undated: int = 0
    ordered: bool = False
    errors: list[CorpusError] = field(default_factory=list)
    paths: set[Path] = field(default_factory=set)

    def tell(self, remark: Remark) -> None:
        """Note something about a file that was read; called by the reader."""
        from onrecord.index import OrderedDate, UnreadDate

        self.undated += isinstance(remark, UnreadDate)
        if isinstance(remark, OrderedDate):
            if self.ordered:
                return
            self.ordered = True
        self.remarks += 1
        if self.remarks <= SKIPS_SHOWN:
            say(f"note: {clean(str(remark))}")

    def __call__(self, error: CorpusError) -> None:
        """Note one; called by the reader."""
        self.count += 1
        self.paths.add(error.path.resolve())
        if self.count <= _SKIPS_KEPT:
            self.errors.append(error)
        if self.count <= SKIPS_SHOWN:
            say(f"skipped {clean(str(error))}")

    def add(self, other: Skips) -> None:
        """Count what another one counted and said."""
        self.count += other.count
        self.remarks += other.remarks
        self.undated += other.undated
        self.errors += other.errors[: _SKIPS_KEPT - len(self.errors)]

    def end(self) -> None:
        """Say how many went unsaid."""
        if self.count > SKIPS_SHOWN:
            say(f"and {self.count - SKIPS_SHOWN:,} more were skipped")
        if self.remarks > SKIPS_SHOWN:
            say(f"and {self.remarks - SKIPS_SHOWN:,} more notes")
