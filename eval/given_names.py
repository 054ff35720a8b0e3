"""Makes the lists of given names from Faker's (MIT).

    python -m onrecord.eval.given_names > given_names.txt
    python -m onrecord.eval.given_names --shared > shared_given_names.txt

The second holds the names that the first gives to one gender, and that some list gives to the other too.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from anyascii import anyascii

from onrecord.index.lexicon.lexicon import rows, words

_LISTS = {"first_names_male": "m", "first_names_female": "f", "first_romanized_names_male": "m"}
_LISTS |= {"first_romanized_names_female": "f", "first_romanized_names": "u", "first_names_unisex": "u"}
_PAIRS = {"first_name_male_pairs": "m", "first_name_female_pairs": "f"}
_WITHOUT_VOWELS = ("ARABIC", "HEBREW", "CJK", "HANGUL", "THAI", "HIRAGANA", "KATAKANA")
_NOT_ALONE = frozenset({"en", "is_IS", "tr_TR", "bg_BG", "ne_NP", "or_IN", "ta_IN", "si_LK"})
"""Lists so long that a name which stands in no other is more often a place or a word."""

_OF_ENGLISH = 3
"""A list of common English names counts as so many."""

_MOST = 3
"""So many times more lists must give a name to one gender for it to tell that."""

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
)
_NAMES_TOO = frozenset({"bill", "april", "june", "grace", "joy", "hope", "dean", "victoria", "charlotte"})
"""Some of their words stand before a surname as a given name more often."""


def main() -> None:
    """Write one name and its gender (m, f or u) a line; with --shared, names of both that lean to one."""
    genders: defaultdict[str, Counter[str]] = defaultdict(Counter)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for locale, name, gender in _names():
        genders[name][gender] += _OF_ENGLISH if locale in {"en_GB", "en_US"} else 1
        homes[name].add(locale)
    for short, *forms in rows("short_names"):
        for form in forms:
            genders[short] += genders[form]
            homes[short] |= homes[form]
    taken = frozenset().union(*map(words, _NO_NAMES)) - _NAMES_TOO
    listed = {
        name: _gender(genders[name])
        for name in sorted(genders)
        if homes[name] - _NOT_ALONE and name not in taken and len(name) > 1
    }
    if "--shared" in sys.argv:
        about = "Given names that lean to one gender and are the other's too, in lower case, and in ASCII."
        lines = [one for one, sex in listed.items() if sex != "u" and genders[one]["m"] and genders[one]["f"]]
    else:
        about = "Given names of many languages, in lower case, and in ASCII, with gender."
        lines = [f"{name} {sex}" for name, sex in listed.items()]
    sys.stdout.write(
        f"# {about}\n"
        "# source: the person providers of Faker (https://github.com/joke2k/faker), by eval/given_names.py\n"
        "# licence: MIT, Copyright (c) 2012 Daniele Faraglia\n" + "\n".join(lines) + "\n"
    )


def _names() -> Iterator[tuple[str, str, str]]:
    from faker.providers import person

    for found in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{found.name}").Provider
        for attribute, gender in _LISTS.items():
            for name in getattr(provider, attribute, ()):
                yield from ((found.name, one, gender) for one in _folded(str(name)))
        for attribute, gender in _PAIRS.items():
            for pair in getattr(provider, attribute, ()):
                yield found.name, str(pair[-1]).lower(), gender


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
