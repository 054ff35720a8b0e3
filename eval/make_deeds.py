"""Makes the list of verbs that tell of a deed: to fire, to sell, to resign, but not to say, think, want or seem.

    python -m onrecord.eval.make_deeds DICT [--out FOLDER]

DICT is the folder `dict` of WordNet 3.0; `make_thesaurus` says where it comes from. WordNet counts in its texts
how often each sense of a verb stands, and files senses under fifteen kinds. A verb is taken if nine counted senses
of twelve are of the kinds in which something is done that others could see. With a particle it is another verb,
which may be no deed where the verb alone is one ("single out").
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from onrecord.index.lexicon.lexicon import FOLDER
from onrecord.search.thesaurus import PARTICLES

_DEEDS: Final = frozenset({29, 30, 33, 34, 35, 36, 38, 40, 41})
"""WordNet's numbers for body, change, competition, consumption, contact, creation, motion, possession, social."""

_SHARE: Final = 0.75
_WIDE: Final = 96
_HEAD: Final = """\
# {}
# source: WordNet 3.0, made by `python -m onrecord.eval.make_deeds`
# licence: WordNet's (NOTICE)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.make_deeds", description=__doc__.partition("\n")[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder of the lists")
    given = parser.parse_args(arguments)
    shares = deed_shares(given.dict)
    lists = {
        "deeds": ("Verbs most of whose senses are deeds, which others could see.", False),
        "no_deeds": ("Verbs with a particle that are no such deeds, whatever the verb alone is.", True),
    }
    for name, (told, phrasal) in lists.items():
        found = [one for one, share in shares.items() if ("_" in one) == phrasal and (share < _SHARE) == phrasal]
        text = "\n".join(in_lines(found))
        (given.out / f"{name}.txt").write_text(f"{_HEAD.format(told)}{text}\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {len(found):,} verbs\n")
    return 0


def deed_shares(folder: Path) -> dict[str, float]:
    """Give the share of deeds among the counted senses of verbs.

    Args:
        folder: WordNet's `dict`.

    Returns:
        By verb, or by verb with its particle ("single_out"), in the order of the alphabet.
    """
    kinds = defaultdict[str, Counter[bool]](Counter)
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, _, _, count = line.split()
        lemma, _, rest = key.partition("%")
        part, kind, *_ = rest.split(":")
        verb, _, particle = lemma.partition("_")
        if part == "2" and verb.isalpha() and (not particle or particle in PARTICLES):
            kinds[lemma][int(kind) in _DEEDS] += int(count)
    return {one: told[True] / told.total() for one, told in sorted(kinds.items()) if told.total()}


def in_lines(found: Sequence[str]) -> Iterator[str]:
    """Put words into lines of a list."""
    line = ""
    for word in found:
        if len(line) + len(word) >= _WIDE:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


if __name__ == "__main__":
    sys.exit(main())
