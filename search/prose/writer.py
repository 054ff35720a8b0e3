"""Writes prose from an answer: gathers, asks the model, checks each sentence, and falls back to the quotes."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Final, Literal

from onrecord.index import Filters

from ..engine import Engine
from ..model import Answer
from ..record import NO_FILTERS
from .checks.checking import Checker
from .endpoint import Endpoint, EndpointError
from .gathering import gather
from .marks import SentenceCutter, Written
from .model import Grade, Prose, ProseSentence, Quote
from .prompt import Message, messages

_MOST: Final = 16
"""Sentences that are read; a model that writes on is stopped."""

Show = Literal["supported", "free", "all"]
"""Which sentences come: each of these with those before it."""

_SHOWN: Final[dict[Show, frozenset[Grade]]] = {
    "supported": frozenset(("supported",)),
    "free": frozenset(("supported", "free")),
    "all": frozenset(("supported", "free", "unsupported")),
}

_QUOTES_STAND: Final = "the quotes stand by themselves"


class Writer:
    """Has one model write over one engine; safe to share between threads."""

    def __init__(self, engine: Engine, endpoint: Endpoint, *, show: Show = "free") -> None:
        """Take the parts.

        Args:
            engine: What answers.
            endpoint: The model.
            show: Which sentences come: the supported ones alone; with those that are put freely, each with that
                grade; or all, each with its fault.
        """
        self._engine, self._endpoint, self._shown = engine, endpoint, _SHOWN[show]
        self._checker = Checker(engine.index.words)

    def write(
        self, answer: Answer, *, filters: Filters = NO_FILTERS, previous: Sequence[str] = ()
    ) -> Prose | None:
        """Write prose; see `stream`.

        Returns:
            The prose, perhaps without a sentence and with a notice; None where the question was refused.
        """
        last: Prose | None = None
        for piece in self.stream(answer, filters=filters, previous=previous):
            last = piece if isinstance(piece, Prose) else last
        return last

    def stream(
        self, answer: Answer, *, filters: Filters = NO_FILTERS, previous: Sequence[str] = ()
    ) -> Iterator[ProseSentence | Prose]:
        """Write prose, sentence by sentence.

        Args:
            answer: What was answered; for a refusal nothing is sent, and nothing comes.
            filters: What may be looked at.
            previous: The questions before, oldest first.

        Yields:
            Each sentence that may be shown, as soon as it is written and checked; in the end all of it.
        """
        if quotes := gather(self._engine, answer, filters):
            yield from self.stream_from(quotes, answer, previous)

    def stream_from(
        self, quotes: Sequence[Quote], answer: Answer, previous: Sequence[str] = ()
    ) -> Iterator[ProseSentence | Prose]:
        """Write prose from quotes that are chosen already; see `stream`."""
        shown: list[ProseSentence] = []
        dropped: list[ProseSentence] = []
        notice = None
        try:
            with closing(self._sentences(messages(answer, quotes, previous))) as written:
                for one in written:
                    before = " ".join(sentence.text for sentence in shown)
                    checked = self._checker.check(one, quotes, before)
                    if checked.grade in self._shown:
                        shown.append(checked)
                        yield checked
                    else:
                        dropped.append(checked)
        except EndpointError as error:
            notice = f"{'Prose broke off' if shown else 'No prose'}: {error}; {_QUOTES_STAND}."
        if notice is None and all(one.grade == "unsupported" for one in shown):
            wrote = f"nothing that {self._endpoint.model} wrote is supported by what it cites"
            notice = f"No prose: {wrote}; {_QUOTES_STAND}."
        yield Prose(self._endpoint.model, tuple(shown), tuple(quotes), tuple(dropped), notice)

    def _sentences(self, told: list[Message]) -> Generator[Written]:
        cutter = SentenceCutter()
        count = 0
        with closing(self._endpoint.stream(told)) as pieces:
            for piece in pieces:
                for one in cutter.feed(piece):
                    yield one
                    count += 1
                if count >= _MOST:
                    return
        yield from cutter.rest()
