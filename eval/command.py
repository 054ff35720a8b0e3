"""What the commands of this floor share: their options, their lines on the way, and how they refuse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.index import OnrecordError


def command(doc: str | None) -> argparse.ArgumentParser:
    """Give the parser of a command, which is described by its module's docstring."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


def over_corpora(doc: str | None) -> argparse.ArgumentParser:
    """Give the parser of a command over the corpora of a folder, whose indexes lie in another."""
    parser = command(doc)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--indexes", type=Path, required=True, help="where indexes are kept; built where missing")
    return parser


def tell(line: str) -> None:
    """Tell how far it is, where what is printed is not disturbed."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


@contextmanager
def in_one_line(parser: argparse.ArgumentParser) -> Iterator[None]:
    """End the command with one line where what it was given cannot be read."""
    try:
        yield
    except (OnrecordError, OSError) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
