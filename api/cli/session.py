"""What is said at the prompt beside questions: `:k 5`, `:since 2025-10-01`, `:why 2`, `:open 1`, `:cite 1`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from .output import say, stdout_console, write

if TYPE_CHECKING:
    from onrecord.search import Answer, Citation, Filters
    from onrecord.search.prose import Writer

HELP: Final = """Ask in any words: what did Putin say about Tomahawks · who opposed the merger · and in October?
A question may go on from the one before. Ctrl-C drops a line; exit, quit or Ctrl-D ends.
  :k 5                 so many passages
  :since 2025-10-01    only articles from that day on (:until, :source, :author, :language likewise)
  :min .8              only statements that are so probably the speaker's words
  :since               without a value: no such filter; :filters shows those that are set
  :why 2               why citation 2, and how certain it is
  :open 1              citation 1 at the publisher, in a browser
  :cite 1 bibtex       citation 1 to paste: text, markdown, bibtex, csl-json, link
  :prose               no prose by --llm's model from now on; again: prose
  :new                 forget the questions before"""

ASKS_HELP: Final = frozenset({"help", "?", "help?", ":help", ":?"})
ENDS: Final = frozenset({"exit", "quit", "exit()", "quit()", ":q", ":quit", ":exit", "\\q"})


@dataclass(slots=True)
class Session:
    """A talk with an archive.

    Attributes:
        filters: What may be looked at.
        k: How many passages are given along.
        previous: The questions asked so far, which the next may go on from.
        answer: The last answer.
        writer: Has a model write prose, where one is named.
        prose: Whether it is asked.
    """

    filters: Filters
    k: int
    previous: list[str] = field(default_factory=list)
    answer: Answer | None = None
    writer: Writer | None = None
    prose: bool = True

    def obey(self, line: str) -> None:
        """Do what a line that begins with a colon says.

        Raises:
            QueryError: It says nothing that is known, or a value cannot be used.
        """
        from onrecord.index import QueryError

        name, _, value = line.removeprefix(":").strip().partition(" ")
        command = self._commands().get(name.lower())
        if command is None:
            from .suggesting import nearest

            meant = nearest(name, self._commands())
            raise QueryError(
                f"no command :{name}" + (f"; did you mean :{meant}?" if meant else "; :help lists them")
            )
        command(value.strip())

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            "k": self._set_k,
            "since": lambda value: self._narrow(since=value),
            "until": lambda value: self._narrow(until=value),
            "source": lambda value: self._narrow(source=value),
            "author": lambda value: self._narrow(author=value),
            "language": lambda value: self._narrow(language=value),
            "min": self._set_least,
            "filters": lambda _: self._tell(),
            "why": self._why,
            "open": self._open,
            "cite": self._cite,
            "prose": lambda _: self._switch(),
            "new": lambda _: self.previous.clear(),
            "help": lambda _: say(HELP),
        }

    def _switch(self) -> None:
        from onrecord.index import QueryError

        if self.writer is None:
            raise QueryError(":prose needs a model: start the prompt with --llm URL --llm-model NAME")
        self.prose = not self.prose
        say("prose beside the quotes" if self.prose else "quotes alone")

    def _set_k(self, value: str) -> None:
        from onrecord.index import QueryError

        if not value.isdecimal() or not 1 <= int(value) <= 1000:  # noqa: PLR2004  (as everywhere)
            raise QueryError(f":k {value}: give a number from 1 to 1000")
        self.k = int(value)
        self._tell()

    def _set_least(self, value: str) -> None:
        from onrecord.index import QueryError

        from ..filters import make_filters

        try:
            least = float(value) if value else None
        except ValueError:
            raise QueryError(f":min {value}: give a number from 0 to 1") from None
        make_filters(min_probability=least)
        self.filters = replace(self.filters, min_probability=least)
        self._tell()

    def _narrow(self, **wanted: str) -> None:
        from ..filters import make_filters

        now = self.filters
        every = {
            "source": now.source,
            "author": now.author,
            "since": now.since,
            "until": now.until,
            "language": now.language,
        }
        self.filters = make_filters(**{**every, **wanted}, min_probability=now.min_probability)  # type: ignore[arg-type]
        self._tell()

    def _tell(self) -> None:
        now = self.filters
        source = now.source if isinstance(now.source, str) or now.source is None else ", ".join(now.source)
        facts = [("source", source), ("author", now.author), ("since", now.since), ("until", now.until)]
        least = now.min_probability
        facts += [("language", now.language), ("min", None if least is None else f"{least:g}")]
        say(" · ".join([f"k {self.k}", *(f"{name} {value}" for name, value in facts if value)]))

    def _chosen(self, value: str) -> Citation:
        from onrecord.index import QueryError

        shown = _shown(self.answer)
        if not shown:
            raise QueryError("no citation is shown yet; ask first")
        number = value or "1"
        if not number.isdecimal() or not 1 <= int(number) <= len(shown):
            raise QueryError(f"no citation {number}; give a number from 1 to {len(shown)}")
        return shown[int(number) - 1]

    def _why(self, value: str) -> None:
        from .why import render_why

        stdout_console().print(render_why(self._chosen(value)))

    def _open(self, value: str) -> None:
        import webbrowser

        from onrecord.index import QueryError

        from ..citing import fragment_link

        chosen = self._chosen(value)
        article = chosen.article
        link = fragment_link(article.url, article.text, chosen.start, chosen.end)
        if link is None:
            raise QueryError(f"{article.id}: no web address is known of this article")
        say(link)
        webbrowser.open(link)

    def _cite(self, value: str) -> None:
        from .citing import cited

        number, _, form = value.partition(" ")
        if number and not number.isdecimal():
            number, form = "1", number
        write(cited([self._chosen(number)], form.strip() or "text"))  # type: ignore[arg-type]


def _shown(answer: Answer | None) -> Sequence[Citation]:
    """Give the citations in the order in which an answer shows them."""
    from ..records import beside_refusal

    if answer is None:
        return ()
    if answer.answered:
        return answer.citations
    return tuple(chain.from_iterable(beside_refusal(answer)))
