"""What is quoted of a statement in pieces."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Article, Span, Statement
from onrecord.search import Citation
from onrecord.search.answers.citations import prose
from onrecord.search.answers.pieces import close_pieces, joined


def said(*content: tuple[int, int]) -> Statement:
    spans = tuple(Span(start, end) for start, end in content)
    return Statement(Article("a", "x" * 9000), "Ada Morrow", "she", None, None, "said", spans, "direct", 0)


def test_what_stands_together_is_one_quote() -> None:
    for content in ([(0, 9)], [(0, 9), (60, 90)], [(0, 9), (259, 300)]):
        assert close_pieces(said(*content)) == said(*content)


def test_of_pieces_far_apart_the_longest_run_is_quoted() -> None:
    assert close_pieces(said((0, 40), (900, 930))) == said((0, 40))
    assert close_pieces(said((0, 40), (900, 930), (960, 990))) == said((900, 930), (960, 990))


@given(st.lists(st.integers(1, 400), min_size=2, max_size=12).filter(lambda steps: len(steps) % 2 == 0))
def test_a_run_is_part_of_the_content_and_not_far_apart(steps: list[int]) -> None:
    places = [sum(steps[: n + 1]) for n in range(len(steps))]
    whole = said(*zip(places[::2], places[1::2], strict=True))
    kept = close_pieces(whole).content
    first = whole.content.index(kept[0])
    assert kept == whole.content[first : first + len(kept)]
    gaps = [after.start - before.end for before, after in pairwise(kept)]
    assert kept == whole.content or all(gap <= 100 for gap in gaps)


TOLD = "“It leaks,” said Roe. “It always has.” She added: “Ask the board.” The board, she thinks, knew."


def words(quoted: str, speaker: str = "Jane Roe") -> Statement:
    start = TOLD.index(quoted)
    spans = (Span(start, start + len(quoted)),)
    return Statement(Article("a", TOLD), speaker, "Roe", None, None, "said", spans, "direct", 0, 0.9)


def test_words_that_one_speaker_goes_on_with_are_quoted_together() -> None:
    leaks, always, ask = words("It leaks,"), words("It always has."), words("Ask the board.")
    (whole,) = joined([always, leaks, ask])
    assert whole.content == (*leaks.content, *always.content, *ask.content)
    assert TOLD[whole.start : whole.end] == TOLD[1 : TOLD.index("board.") + 6]
    report = replace(words("knew"), kind="indirect")
    assert joined([report, leaks, always])[1:] == [report]


def test_words_of_another_and_words_far_away_stay_apart() -> None:
    leaks, always = words("It leaks,"), words("It always has.", speaker="Kim Doe")
    assert joined([leaks, always]) == [leaks, always]
    assert joined([leaks, replace(words("Ask the board."), paragraph=1)])[0] == leaks
    long = Article("a", f"“{'yes ' * 70}” “no”")
    first = replace(leaks, article=long, content=(Span(1, 281),))
    second = replace(leaks, article=long, content=(Span(284, 286),))
    assert joined([first, second]) == [first, second]


def test_what_the_writer_says_between_pieces_stands_in_no_quote_marks() -> None:
    article = Article("a", TOLD)
    places = [TOLD.index("It leaks,"), TOLD.index("It always has.")]
    spans = tuple(
        Span(place, place + len(words))
        for place, words in zip(places, ("It leaks,", "It always has."), strict=True)
    )
    one = Statement(article, "Roe", "Roe", None, None, "said", spans, "direct", 0)
    whole = Citation(article, one.start, one.end, 0, 0.9, one)
    assert whole.quote == "It leaks,” said Roe. “It always has."
    assert whole.words == "It leaks … It always has."
    assert prose([whole]) == "Roe said: “It leaks … It always has.” [1]"
    assert replace(whole, statement=replace(one, kind="mixed")).words == f"“{whole.quote}”"
