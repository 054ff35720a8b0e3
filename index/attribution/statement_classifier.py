"""Whether a draft is a statement: a multinomial logistic regression over what `statement_features` sees.

The tagger learnt from political news whose annotators also took what people do, want and show for attributions,
and it is sure of itself on pages that are nothing like it. The classifier learnt from news of many kinds, read by
hand for what is said (`eval.train_classifier`). Its probabilities are calibrated on articles that it had not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from ..errors import ModelError
from ..model import Span
from ..numpyfiles import load_arrays
from ..tagger.tagger import Frame
from ..tagger.weights import Floats
from .likelihoods import LEAST_SAID, LEAST_STANCE, Likelihoods
from .span_decoder import Draft
from .statement_features import hashed, pooled

PACKAGED: Final = Path(__file__).with_name("classifier.npz")


class StatementClassifier:
    """Rates drafts.

    Args:
        words: Weights of hashed features, shape (`BUCKETS`, classes).
        states: Weights of pooled states, shape (`POOLED` * size, classes).
        bias: Shape (classes,); the classes are those of `Likelihoods`.
    """

    def __init__(self, words: Floats, states: Floats, bias: Floats) -> None:
        self._words, self._states, self._bias = words, states, bias

    @classmethod
    def load(cls, path: Path = PACKAGED) -> StatementClassifier:
        """Load weights.

        Raises:
            ModelError: The file is missing or damaged.
        """
        try:
            file = load_arrays(path)
            return cls(*(file[name].astype(np.float32) for name in ("words", "states", "bias")))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            message = f"{path}: the statement classifier cannot be read ({error}); reinstall onrecord"
            raise ModelError(message) from error

    def save(self, path: Path) -> None:
        """Write the weights at half precision."""
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                words=self._words.astype(np.float16),
                states=self._states.astype(np.float16),
                bias=self._bias.astype(np.float32),
            )

    def likelihoods(self, text: str, tokens: Sequence[Span], frame: Frame, d: Draft) -> Likelihoods:
        """Rate a draft that has a content, and that was made of a frame over some words."""
        seen = hashed(text, tokens, frame, d)
        values = np.fromiter(seen.values(), dtype=np.float32, count=len(seen))
        scores = self._bias + values @ self._words[list(seen)]
        if frame.states is not None:
            scores = scores + pooled(tokens, frame, d) @ self._states
        shares = np.exp(scores - scores.max())
        return Likelihoods(*(shares / shares.sum()).tolist())


def is_statement(d: Draft) -> bool:
    """Tell whether a draft with a content gives somebody's words."""
    return d.likely.said >= LEAST_SAID


def is_stance(d: Draft) -> bool:
    """Tell whether a draft with a content reports an attitude, or words that are too doubtful for a statement."""
    return d.kind == "indirect" and not is_statement(d) and d.likely.said + d.likely.attitude >= LEAST_STANCE
