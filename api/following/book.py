"""The saved questions of an index, in a file beside its folder, so that no rebuilding or restoring loses them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from onrecord.index import OnrecordError

from ..private import write_private


@dataclass(slots=True)
class Follow:
    """A saved question.

    Attributes:
        number: Its name for people, from 1.
        question: As it was asked.
        since: The day it was saved, ISO 8601.
        seen: Statements that were told of, by `Seen`.
    """

    number: int
    question: str
    since: str
    seen: list[str] = field(default_factory=list)


class FollowBook:
    """Reads and writes the saved questions of an index."""

    def __init__(self, index: Path) -> None:
        """Open the book of an index folder, `FOLDER.follow.json`.

        Raises:
            OnrecordError: The file cannot be read.
        """
        folder = index.resolve()
        self.path = folder.with_name(f"{folder.name}.follow.json")
        self.follows = self._read()

    def add(self, question: str, day: str, seen: Sequence[str]) -> Follow:
        """Save a question; one that is saved already is given back."""
        question = " ".join(question.split())
        for one in self.follows:
            if one.question.casefold() == question.casefold():
                return one
        number = max((one.number for one in self.follows), default=0) + 1
        self.follows.append(Follow(number, question, day, list(seen)))
        self.write()
        return self.follows[-1]

    def remove(self, number: int) -> Follow:
        """Forget a question.

        Raises:
            OnrecordError: There is none of that number.
        """
        for one in self.follows:
            if one.number == number:
                self.follows.remove(one)
                self.write()
                return one
        raise OnrecordError(f"no saved question {number}; onrecord follow list shows them")

    def write(self) -> None:
        """Write the file, which only its owner reads; it is there whole or as it was."""
        data = json.dumps({"follows": [asdict(one) for one in self.follows]}, ensure_ascii=False, indent=1)
        write_private(self.path, data)

    def _read(self) -> list[Follow]:
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
            return [
                Follow(
                    int(one["number"]), str(one["question"]), str(one["since"]), [str(key) for key in one["seen"]]
                )
                for one in data["follows"]
            ]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OnrecordError(
                f"{self.path}: saved questions cannot be read: {error}; mend or move the file"
            ) from None
