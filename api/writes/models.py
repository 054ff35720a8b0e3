"""The models that changes need: loaded when the first change comes, and kept for those that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.index import Article, Encoder, Statement, load_known_encoder

if TYPE_CHECKING:
    from onrecord.index.attribution import StatementFinder


class Models:
    """An encoder and a finder of statements, as `open_writer` takes them.

    A server that loaded them for every publication would spend most of a small one's time on that, and leave the
    memory they took in pieces.
    """

    def __init__(self) -> None:
        """Load nothing yet."""
        self._finder: StatementFinder | None = None
        self._encoder: Encoder | None = None
        self._named = ""

    def encoder(self, name: str, *, device: str | None = None) -> Encoder:
        """Give the encoder that an index names; see `load_known_encoder`."""
        if self._encoder is None or self._named != name:
            # A folder may be replaced by an index of another model.
            self._encoder, self._named = load_known_encoder(name, device=device), name
        return self._encoder

    def find(self, article: Article) -> list[Statement]:
        """Find every statement of an article, in the order of their contents."""
        if self._finder is None:
            from onrecord.index.attribution import StatementFinder

            self._finder = StatementFinder.load()
        return self._finder.find(article)
