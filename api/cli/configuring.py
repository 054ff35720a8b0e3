"""`--config FILE`: options that need not be typed, in TOML.

index = "archive"          # every command that has --index

[said]
min-probability = 0.8      # of one command
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .suggesting import nearest


def defaults_of(path: Path, commands: dict[str, Any]) -> dict[str, Any]:
    """Read the values of options, by command and parameter, as click takes them.

    What is typed, and what the environment says, comes before them.

    Args:
        path: The file.
        commands: Click's, by name.

    Raises:
        QueryError: The file cannot be read, or names an option or a command that there is not.
    """
    from onrecord.index import QueryError

    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from None
    options = {name: _options(command) for name, command in commands.items()}
    every = {key for of in options.values() for key in of}
    defaults: dict[str, Any] = {}
    for key, value in settings.items():
        if isinstance(value, dict) and key in commands:
            for inner, one in value.items():
                _check(path, f"{key}.{inner}", inner, options[key])
                defaults.setdefault(key, {})[options[key][inner]] = one
            continue
        _check(path, key, key, every | set(commands))
        for name, of in options.items():
            if key in of:
                defaults.setdefault(name, {}).setdefault(of[key], value)
    return defaults


def _check(path: Path, where: str, key: str, known: Any) -> None:
    from onrecord.index import QueryError

    if key not in known:
        meant = nearest(key, known)
        hint = f"; did you mean {meant}?" if meant else ""
        raise QueryError(f"{path}: no option called {where}{hint}")


def _options(command: Any) -> dict[str, str]:
    """Give the names of a command's options, as they are typed, with those of its parameters."""
    inner = getattr(command, "commands", {}).values()
    params = [*command.params, *(one for each in inner for one in each.params)]
    return {
        word.lstrip("-"): one.name
        for one in params
        for word in one.opts
        if word.startswith("-") and one.name != "help"
    }
