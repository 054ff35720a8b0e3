"""Words that a question is put with, not what it is about."""

from __future__ import annotations

from typing import Final

from onrecord.index import Store

# Function words, and the verbs and nouns that any question of an archive is put with.
PLAIN: Final = """
    a about above after again against all also am an and another any anybody anyone anything are as at be
    because been before being below between both but by can could did do does doing down during each either
    else ever few for from further had has have having he her here hers herself him himself his how i if in
    into is it its itself just may me might more most must my myself no nor not now of off on once one only or
    other our out over own please same shall she should since so some somebody someone something still such
    than that the their them themselves then there these they thing things this those though through to
    together too under until up upon us very was we were what when where whereas whether which while who whom
    whose why will with within without would yes yet you your according article articles ask asked comment
    commented describe described explain mention mentioned news report reported reports said say saying says
    speak state stated story suggest suggested suggests talk talked tell think thinks told wrote
"""


class StopWords:
    """The stop words of one corpus, as its index compares words."""

    def __init__(self, index: Store) -> None:
        """Prepare for a corpus."""
        self._words = frozenset(word for plain in PLAIN.split() for word in index.words(plain))

    def __contains__(self, word: object) -> bool:
        """Tell whether a word, as the index compares words, is none that a question is about."""
        return word in self._words
