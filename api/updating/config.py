"""The file `onrecord.toml`: an index, and where its articles come from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from onrecord.index import FIELDS, OnrecordError

EXAMPLE: Final = """\
# What `onrecord update` brings up to date. Paths are looked for beside this file.
index = "archive"
# model = "models/mine"          # another encoder, for a new index

[[source]]
path = "articles"                # a file, or a folder with all that is in it
prune = false                    # true removes articles whose files (or pages) are gone; false only tells how many
# dates = "day-first"            # how 03/04/2025 is to be read
# map = { text = "Artikel", published = "Datum" }
# language = "de"                # of articles that state none; without it, it is detected

# [[source]]
# list = "paths.txt"             # a file of paths and addresses, one a line

# [[source]]
# url = "https://example.org/feed.xml"
# full-text = true               # fetch the page of each entry
# most-pages = 1000              # in a run
# look-again = 100               # pages of earlier runs that are asked for again: corrected, or gone?
# allow-private = false          # true takes an intranet's feeds

# [follow]                       # run the saved questions (onrecord follow add) when all is in
# mail = "desk@example.org"
# atom = "news.xml"
"""

Place = Annotated[Path, Field(min_length=1)]


def _option(name: str) -> str:
    return name.replace("_", "-")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_option, populate_by_name=True)


class Source(_Table):
    """Where articles come from: one of `path`, `list` and `url`.

    Attributes:
        path: A file or folder.
        listed: A file of paths and addresses.
        url: A feed, sitemap, page or file on the web.
        prune: Whether articles whose files or pages are gone are removed.
        map: Fields of an article, and the columns of tables that hold them.
        dates: How a date like 03/04/2025 is to be read.
        language: Of articles that state none.
        full_text: Whether the pages of a feed's entries are fetched.
        most_pages: How many are in a run.
        look_again: How many pages of earlier runs are looked at again.
        allow_private: Whether addresses of the own network may be fetched from.
    """

    path: Path | None = None
    listed: Path | None = Field(default=None, alias="list")
    url: str | None = Field(default=None, pattern=r"^(?i:https?)://")
    prune: bool = False
    map: dict[str, str] = {}
    dates: Literal["day-first", "month-first"] | None = None
    language: str | None = Field(default=None, pattern="^[a-z]{2}$")
    full_text: bool = False
    most_pages: int = Field(default=1_000, ge=1)
    look_again: int = Field(default=100, ge=0)
    allow_private: bool = False

    @model_validator(mode="after")
    def _one_place(self) -> Source:
        if sum(place is not None for place in (self.path, self.listed, self.url)) != 1:
            raise ValueError("needs one of path, list and url")
        if unknown := set(self.map) - set(FIELDS):
            raise ValueError(f"map: no field {min(unknown)!r}; fields are {', '.join(FIELDS)}")
        return self

    @property
    def name(self) -> str:
        """What it is called when it is told of."""
        return str(self.url or self.path or self.listed)


class Following(_Table):
    """What becomes of news for the saved questions.

    Attributes:
        mail: Who is sent it.
        atom: The feed that is written.
    """

    mail: str | None = None
    atom: Path | None = None


class Config(_Table):
    """What is brought up to date.

    Attributes:
        index: The index folder.
        model: The encoder, for a new index.
        device: Where a sentence-transformers model runs.
        every: Minutes between two looks at the web, with --watch.
        source: Where articles come from.
        follow: Whether saved questions are run afterwards, and how they are told.
    """

    index: Path
    model: str | None = None
    device: str | None = None
    every: float = Field(default=30.0, ge=1.0)
    source: list[Source] = Field(min_length=1)
    follow: Following | None = None


def read_config(path: Path) -> Config:
    """Read a file; its paths are made whole from its folder.

    Raises:
        OnrecordError: It cannot be read, or says what means nothing.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        config = Config.model_validate(told)
    except FileNotFoundError:
        raise OnrecordError(f"{path}: no such file; onrecord update --init writes an example") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OnrecordError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except ValidationError as error:
        raise OnrecordError(f"{path}: {_fault(error)}") from None
    return _placed(config, path.parent)


def _placed(config: Config, folder: Path) -> Config:
    def beside(place: Path | None) -> Path | None:
        return None if place is None else folder / place.expanduser()

    sources = [
        one.model_copy(update={"path": beside(one.path), "listed": beside(one.listed)}) for one in config.source
    ]
    follow = config.follow and config.follow.model_copy(update={"atom": beside(config.follow.atom)})
    return config.model_copy(update={"index": beside(config.index), "source": sources, "follow": follow})


def _fault(error: ValidationError) -> str:
    """Say the first fault in a line: where, what, and what to do."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(one + 1) if isinstance(one, int) else str(one) for one in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{where}: no such setting; onrecord update --init shows those that there are"
    if first["type"] == "missing":
        return f"{where} is missing"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"
