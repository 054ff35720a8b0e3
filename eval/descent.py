"""How adapted models learn: AdamW (Loshchilov and Hutter, arXiv:1711.05101), at a rate that rises, then falls."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import torch
from torch import Tensor, nn

Lesson = TypeVar("Lesson")
Told = TypeVar("Told")

_WARM: Final = 0.1
"""Share of the steps in which the rate rises to its full height; in the others it falls to nothing."""

_DECAY: Final = 0.01
_LONGEST: Final = 1.0
"""Norm that a gradient is cut to."""

_POOLED: Final = 8
"""So many steps' lessons are drawn together, and put in order by their lengths."""


class Descent:
    """Takes steps towards less loss."""

    def __init__(
        self, learning: Iterable[nn.Parameter], rate: float, steps: int, beside: Sequence[nn.Parameter] = ()
    ) -> None:
        """Take what learns.

        Args:
            learning: What learns, and whose gradients are cut.
            rate: At its full height.
            steps: How many there will be.
            beside: What learns too, with gradients as they are.
        """
        self._learning = list(learning)
        self._optimizer = torch.optim.AdamW([*self._learning, *beside], lr=rate, weight_decay=_DECAY)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: min((step + 1) / (_WARM * steps), (steps - step) / ((1 - _WARM) * steps))
        )

    def step(self, losses: Iterable[Tensor]) -> float:
        """Take a step towards less of the sum of losses, and give what it was.

        Each is gone through before the next is taken, so that a generator's graphs need the memory of one.
        """
        self._optimizer.zero_grad()
        total = 0.0
        for loss in losses:
            loss.backward()  # type: ignore[no-untyped-call]
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(self._learning, _LONGEST)
        self._optimizer.step()
        self._schedule.step()
        return total


def batches(
    learned: Sequence[Lesson], together: int, length: Callable[[Lesson], float], chance: random.Random
) -> list[list[Lesson]]:
    """Put lessons of like lengths together, so many a step, in an order by chance."""
    order = chance.sample(list(learned), len(learned))
    pool = _POOLED * together
    made = []
    for first in range(0, len(order), pool):
        some = sorted(order[first : first + pool], key=length)
        made += [some[n : n + together] for n in range(0, len(some), together)]
    chance.shuffle(made)
    return made


def told_ahead(steps: Sequence[Lesson], read: Callable[[Lesson], Told]) -> Iterator[tuple[Lesson, Told]]:
    """Yield steps with what a teacher makes of them; it reads a step while the one before is learnt from."""
    with ThreadPoolExecutor(1, thread_name_prefix="teacher") as aside:
        coming = aside.submit(read, steps[0])
        for number, step in enumerate(steps, 1):
            told = coming.result()
            if number < len(steps):
                coming = aside.submit(read, steps[number])
            yield step, told
