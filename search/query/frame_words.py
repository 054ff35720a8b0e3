"""The closed class of words that a question is put with, and which of them a badly spelt word is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import OSA

from .speech_verbs import ACTS, SAYING

FrameClass = Literal["asks", "helps", "says", "about", "any", "somebody"]

_WORDS: Final[dict[FrameClass, str]] = {
    "asks": "what who why how when where which what's whats",
    "helps": "did does do has have had is was are were will would can could should",
    "says": "said say says saying tell told tells telling think thinks thought thinking talk talked speak"
    " spoke according comment commented mention mentioned claim claimed warn warned promise promised ask asked"
    " reply replied",
    "about": "about regarding concerning",
    "any": "something anything",
    "somebody": "he she they",
}
_CLASS: Final = {word: its for its, words in _WORDS.items() for word in words.split()}
_SAYS: Final = re.compile(SAYING, re.IGNORECASE)
_MORE: Final[dict[str, FrameClass]] = {
    "on": "about", "of": "about", "over": "about", "re": "about", "him": "somebody", "her": "somebody",
}  # fmt: skip
_PAST: Final = {
    "say": "said", "tell": "told", "think": "thought", "speak": "spoke", "write": "wrote", "reply": "replied",
    "deny": "denied",
}  # fmt: skip
_AGAINST_RULE: Final = {
    f"{form}{end}": past for one, past in _PAST.items() for form in (one, past) for end in ("d", "ed")
}
_SHORTEST: Final = 3
_LONG: Final = 7
_MOST: Final = 2


class Meant(NamedTuple):
    """What a badly spelt word is taken for.

    Attributes:
        word: The word of the closed class.
        its: What that does in a question.
        alike: Whether it sounds like it, is cut short or breaks the rule of its forms; else some letters differ.
    """

    word: str
    its: FrameClass
    alike: bool


def frame_class(word: str) -> FrameClass | None:
    """Tell what a rightly spelt word does in the frame of a question; None where it is no word of that.

    Args:
        word: In any case.
    """
    folded = word.lower().replace("’", "'")
    its = _CLASS.get(folded) or _MORE.get(folded)
    return its or ("says" if _SAYS.fullmatch(folded) and folded not in ACTS else None)


def is_against_rule(word: str) -> bool:
    """Tell whether a word is a verb of saying as nobody inflects it who knows how: "sayed", "telled"."""
    return word in _AGAINST_RULE


@lru_cache(maxsize=1024)
def meant(word: str) -> tuple[Meant, ...]:
    """Give the words of the closed class that a badly spelt word may be, the likeliest first.

    Args:
        word: In lower case, none of the class itself.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    if word in _AGAINST_RULE:
        return (Meant(_AGAINST_RULE[word], "says", alike=True),)
    sound = sound_of(word)
    found: list[tuple[int, int, int, Meant]] = []
    for place, (one, its) in enumerate(_CLASS.items()):
        letters = one.replace("'", "")
        edits = OSA.distance(word, letters, score_cutoff=_MOST)
        # "Wot" is two letters off "what", and nobody's name.
        most = _MOST if its == "asks" or len(letters) >= _LONG else 1
        heard = edits <= most and sound == sound_of(letters) and len(sound) > 1
        alike = heard or _is_cut(word, letters)
        near = edits <= (_MOST if len(letters) >= _LONG else 1) and one[0] == word[0]
        if alike or near:
            found.append((not alike, edits, place, Meant(one, its, alike)))
    return tuple(its for *_, its in sorted(found)[:3])


def sound_of(word: str) -> str:
    """Give what is heard of a word: its consonants, without "h" and "w" inside it, each once."""
    head, rest = word[0], re.sub(r"[aeiouyhw]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", ("" if head in "aeiou" else head) + rest)


def _is_cut(word: str, whole: str) -> bool:
    """Whether a word is another without its vowels, or most of it: "abt", "smth", "wht"."""
    if word[0] != whole[0] or re.search(r"[aeiou]", word[1:]):
        return False
    letters = iter(whole)
    return all(letter in letters for letter in word) and word[-1] in {whole[-1], sound_of(whole)[-1], "h"}
