"""A quote that leans on the sentence before it has it beside, not in it."""

from onrecord.index import Article, Span, Statement
from onrecord.search.answers.shown import sentence_before

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


def test_that_opens_a_report_and_leans_on_nothing() -> None:
    text = "Doe was called a liar. Lind told the court that Roe paid him, and that it was little. That man left."
    article = Article("c", text)

    def reported(quote: str) -> str | None:
        start = text.index(quote)
        return sentence_before(article, start, start + len(quote), reported=True)

    assert reported("that Roe paid him") is None
    assert reported("that it was little") == "Doe was called a liar."
    start = text.index("That man")
    assert sentence_before(article, start, len(text)) is not None


def test_a_heading_a_label_and_what_somebody_else_says_are_nothing_to_lean_on() -> None:
    text = (
        "What the owners say\n\nIt is late. Doe said the pier is gone. It was a good pier. "
        "Doe asked: “Was it?” It was.\n\nQUIZ: Who built the pier?\n\nShe did."
    )
    article = Article("d", text)

    def before(quote: str, *said: str) -> str | None:
        start = text.index(quote)
        spans = [Span(text.index(one), text.index(one) + len(one)) for one in said]
        others = [Statement(article, "Doe", "Doe", None, None, "said", (span,), "direct", 0) for span in spans]
        return sentence_before(article, start, start + len(quote), others=others)

    assert before("It is late.") is None
    assert before("She did.") is None
    assert before("It was a good pier.") == "Doe said the pier is gone."
    assert before("It was a good pier.", "the pier is gone") is None
    assert before("It was.", "Was it?") == "Doe asked: “Was it?”"
