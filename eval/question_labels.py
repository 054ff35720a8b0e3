"""What people marked in questions: whose words each asks for, and what it is about."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from onrecord.index import JudgmentError

from .questions import FOLDER, WrittenQuestion

LABELS: Final = FOLDER / "asked.jsonl"
PARTS: Final = 3
"""Of the written questions, by article: what learns from two of them is judged by the third."""

_NEAR: Final = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_DROPPED: Final = frozenset("a an are did do does had has have is of that the to was were".split())
_LONG: Final = 3


def part_of(question: WrittenQuestion) -> int:
    """Tell which third a question is in."""
    return int(sha256(question.articles[0].encode()).hexdigest(), 16) % PARTS


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with what it asks for.

    Attributes:
        text: As it is typed.
        asks: One of `question_tagger.ASKS`.
        speaker: Spans of the words that name whose words are asked for.
        topic: Spans of the words that tell what they are about.
        marked: Whether these were marked at all.
    """

    text: str
    asks: str
    speaker: tuple[tuple[int, int], ...]
    topic: tuple[tuple[int, int], ...]
    marked: bool = True

    @property
    def letters(self) -> str:
        """What each character belongs to: "s", "t", "-"; "?" where nobody knows; capitals begin spans."""
        marks = ["-" if self.marked else "?"] * len(self.text)
        for mark, spans in (("s", self.speaker), ("t", self.topic)):
            for start, end in spans:
                marks[start:end] = [mark.upper(), *mark * (end - start - 1)]
        return "".join(marks)


def read_labels(questions: Sequence[WrittenQuestion], path: Path = LABELS) -> dict[str, LabelledQuestion]:
    """Read what was marked, by the ids of the questions.

    Raises:
        JudgmentError: A line cannot be read.
    """
    texts = {one.id: one.text for one in questions}
    found = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                speaker, topic = (
                    tuple((start, end) for start, end in record[name]) for name in ("speaker", "topic")
                )
                if record["id"] in texts:
                    found[record["id"]] = LabelledQuestion(texts[record["id"]], record["asks"], speaker, topic)
            except (ValueError, KeyError, TypeError) as error:
                raise JudgmentError(path, number, f"not a label: {error}") from error
    return found


def varied(text: str, letters: str, speakers: Sequence[str], chance: random.Random) -> tuple[str, str]:
    """Write a question as others might: of another speaker, without marks, with slips, in bad grammar and order.

    Args:
        text: A question.
        letters: What each character belongs to.
        speakers: Words that name speakers in other questions.
        chance: Draws.

    Returns:
        The text, and what each of its characters belongs to.
    """
    if speakers and "S" in letters and chance.random() < 0.4:  # noqa: PLR2004
        text, letters = _of_another(text, letters, chance.choice(speakers))
    if chance.random() < 0.15:  # noqa: PLR2004
        text, letters = _turned(text, letters, chance)
    pieces = [(text[m.start() : m.end()], letters[m.start() : m.end()]) for m in re.finditer(r"\w+|\W+", text)]
    slips, bare, loose = chance.random() < 0.35, chance.random() < 0.3, chance.random() < 0.2  # noqa: PLR2004
    made = []
    for piece, marks in pieces:
        if loose and piece.lower() in _DROPPED and not marks.strip("-?") and chance.random() < 0.5:  # noqa: PLR2004
            continue
        if bare and not piece[0].isalnum():
            made.append((" ", marks[-1]) if " " in piece else ("", ""))
        elif slips and piece.isalpha() and len(piece) >= _LONG and chance.random() < 0.25:  # noqa: PLR2004
            made.append(_slipped(piece, marks, chance))
        else:
            made.append((piece, marks))
    return "".join(piece for piece, _ in made), "".join(marks for _, marks in made)


def _of_another(text: str, letters: str, speaker: str) -> tuple[str, str]:
    start = letters.index("S")
    end = start + 1
    while end < len(letters) and letters[end] == "s":
        end += 1
    return text[:start] + speaker + text[end:], letters[:start] + "S" + "s" * (len(speaker) - 1) + letters[end:]


def _turned(text: str, letters: str, chance: random.Random) -> tuple[str, str]:
    """Put what comes first last: "about the ferry what did she say"."""
    places = [one.start() for one in re.finditer(r" ", text) if letters[one.start() :][1:2] in {"-", "S", "T"}]
    places = [one for one in places if letters[one] == "-"]
    if not places:
        return text, letters
    place = chance.choice(places)
    return f"{text[place + 1 :]} {text[:place]}", f"{letters[place + 1 :]}-{letters[:place]}"


def _slipped(word: str, marks: str, chance: random.Random) -> tuple[str, str]:
    place = chance.randrange(1, len(word))
    letter = word[place].lower()
    kind = chance.randrange(5)
    if kind == 0:
        return word[:place] + word[place + 1 :], marks[:place] + marks[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:], marks[:place] + marks[place - 1].lower() + marks[place:]
    if kind == 2 and place + 1 < len(word):  # noqa: PLR2004
        return word[:place] + word[place + 1] + letter + word[place + 2 :], marks
    if kind == 3:  # noqa: PLR2004
        added = chance.choice(("s", "ed", "ing"))
        return word + added, marks + marks[-1].lower() * len(added)
    return word[:place] + chance.choice(_NEAR.get(letter, letter)) + word[place + 1 :], marks


def speakers_of(labels: Mapping[str, LabelledQuestion]) -> list[str]:
    """Give all words that name speakers."""
    return sorted({one.text[start:end] for one in labels.values() for start, end in one.speaker})
