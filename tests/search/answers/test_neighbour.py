"""A quote that leans on the sentence before it has it beside, not in it."""

from onrecord.index import Article
from onrecord.search.answers.neighbour import sentence_before

TEXT = "Roe moved to Orlo in 1998. There she built a ferry. Later, the ferry sank.\n\nThat year the port closed."
ARTICLE = Article("a", TEXT)


def before(quote: str) -> str | None:
    start = TEXT.index(quote)
    return sentence_before(ARTICLE, start, start + len(quote))


def test_what_leans_has_its_sentence() -> None:
    assert before("There she built a ferry.") == "Roe moved to Orlo in 1998."
    assert before("she built a ferry.") == "Roe moved to Orlo in 1998."
    assert before("That year the port closed.") == "Later, the ferry sank."


def test_what_stands_by_itself_has_none() -> None:
    assert before("Later, the ferry sank.") is None
    assert before("Roe moved to Orlo in 1998.") is None
    assert sentence_before(Article("b", "There it is."), 0, 12) is None
