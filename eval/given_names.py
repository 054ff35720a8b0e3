"""Makes the lists of given names from Faker's (MIT) and from what nomquamgender gathered of 36 sources (MIT).

    python -m onrecord.eval.given_names NAME_DATA DICT > given_names.txt
    python -m onrecord.eval.given_names NAME_DATA DICT --shared > shared_given_names.txt

NAME_DATA is `name_data.json` of the package nomquamgender 0.1.4: of each name, how many sources have it and the
share of women among its bearers (Van Buskirk, Clauset and Larremore, "An Open-Source Cultural Consensus Approach
to Name-Based Gender Classification", ICWSM 2023). DICT is the folder `dict` of WordNet 3.0 (`make_thesaurus` says
where it comes from), whose words and places are no names. The second list holds the names of the first that lean
to one gender, and are borne by the other too.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from anyascii import anyascii

from onrecord.index.lexicon.lexicon import rows, words

from .make_people import PEOPLE, synsets

_LISTS = {"first_names_male": "m", "first_names_female": "f", "first_romanized_names_male": "m"}
_LISTS |= {"first_romanized_names_female": "f", "first_romanized_names": "u", "first_names_unisex": "u"}
_LAST = ("last_names", "last_romanized_names", "last_names_male", "last_names_female")
_PAIRS = {"first_name_male_pairs": "m", "first_name_female_pairs": "f"}
_WITHOUT_VOWELS = ("ARABIC", "HEBREW", "CJK", "HANGUL", "THAI", "HIRAGANA", "KATAKANA")
_NOT_ALONE = frozenset({"en", "is_IS", "tr_TR", "bg_BG", "ne_NP", "or_IN", "ta_IN", "si_LK"})
"""Lists so long that a name which stands in no other is more often a place or a word."""

_OF_ENGLISH = 3
"""A list of common English names counts as so many."""

_MOST = 3
"""So many times more lists must give a name to one gender for it to tell that, where no sources tell."""

_SOURCES = 6
"""From so many sources on their share of women counts, not Faker's lists."""

_KNOWN = 10
"""From so many sources on a name that no list of Faker's has is taken."""

_LEANS = 0.25
"""The share of the other gender up to which a name tells one."""

_ALONE = 0.05
"""The share of the other gender up to which no name is both's."""

_SHORTEST = 3

_NO_NAMES = (
    "countries",
    "calendar",
    "titles",
    "roles",
    "jobs",
    "function_words",
    "institutions",
    "groups",
    "cities",
    "bodies",
    "not_given_names",
    "demonyms",
    "public_nouns",
    "company_nouns",
    "body_nouns",
    "outlet_words",
)
_NAMES_TOO = frozenset({"bill", "april", "june", "grace", "joy", "hope", "dean", "victoria", "charlotte"})
"""Some of their words stand before a surname as a given name more often."""


def main() -> None:
    """Write one name and its gender (m, f or u) a line; with --shared, names of both that lean to one."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.given_names", description=__doc__.partition("\n")[0])
    parser.add_argument("name_data", type=Path)
    parser.add_argument("dict", type=Path)
    parser.add_argument("--shared", action="store_true", help="list the names of both genders that lean to one")
    given = parser.parse_args()
    women: dict[str, tuple[int, float]] = {
        name: (told[0], told[2]) for name, told in json.loads(given.name_data.read_text("utf-8")).items()
    }
    listed = {**_listed(women), **_known(women, given.dict)}
    if given.shared:
        about = "Given names that lean to one gender and are the other's too, in lower case, and in ASCII."
        lines = [name for name, sex in sorted(listed.items()) if sex != "u" and _other(women.get(name)) > _ALONE]
    else:
        about = "Given names of many languages, in lower case, and in ASCII, with gender."
        lines = [f"{name} {sex}" for name, sex in sorted(listed.items())]
    sys.stdout.write(
        f"# {about}\n"
        "# source: Faker's person providers (https://github.com/joke2k/faker) and nomquamgender's name data"
        " (https://github.com/ianvanbuskirk/nomquamgender), by eval/given_names.py\n"
        "# licence: MIT, Copyright (c) 2012 Daniele Faraglia; MIT, Copyright (c) 2022 Ian Van Buskirk\n"
        + "\n".join(lines)
        + "\n"
    )


def _listed(women: Mapping[str, tuple[int, float]]) -> dict[str, str]:
    """Give the names of Faker's lists, with what many sources or else its lists tell of their gender."""
    genders: defaultdict[str, Counter[str]] = defaultdict(Counter)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for locale, name, gender in _names():
        genders[name][gender] += _OF_ENGLISH if locale in {"en_GB", "en_US"} else 1
        homes[name].add(locale)
    for short, *forms in rows("short_names"):
        for form in forms:
            genders[short] += genders[form]
            homes[short] |= homes[form]
    taken = _taken()
    return {
        name: _of_women(women[name][1]) if women.get(name, (0, 0.0))[0] >= _SOURCES else _gender(genders[name])
        for name in genders
        if homes[name] - _NOT_ALONE and name not in taken and len(name) > 1
    }


def _known(women: Mapping[str, tuple[int, float]], wordnet: Path) -> dict[str, str]:
    """Give the names that many sources have and that are no surnames of Faker's, no words and no places."""
    no_names = _taken() | _surnames() | _words(wordnet)
    return {
        name: _of_women(share)
        for name, (sources, share) in women.items()
        if sources >= _KNOWN
        and name not in no_names
        and name.isascii()
        and name.isalpha()
        and len(name) >= _SHORTEST
    }


def _taken() -> frozenset[str]:
    return frozenset().union(*map(words, _NO_NAMES)) - _NAMES_TOO


def _of_women(share: float) -> str:
    return "m" if share <= _LEANS else "f" if share >= 1 - _LEANS else "u"


def _other(told: tuple[int, float] | None) -> float:
    """Give the share of the gender that a name leans to less; of one that few sources have, none."""
    return min(told[1], 1 - told[1]) if told and told[0] >= _SOURCES else 0.0


def _words(folder: Path) -> set[str]:
    """List the words of WordNet in lower case that it writes so, or with a capital for what is no person."""
    found: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        for _, kind, spelt in synsets(folder / f"data.{part}"):
            found.update(word.lower() for word in spelt if word[0].islower() or kind != PEOPLE)
    return found


def _surnames() -> set[str]:
    return {
        str(name).lower() for _, provider in _providers() for kind in _LAST for name in getattr(provider, kind, ())
    }


def _providers() -> Iterator[tuple[str, Any]]:
    from faker.providers import person

    for found in pkgutil.iter_modules(person.__path__):
        yield found.name, importlib.import_module(f"{person.__name__}.{found.name}").Provider


def _names() -> Iterator[tuple[str, str, str]]:
    for locale, provider in _providers():
        for attribute, gender in _LISTS.items():
            for name in getattr(provider, attribute, ()):
                yield from ((locale, one, gender) for one in _folded(str(name)))
        for attribute, gender in _PAIRS.items():
            for pair in getattr(provider, attribute, ()):
                yield locale, str(pair[-1]).lower(), gender


def _folded(name: str) -> Iterator[str]:
    """Give a name in lower case, and in ASCII; of a name of two words nothing."""
    if " " in name or not name[0].isalpha() or unicodedata.name(name[0]).startswith(_WITHOUT_VOWELS):
        return
    latin = unicodedata.name(name[0]).startswith("LATIN")
    yield from {name.lower().replace("’", "'")} if latin else ()
    ascii_name = anyascii(name).lower()
    if ascii_name.replace("-", "").replace("'", "").isalpha():
        yield ascii_name


def _gender(counts: Counter[str]) -> str:
    male, female = counts["m"], counts["f"]
    if male >= _MOST * max(female, 1) or (male and not female):
        return "m"
    return "f" if female >= _MOST * max(male, 1) or (female and not male) else "u"


if __name__ == "__main__":
    main()
