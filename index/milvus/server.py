"""Calls to a Milvus, tried again until a deadline."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Final

from ..errors import IndexNotFound, StoreError
from .address import Address
from .clients import client_of, file_client, line_of, milvus, release

PATIENCE: Final = 60.0
"""Seconds for which a question waits: a query node that died is replaced in 28 to 45."""
_EACH: Final = 5.0
"""Seconds for which one try of a question's waits: the next may be led to another node."""
CONNECTING: Final = 20.0
"""Seconds for which one waits who connects at all."""
WRITING: Final = 900.0
"""Seconds for which writing waits, and all that is done to a file, which is slow and never away."""

_PAUSES: Final = 0.1, 0.3, 1.0, 2.0
_GONE: Final = 100, 1600
"""Milvus's codes of a collection and of an alias that are not there; a file tells both by the first."""
_VERSION: Final = re.compile(r"v?(\d+)\.(\d+)")
_WITH_SPARSE: Final = 2, 4
_REFUSED: Final = {
    80: "wrong user or password",
    1100: "it does not understand the call",
    1400: "it asks for a user and a password",
    1401: "it asks for a user and a password",
}
"""Codes of what stays wrong however often it is asked."""


class Gone(StoreError):
    """A collection or an alias is not there."""


class Server:
    """A Milvus, for any number of threads."""

    def __init__(self, address: Address, *, create: bool = False, patience: float = PATIENCE) -> None:
        """Connect.

        Args:
            address: Where it lies.
            create: Whether a file may be made.
            patience: Seconds for which a call is tried again.

        Raises:
            StoreError: pymilvus is not installed, or nobody answers.
        """
        milvus()
        self.address = address
        self._patience = WRITING if address.is_file else patience
        self._closed = False
        if address.is_file and not create and not Path(address.uri).exists():
            raise IndexNotFound(f"{address}: is not there; onrecord index --store makes it")
        span = min(patience, CONNECTING)
        self._client = file_client(address) if address.is_file else self._tried(client_of, address, _span=span)

    def close(self) -> None:
        """Let go of it."""
        if self._closed:
            return
        self._closed = True
        self._client.close()
        if self.address.is_file:
            release(self.address.uri)

    @cached_property
    def version(self) -> str:
        """What it calls its version."""
        return str(self.call("get_server_version"))

    @property
    def has_sparse(self) -> bool:
        """Whether it takes sparse vectors, and indexes of whole numbers by what holds them: from 2.4 on."""
        told = _VERSION.match(self.version)
        return told is None or (int(told[1]), int(told[2])) >= _WITH_SPARSE

    def load(self, collection: str, span: float | None = None) -> None:
        """Have a collection held in memory, as often as the address says, unless it is already.

        Args:
            collection: Its name.
            span: As `call` takes it.

        Raises:
            Gone: It is not there.
            StoreError: As `call`.
        """
        state = str(self.call("get_load_state", collection)["state"])
        if state != "Loaded":
            # What is on its way there comes as often as was asked before.
            again = {} if state == "Loading" else {"replica_number": self.address.replicas}
            self.call("load_collection", collection, span=span, **again)

    def call(self, method: str, *arguments: Any, span: float | None = None, **named: Any) -> Any:
        """Call a method of the client.

        Args:
            method: Its name.
            arguments: Its arguments.
            span: Seconds for which it is tried again; None takes the server's.
            named: Its keyword arguments.

        Raises:
            Gone: A collection or an alias is not there.
            StoreError: Nobody answered before the deadline, or the server will not.
        """
        wait = self._patience if span is None else span
        return self._tried(getattr(self._client, method), *arguments, _span=wait, **named)

    def query(
        self, collection: str, condition: str, fields: Sequence[str], *, least: int = 0, **named: Any
    ) -> list[dict[str, Any]]:
        """Read the rows that an expression lets through.

        Args:
            collection: Where they are.
            condition: What they must be; see `conditions`.
            fields: What is read of each.
            least: How many there must be, as in `search`.
            named: More arguments of the client's.

        Raises:
            StoreError: As `call`, or there were fewer until the deadline.
        """
        found = self._asked(
            "query",
            collection,
            lambda told: len(told) >= least,
            filter=condition,
            output_fields=list(fields),
            **named,
        )
        return list(found)

    def count(self, collection: str, condition: str = "") -> int:
        """Count the rows that an expression lets through, all that was written before among them."""
        found = self.call(
            "query",
            collection,
            filter=condition,
            output_fields=["count(*)"],
            consistency_level="Strong",
            span=WRITING,
        )
        return int(found[0]["count(*)"])

    def search(
        self, collection: str, field: str, vector: Any, k: int, condition: str, *, least: int = 0
    ) -> list[tuple[int, float]]:
        """Find the rows whose vectors have the greatest inner products with one: their keys, and the products.

        Args:
            collection: Where they are.
            field: Which vector of theirs.
            vector: What they are compared with.
            k: How many at most.
            condition: What they must be; see `conditions`.
            least: How many there must be; servers that just took over for one that died may tell of none.

        Raises:
            StoreError: As `call`, or there were fewer until the deadline.
        """
        params: Mapping[str, Any] = {"metric_type": "IP", "params": {"ef": max(_EF, 2 * k)}}
        found = self._asked(
            "search",
            collection,
            lambda told: len(told[0]) >= least,
            data=[vector],
            anns_field=field,
            filter=condition,
            limit=k,
            output_fields=["row"],
            search_params=params,
        )
        return [(int(one["row"]), float(one["distance"])) for one in found[0]]

    def _asked(self, method: str, collection: str, enough: Callable[[Any], bool], **named: Any) -> Any:
        """Ask for rows; who waits for a server that is gone is led to another by asking anew."""
        from pymilvus.exceptions import MilvusException

        def ask(*, timeout: float) -> Any:
            span = timeout if self.address.is_file else min(timeout, _EACH)
            told = getattr(self._client, method)(collection, timeout=span, **named)
            if not self.address.is_file and not enough(told):
                raise MilvusException(message="less was found than is there")
            return told

        return self._tried(ask, _span=self._patience)

    def _tried(self, call: Any, *arguments: Any, _span: float, **named: Any) -> Any:
        import grpc
        from pymilvus.exceptions import MilvusException

        deadline = time.monotonic() + _span
        for attempt in count():
            left = deadline - time.monotonic()
            try:
                return call(*arguments, timeout=max(left, 1.0), **named)
            except (MilvusException, grpc.RpcError) as error:
                code = error.code() if isinstance(error, grpc.RpcError) else error.code
                if code in _GONE:
                    raise Gone(f"{self.address}: {line_of(error)}") from None
                if (why := _REFUSED.get(code)) or self.address.is_file:
                    raise StoreError(f"{self.address}: Milvus refuses: {why or line_of(error)}") from error
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
                if time.monotonic() + pause > deadline:
                    raise StoreError(
                        f"{self.address}: no Milvus answered within {_span:.0f} s ({line_of(error)}); does it run?"
                    ) from error
                time.sleep(pause)
        raise AssertionError  # it counts for ever


_EF: Final = 512
"""How many neighbours a graph keeps in view; other kinds of index pay no heed."""
