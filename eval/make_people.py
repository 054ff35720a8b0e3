"""Makes the list of nouns that say who somebody is: "referee", "undergraduate", "pilgrim".

    python -m onrecord.eval.make_people DICT [--out FILE]

DICT is the folder `dict` of WordNet 3.0; `make_thesaurus` says where it comes from. WordNet files the senses of
nouns under kinds, and counts in its texts how often each stands. A noun is taken if three senses of five are
people, by these counts and, where a sense has none, the less the later it is listed; an adjective is not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from onrecord.index.lexicon.lexicon import FOLDER

from .make_deeds import in_lines

PEOPLE: Final = "18"
"""WordNet's number for nouns that mean people."""

_NOUN: Final = "1"

_SHARE: Final = 0.6
_SHORTEST: Final = 3
_HEAD: Final = """\
# Nouns most of whose senses are people.
# source: WordNet 3.0, made by `python -m onrecord.eval.make_people`
# licence: WordNet's (NOTICE)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.make_people", description=__doc__.partition("\n")[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER / "people.txt")
    given = parser.parse_args(arguments)
    found = people(given.dict)
    given.out.write_text(_HEAD + "\n".join(in_lines(found)) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(found):,} nouns\n")
    return 0


def people(folder: Path) -> list[str]:
    """List the nouns most of whose senses are people, in the order of the alphabet.

    Args:
        folder: WordNet's `dict`.
    """
    kinds: dict[str, str] = {}
    common: set[str] = set()
    for offset, kind, spelt in synsets(folder / "data.noun"):
        kinds[offset] = kind
        common.update(word for word in spelt if word[0].islower())
    counts: dict[tuple[str, int], int] = {}
    for line in _lines(folder / "cntlist.rev"):
        key, number, times = line.split()
        lemma, _, sense = key.partition("%")
        if sense[0] == _NOUN:
            counts[lemma, int(number)] = int(times)
    described = {line.split(" ", 1)[0] for line in _lines(folder / "index.adj")}
    found = []
    for line in _lines(folder / "index.noun"):
        lemma, _, senses, *rest = line.split()
        if (
            lemma in described
            or lemma not in common
            or len(lemma) < _SHORTEST
            or not lemma.replace("-", "").isalpha()
        ):
            continue
        offsets = rest[-int(senses) :]
        worth = [counts.get((lemma, number), 0) + 1 / number for number in range(1, len(offsets) + 1)]
        people_ = sum(one for one, offset in zip(worth, offsets, strict=True) if kinds[offset] == PEOPLE)
        if people_ >= _SHARE * sum(worth):
            found.append(lemma)
    return found


def synsets(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Read the sets of synonyms of a file of WordNet's: number, kind, and the words as they are spelt."""
    for line in _lines(path):
        offset, kind, _, count, *rest = line.split(" ")
        yield offset, kind, [word.partition("(")[0] for word in rest[: 2 * int(count, 16) : 2]]


def _lines(path: Path) -> Iterator[str]:
    """Read the lines of a file of WordNet's, without its licence."""
    return (line for line in path.read_text("utf-8").splitlines() if line[:1] != " ")


if __name__ == "__main__":
    sys.exit(main())
