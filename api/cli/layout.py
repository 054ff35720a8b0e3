"""Lines with a mark before the first of them, wrapped to the terminal. No line ends in blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts one below the other, hanging behind a mark.

    Attributes:
        mark: What stands before the first line.
        texts: Each starts a line.
        style: The mark's style.
    """

    mark: str
    texts: Sequence[Text]
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines; called by rich."""
        before = Text(f"{self.mark} ", style=self.style)
        indent = Text(" " * before.cell_len)
        width = max(20, options.max_width - before.cell_len)
        for text in self.texts:
            for line in text.wrap(console, width, overflow="fold"):
                row = before + line
                row.rstrip()
                yield row
                before = indent
