"""Words that tell people, their offices and organisations apart in news prose.

The first line of each list's file says what is in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from .lexicon import table, words


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """Fold a word for comparison: lower case, one apostrophe, no stops at its ends."""
    return word.lower().replace("’", "'").strip(".,'")


COURTESY: Final = table("courtesy")  # titles that tell a person's gender, "m" or "f"
TITLES: Final = words("titles")
ABBREVIATIONS: Final = words("abbreviations")
ROLES: Final = words("roles")
JOBS: Final = words("jobs")  # more of them, which stand in the names of things too: "Star"
OFFICES: Final = ROLES | JOBS
CALLED: Final = OFFICES | TITLES  # what somebody may be called by beside a name
KIN: Final = words("kin")
MOUTHPIECES: Final = words("mouthpieces")
HEADS_OF_STATE: Final = words("heads_of_state")
BODIES: Final = words("bodies")
CALENDAR: Final = words("calendar")
DIRECTIONS: Final = words("directions")
INSTITUTIONS: Final = words("institutions")
PUBLIC: Final = words("public_nouns")
COMPANIES: Final = words("company_nouns")
KINDS: Final = PUBLIC | COMPANIES | words("body_nouns")  # what bodies are called: "the council", "the startup"
GROUPS: Final = words("groups")
"""What can speak in its own name, with a person's name before it: "the Clinton campaign"."""

MALE_PRONOUNS: Final = words("male_pronouns")
FEMALE_PRONOUNS: Final = words("female_pronouns")
OTHER_PRONOUNS: Final = words("other_pronouns")
PRONOUNS: Final = MALE_PRONOUNS | FEMALE_PRONOUNS | OTHER_PRONOUNS
FUNCTION_WORDS: Final = words("function_words")
COUNTRIES: Final = words("countries")
"""Places that may stand right before a name and be no part of it: "envoy to Ukraine Jane Roe"."""


@lru_cache(maxsize=1 << 14)
def given_name(word: str) -> str | None:
    """Tell what people a given name belongs to: "m", "f", "u" for both; None for a word that is no given name."""
    folded, names = plain(word), table("given_names")
    return names.get(folded) or names.get(folded.split("-")[0]) or names.get(anyascii(folded))


def is_attitude(cue: str) -> bool:
    """Tell what somebody thinks, feels or wants from what somebody says: "believes", "had hoped to", "is afraid".

    Attributions of both kinds are statements; only the latter are somebody's words.
    """
    return head_word(cue) in words("attitudes")


def is_body(name: str) -> bool:
    """Tell whether a name is plainly that of a body: an acronym, or a word of it says so."""
    parts = name.split()
    if len(parts) == 1:
        return len(name) > 1 and name.isupper()
    return any(word[0].isupper() and plain(word) in BODIES for word in parts)


@lru_cache(maxsize=1 << 12)
def head_word(cue: str) -> str:
    """Give the first word of a cue that is no auxiliary or adverb, folded: "found" of "has also found"."""
    folded = [plain(word) for word in re.findall(r"[\w’']+", cue)]
    return next((word for word in folded if word not in words("auxiliaries") and not word.endswith("ly")), "")


def names_nobody(source: str) -> bool:
    """Whether a source tells nobody apart: a pronoun, or nothing."""
    return plain(source.strip()) in PRONOUNS | {""}


def is_role(word: str) -> bool:
    """Tell whether a word says what a person is: a title or a role."""
    folded = word.lower().strip(".")
    return folded in TITLES or folded in ROLES or folded in COURTESY


def other_sex(written: str, name: str) -> bool:
    """Tell whether "Mr. Clinton" cannot be "Hillary Clinton": a courtesy title against a first name."""
    genders = [COURTESY[word] for word in map(plain, written.split()) if word in COURTESY]
    first = next((word for word in map(plain, name.split()) if word not in TITLES), "")
    return bool(genders) and given_name(first) == ("f" if genders[0] == "m" else "m")


def inflected(base: str) -> set[str]:
    """Inflect a regular verb or noun; forms that nobody uses do no harm."""
    stem = base.removesuffix("e")
    double = f"{stem}{stem[-1]}"
    found = {base, f"{base}s", f"{base}es", f"{stem}ed", f"{stem}ing", f"{double}ed", f"{double}ing"}
    if base.endswith("y"):
        found |= {f"{base[:-1]}ies", f"{base[:-1]}ied"}
    return found
