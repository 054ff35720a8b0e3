"""What a terminal is shown of text that nobody can trust."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from api.cli.failures import explain, one_line
from api.cli.render import render_answer, render_hits
from api.cli.text import clean, day
from index import Article, Hit, IndexLocked, Passage, Span, Statement
from search import Answer, Citation

HOSTILE = Article(
    id="a\x1b[2J/1",
    text="She said: “We\x9b31m will\u202e not [red]yield[/red].”\nNothing else.",
    title="\x1b]0;owned\x07 Headline",
    source="Post",
    published="2025-10-02T08:00:00",
    url="https://post.example/1",
)


def shown(renderable: object, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def answer(citation: Citation) -> Answer:
    return Answer("q", answered=True, reason=None, confidence=0.9, text="", citations=(citation,), hits=())


def test_a_quote_is_shown_with_who_where_and_when() -> None:
    start, end = HOSTILE.text.index("We"), HOSTILE.text.index("”")
    statement = Statement(HOSTILE, "Ada Brook", "She", None, "mayor", "said", (Span(start, end),), "direct", 0)
    text = shown(render_answer(answer(Citation(HOSTILE, start, end, 0, 0.9, statement))))
    assert text.splitlines() == [
        "[1] “We31m will not [red]yield[/red].”",
        "    — Ada Brook, mayor (said)",
        "    Post · 2 October 2025",
        "    ]0;owned Headline",
        "    https://post.example/1",
        f"    a[2J/1:{start}-{end}",
        "",
    ]


def test_a_refusal_gives_its_reason_and_what_is_near() -> None:
    hit = Hit(Passage(HOSTILE, 0, 20, 0), 0.5, 0)
    refusal = Answer(
        "q", answered=False, reason="Nobody said so.", confidence=0.1, text="", citations=(), hits=(hit,)
    )
    text = shown(render_answer(refusal))
    assert text.startswith("No answer. Nobody said so.\n\nNearest passages")
    assert "1. Post" in text


@given(st.text(max_size=400), st.integers(min_value=30, max_value=120))
def test_no_line_is_too_wide_or_steers_the_terminal(text: str, width: int) -> None:
    article = Article(id="a", text=text or "x", title=text[:50], source=text[:20])
    drawn = shown(render_hits([Hit(Passage(article, 0, len(article.text), 0), 1.0, 0)]), width)
    lines = drawn.split("\n")
    assert not {unicodedata.category(one) for one in drawn.replace("\n", "")} & {"Cc", "Cf", "Zl", "Zp"}
    assert all(len(line) <= width and line == line.rstrip() for line in lines)


@given(st.text())
def test_clean_keeps_one_harmless_line(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not any(one in clean(text) for one in "\n\r\x1b\x9b\u202e")


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2025-10-02", "2 October 2025"),
        ("2025-10-02T23:00:00+02:00", "2 October 2025"),
        ("soon", "soon"),
        (None, ""),
    ],
)
def test_days_are_written_out(published: str | None, written: str) -> None:
    assert day(published) == written


def test_errors_are_explained_in_a_line() -> None:
    assert explain(IndexLocked("archive: process 7\nis writing")) == "archive: process 7 is writing"
    assert explain(PermissionError(13, "Permission denied", "/root/x")) == "/root/x: Permission denied"
    assert explain(OSError(28, "No space left on device")) == "No space left on device"
    assert explain(ValueError("a\nb")).startswith("ValueError: a b (this is a fault of onrecord")
    assert one_line("\x1b[2J") == "�[2J"
