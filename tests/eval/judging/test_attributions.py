from dataclasses import replace

from onrecord.eval.judging.attributions import by_marks, put_together
from onrecord.index import Article, Span, Statement

ARTICLE = Article(id="a", text="Ann Lee said it rains. “It pours.” She said it stops.")
REPORT = Statement(ARTICLE, "Ann Lee", "Ann Lee", Span(0, 7), None, "said", (Span(13, 21),), "indirect", 0)
QUOTE = replace(REPORT, content=(Span(24, 33),), kind="direct")
OTHER = replace(REPORT, as_written="She", as_written_span=Span(35, 38), content=(Span(44, 52),))


def test_what_one_source_says_under_one_cue_is_one() -> None:
    assert put_together([REPORT, QUOTE, OTHER]) == [
        replace(REPORT, content=(*REPORT.content, *QUOTE.content), kind="mixed"),
        OTHER,
    ]


def test_without_a_source_or_with_another_cue_they_stay_apart() -> None:
    apart = [replace(REPORT, as_written_span=None), replace(QUOTE, as_written_span=None)]
    assert put_together(apart) == apart
    assert len(put_together([REPORT, replace(QUOTE, cue="added")])) == 2
    assert len(put_together([REPORT, replace(QUOTE, kind="stance")])) == 2


def test_a_turn_without_quote_marks_counts_as_reported_where_marks_tell_kinds() -> None:
    turn = replace(REPORT, kind="direct")
    assert [one.kind for one in map(by_marks, (QUOTE, turn, REPORT))] == ["direct", "indirect", "indirect"]
