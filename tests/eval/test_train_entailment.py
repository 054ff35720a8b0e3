"""The reader of prose learns, and its figures are those of its logits."""

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from onrecord.eval.adapted_reader import AdaptedReader  # noqa: E402
from onrecord.eval.train_entailment import Told, auroc, lessons, logits, train  # noqa: E402


def test_what_is_learnt_lowers_the_loss() -> None:
    torch.manual_seed(1)
    reader = AdaptedReader(rank=2, kept=11)
    told = [Told("It rained.", "Jane Roe said: It rained", faithful=True)]
    told += [Told("It snowed.", "Jane Roe said: It rained", faithful=False)]
    losses = list(train(reader, lessons(told), 6, random.Random(1)))
    assert losses[-1] < losses[0]
    assert logits(reader, lessons(told)).shape == (2,)


def test_an_area_counts_pairs_in_order() -> None:
    assert auroc(np.array([3, 1, 2], dtype=np.float32), np.array([True, True, False])) == 0.5
