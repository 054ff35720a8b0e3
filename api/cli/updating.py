"""`onrecord update`: an index and its sources brought up to date, as a file says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Json
from .output import is_quiet, print_json, say, tell

if TYPE_CHECKING:
    from ..updating import Config, Source
    from .building import Build
    from .choices import Built, Taken
    from .skips import Skips


def update(
    file: Annotated[
        Path, typer.Argument(metavar="[FILE]", help="What to bring up to date.", show_default="onrecord.toml")
    ] = Path("onrecord.toml"),
    *,
    init: Annotated[bool, typer.Option("--init", help="Write an example of such a file, and stop.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running and take in what changes, until Ctrl-C.")
    ] = False,
    json: Json = False,
) -> None:
    """Bring an index up to date with its sources, as onrecord.toml says.

    A source that fails is named, and stops no other; the exit code is 1 then.

    \b
    Examples:
      onrecord update --init
      onrecord update
      onrecord update /etc/onrecord.toml --json
      onrecord update --watch
    """  # noqa: D301
    from onrecord.index import OnrecordError

    from ..updating import EXAMPLE, read_config

    if init:
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(EXAMPLE)
        except FileExistsError:
            raise OnrecordError(f"{file}: is there already, and stays as it is") from None
        tell(f"written: {file}; say there where articles come from, then: onrecord update")
        return
    config = read_config(file)
    if watch:
        from .watching import watched

        folders = [one.path for one in config.source if one.path is not None]
        ours = [config.index] + ([config.follow.atom] if config.follow and config.follow.atom else [])
        minutes = config.every if any(one.path is None for one in config.source) else None
        watched(folders, ours, minutes, lambda changed: _some(config, changed, json=json))
    elif not _once(config, config.source, json=json):
        raise typer.Exit(1)


def _some(config: Config, changed: Collection[Path] | None, *, json: bool) -> None:
    """Bring up to date the sources in which something changed; None stands for all."""
    sources = [
        one
        for one in config.source
        if changed is None or (one.path is not None and any(_holds(one.path, path) for path in changed))
    ]
    if sources:
        _once(config, sources, json=json)


def _holds(source: Path, path: Path) -> bool:
    whole = source.resolve()
    return path == whole or whole in path.parents or path in whole.parents


@dataclass(slots=True)
class _Done:
    """What became of a source.

    Attributes:
        source: The source.
        taken: What was taken in, None where nothing could be.
        failures: Why it, or a path of it, failed.
    """

    source: Source
    taken: Taken | None = None
    failures: list[str] = field(default_factory=list)


def _once(config: Config, sources: Collection[Source], *, json: bool) -> bool:
    """Take in sources, publish, and run the saved questions; tell whether every source went well."""
    from .building import building
    from .skips import Skips

    total, every = Skips(), list[_Done]()
    with building(config.index, config.model, config.device) as build:
        for one in sources:
            skips, done = Skips(), _Done(one)
            _take(build, done, skips)
            skips.end()
            total.add(skips)
            every.append(done)
            for reason in done.failures:
                say(f"failed: {reason}")
        built = build.publish(total, *(done.taken for done in every if done.taken is not None))
    _tell(config, built, every, json=json)
    if config.follow is not None and built.revision:
        from .following import run

        run(config.index, feed=config.follow.atom, mail=config.follow.mail, json=json)
    return not any(done.failures for done in every)


def _take(build: Build, done: _Done, skips: Skips) -> None:
    """Take in one source; where it fails, note why, unless the index itself cannot be written."""
    from onrecord.index import ModelError, OnrecordError, StoreError

    from .choices import Choices
    from .sources import listed

    one = done.source
    choices = Choices(
        columns=one.map,
        day_first=None if one.dates is None else one.dates == "day-first",
        prune=one.prune,
        notice=one.path is not None,
        yes=True,
        full_text=one.full_text,
        allow_private=one.allow_private,
        most=one.most_pages,
        look_again=one.look_again,
        language=one.language,
    )
    try:
        given = listed([one.listed]) if one.listed else [place for place in (one.path, one.url) if place]
        done.taken = build.take(given, choices, skips, lambda error: done.failures.append(str(error)))
    except (StoreError, ModelError):
        raise
    except OnrecordError as error:
        # What was passed over says more than that nothing is left.
        done.failures = done.failures or [
            f"{one.name}: nothing could be read there" if skips.errors else str(error)
        ]
    except OSError as error:
        if one.listed is None:
            raise
        done.failures = [f"{one.listed}: cannot be read: {error.strerror or error}"]


def _tell(config: Config, built: Built, every: Collection[_Done], *, json: bool) -> None:
    from .indexing import record, remarks, summary

    if json:
        sources = [
            {
                "source": done.source.name,
                "failures": done.failures,
                **({**_counts(done.taken), "web_unchanged": done.taken.unchanged} if done.taken else {}),
            }
            for done in every
        ]
        print_json({**record(built, config.index), "sources": sources})
        return
    if is_quiet():
        return
    for done in every:
        if done.taken is not None:
            counts = [f"{name} {count:,}" for name, count in _counts(done.taken).items() if count]
            counts += [f"{done.taken.unchanged:,} of the web as before"] if done.taken.unchanged else []
            tell(f"{done.source.name}: {', '.join(counts) or 'nothing new'}")
    tell(summary(built))
    for line in remarks(built):
        tell(line)


def _counts(taken: Taken) -> dict[str, int]:
    changes = taken.changes
    return {
        "added": changes.added,
        "updated": changes.updated,
        "unchanged": changes.unchanged,
        "removed": changes.removed,
        "gone": taken.gone,
    }
