"""Where a Milvus lies: a server, or a file of milvus-lite."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from ..errors import StoreError

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
_ARCHIVE: Final = "onrecord"
_HOW: Final = "write http://HOST:19530, https://USER:PASSWORD@HOST/DATABASE#ARCHIVE, or a file ending in .db"
_SPREAD: Final = "replicas", "shards"
_MOST_SPREAD: Final = 64


class Address(NamedTuple):
    """Where a Milvus lies, and which archive in it is meant.

    Attributes:
        uri: The server's address, or the path of a file.
        user: Who asks; "" where nobody is told.
        password: The word that goes with it, or a token.
        database: Which of the server's databases; "" for its default.
        archive: Which archive: what the names of its collections begin with.
        is_file: Whether it is a file of milvus-lite.
        replicas: How often a revision that is put there is held in memory, by other query nodes each time.
        shards: To how many channels its passages are written.
    """

    uri: str
    user: str
    password: str
    database: str
    archive: str
    is_file: bool
    replicas: int = 1
    shards: int = 1

    def __str__(self) -> str:
        """Name it, without the password."""
        database = f"/{self.database}" if self.database else ""
        archive = f"#{self.archive}" if self.archive != _ARCHIVE else ""
        return f"{self.uri}{database}{archive}"


def read_address(place: Path | str) -> Address:
    """Read where a Milvus lies.

    Raises:
        StoreError: It is no address; the line does not repeat a password.
    """
    text = str(place)
    if "://" not in text:
        file, _, archive = text.partition("#")
        return Address(str(Path(file).absolute()), "", "", "", _checked(archive or _ARCHIVE), is_file=True)
    try:
        parts = urlsplit(text)
        port = parts.port or (443 if parts.scheme == "https" else 19530)
    except ValueError:
        raise StoreError(f"--store: no address of a Milvus; {_HOW}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StoreError(f"--store: no address of a Milvus; {_HOW}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    database = parts.path.strip("/")
    return Address(
        f"{parts.scheme}://{host}:{port}",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        _checked(database) if database else "",
        _checked(parts.fragment or _ARCHIVE),
        is_file=False,
        **_spread(parts.query),
    )


def _spread(query: str) -> dict[str, int]:
    """Read what stands after a question mark: replicas=2&shards=2."""
    told = parse_qs(query, keep_blank_values=True)
    found = {name: numbers[-1] for name, numbers in told.items()}
    if not found.keys() <= set(_SPREAD) or not all(
        number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= _MOST_SPREAD for number in found.values()
    ):
        raise StoreError(f"--store: after ? stand replicas and shards, as in ?replicas=2&shards=2; {_HOW}")
    return {name: int(number) for name, number in found.items()}


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"--store: {name!r} cannot name a database or an archive: letters, digits and _ can; {_HOW}"
        )
    return name
