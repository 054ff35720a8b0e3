"""Any cross-encoder of sentence-transformers, for those who have torch: larger, multilingual, or on a GPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import ModelError, load_transformer

from .reranker import CrossEncoder, Reading

_JUDGES: Final = ("ForSequenceClassification", "ForCausalLM", "ForConditionalGeneration")
"""What judges pairs, by the names of architectures; to any other the library adds a head of random weights."""


class TransformerReranker:
    """Orders by another model; what an answer's probability is made of is still read by the packaged one.

    Whether to answer or to refuse thus stays calibrated, at the price of both models' time.
    """

    def __init__(self, name: str, *, device: str | None = None) -> None:
        """Load both models.

        Args:
            name: A folder with a saved cross-encoder of one label, or a name on the model hub.
            device: "cpu", "cuda" or None for the library's own choice.

        Raises:
            ModelError: sentence-transformers is not installed, there is no such model, it is no cross-encoder,
                or it has several labels.
        """
        told = f"the reranker {name!r}"
        self._model = load_transformer("CrossEncoder", name, told, device=device)
        kinds = self._model.model.config.architectures or ()
        if kinds and not any(part in kind for kind in kinds for part in _JUDGES):
            raise ModelError(f"{told} is no cross-encoder ({', '.join(kinds)}): it was not trained to judge pairs")
        if (labels := self._model.num_labels) != 1:
            raise ModelError(f"{told} has {labels} labels; it needs to have one")
        self._packaged = CrossEncoder()

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts by the packaged model; see `Reranker`."""
        return self._packaged.score(question, texts)

    def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
        """Read pairs with both models; see `Reranker`."""
        from torch.nn import Sigmoid

        likely = self._model.predict(list(pairs), activation_fn=Sigmoid(), show_progress_bar=False)
        return self._packaged.read(pairs)._replace(likely=np.asarray(likely, np.float32))
