"""Whether it matters where one's name comes from: the same sentences about people of many origins.

    python -m onrecord.eval.name_origins [--each]

puts the names of `eval/data/name_origins.tsv` (twelve origins, women and men) into the ten texts of
`name_origins_texts.txt`, and gives the share of the statements in them that are found and laid to the right
person, for each origin and gender.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from onrecord.index import Article, Span, Statement
from onrecord.index.attribution import StatementFinder

from .attribution import Find
from .judging.cast import name_words
from .judging.contents import letters
from .judging.ratios import Ratio

NAMES: Final = Path(__file__).parent / "data" / "name_origins.tsv"
TEXTS: Final = Path(__file__).parent / "data" / "name_origins_texts.txt"
_PRONOUNS: Final = {"f": {"she": "she", "her": "her"}, "m": {"she": "he", "her": "his"}}
_OTHERS: Final = {"f": "Tom Reed", "m": "Jane Reed"}


class Name(NamedTuple):
    """Somebody's name, where it comes from, and their gender (f or m)."""

    origin: str
    gender: str
    given: str
    family: str


def read_names(path: Path = NAMES) -> list[Name]:
    """Read the names."""
    return [Name(*line.split("\t")) for line in _lines(path)]


def read_texts(path: Path = TEXTS) -> list[str]:
    """Read the texts; each `[...]` stands in a statement of the person named."""
    return [line.replace("¶", "\n\n") for line in _lines(path)]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def filled(text: str, name: Name) -> tuple[str, list[tuple[int, int]]]:
    """Put a name into a text.

    Returns:
        The text without brackets, and the spans that stood in them.
    """
    pronouns = _PRONOUNS[name.gender]
    words = {"name": f"{name.given} {name.family}", "last": name.family, "other": _OTHERS[name.gender], **pronouns}
    words |= {"Last": name.family[0].upper() + name.family[1:], "She": pronouns["she"].capitalize()}
    out, spans, opened = "", [], 0
    for piece in text.format(**words).replace("[", "|[").replace("]", "|]").split("|"):
        if piece.startswith("["):
            opened = len(out)
        elif piece.startswith("]"):
            spans.append((opened, len(out)))
        out += piece.lstrip("[]")
    return out, spans


def judge_name(find: Find, name: Name) -> Ratio:
    """Give the share of statements in all texts that are found and laid to somebody."""
    right = there = 0
    for number, template in enumerate(read_texts()):
        text, spans = filled(template, name)
        found = find(Article(id=f"{name.origin}-{number}", text=text))
        right += sum(_is_right(text, span, found, name) for span in spans)
        there += len(spans)
    return Ratio(right, there)


def _is_right(text: str, span: tuple[int, int], found: Sequence[Statement], name: Name) -> bool:
    """Whether a statement holds the words, and its speaker is the person by their full name."""
    wanted = letters(text, [Span(*span)])
    held = [one for one in found if one.is_listed and wanted <= letters(text, one.content)]
    full = name_words(f"{name.given} {name.family}")
    return any(one.speaker is not None and name_words(one.speaker)[-len(full) :] == full for one in held)


def judge_groups(find: Find, names: Sequence[Name]) -> dict[tuple[str, str], Ratio]:
    """Judge every origin and gender."""
    groups: defaultdict[tuple[str, str], Ratio] = defaultdict(lambda: Ratio(0, 0))
    for name in names:
        right, there = judge_name(find, name)
        before = groups[name.origin, name.gender]
        groups[name.origin, name.gender] = Ratio(before.part + right, before.whole + there)
    return dict(groups)


def gap(groups: Mapping[tuple[str, str], Ratio]) -> float:
    """Give how far the best served origin and gender is ahead of the worst."""
    values = [ratio.value for ratio in groups.values()]
    return max(values) - min(values)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the share for each origin and gender, and the gap between the best and the worst."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.name_origins",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--each", action="store_true", help="print every name, too")
    options = parser.parse_args(arguments)
    find, names = StatementFinder.load().find, read_names()
    groups = judge_groups(find, names)
    for (origin, gender), ratio in sorted(groups.items(), key=lambda item: item[1].value):
        sys.stdout.write(f"{ratio.value:.3f} of {ratio.whole:.0f}  {origin}, {gender}\n")
    if options.each:
        for name in names:
            sys.stdout.write(f"{judge_name(find, name).value:.3f}  {name.given} {name.family}\n")
    every = Ratio(sum(r.part for r in groups.values()), sum(r.whole for r in groups.values()))
    sys.stdout.write(f"{every.value:.3f}  all\n{gap(groups):.3f}  between the best and the worst\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
