"""What is said where articles are in languages whose statements are not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.index import STATEMENT_LANGUAGES, Hit


def unread_languages(hits: Sequence[Hit], *, refused: bool) -> str | None:
    """Tell that passages found are in languages whose statements are not found.

    Args:
        hits: The passages found, best first.
        refused: Whether the question is not answered.

    Returns:
        A sentence that counts the articles by language, where the best passage is in such a language or the
        question is refused; None where no article is.
    """
    languages = {hit.passage.article.id: hit.passage.article.language for hit in hits}
    unread = Counter(
        code for code in languages.values() if code and code.partition("-")[0] not in STATEMENT_LANGUAGES
    )
    first = hits[0].passage.article.language if hits else None
    if not unread or not (refused or first in unread):
        return None
    told = ", ".join(f"{count} in {code}" for code, count in unread.most_common())
    return (
        f"{unread.total()} of the {len(languages)} articles found are in languages in which statements are not"
        f" recognised ({told}): who said what in them is not told, their passages are."
    )
