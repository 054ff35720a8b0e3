"""What the statement classifier says of a draft."""

from __future__ import annotations

from typing import Final, NamedTuple


class Likelihoods(NamedTuple):
    """Probabilities of what a draft is; they sum to 1.

    Attributes:
        said: Somebody's words: said, written, asked, claimed, promised.
        attitude: What somebody is told to think, want, feel, praise or oppose.
        denied: Words that somebody did not say, declined to say, or is yet to say.
        none: No attribution: a deed, a wrong span, the writer's own.
    """

    said: float
    attitude: float
    denied: float
    none: float


CERTAIN: Final = Likelihoods(1.0, 0.0, 0.0, 0.0)
"""Of words that something else than a cue shows to be said, such as a signature beneath a quotation."""

DENIED: Final = Likelihoods(0.0, 0.0, 1.0, 0.0)  # of what a denial or a future before the cue shows not to be said
RIGHT_SPEAKER: Final = {
    "label": 0.97,
    "name": 0.97,
    "relative": 0.88,
    "role": 0.86,
    "organisation": 0.86,
    "other pronoun": 0.83,
    "named next": 0.8,
    "stranger": 0.73,
    "spokesperson": 0.7,
    "it": 0.57,
}
"""How often each sieve names the right speaker: (right + 1) / (all + 2) in the sample and the half for learning of
the annotated articles, by `python -m onrecord.eval.sieves`; "label" and "named next" by estimate, for they are
rare there. What is not here has a probability of its own."""

UNNAMED: Final = 0.72
"""The same where no sieve knows more than the words that stand there, or nothing stands there at all."""

LEAST_SAID: Final = 0.3
"""The probability from which on a draft is a statement; `Statement.is_listed` says which of them lists have."""

LEAST_STANCE: Final = 0.3
"""The probability of words or attitude from which on a report that is no statement is a stance."""
