"""Plain text and Markdown: titles, front matter, and text to the character."""

from pathlib import Path, PurePath

import pytest

from onrecord.index import Article, CorpusError
from onrecord.index.reading.inputs import Options, Remark, UnreadDate, of_file
from onrecord.index.reading.plain import read_plain

LONG = "It was a long sentence about what had happened on the day before, and it went on.\n" * 3


def read(folder: Path, content: bytes | str, name: str = "2023/some_file-name.txt") -> Article:
    path = folder / PurePath(name).name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return next(read_plain(of_file(path, PurePath(name)), Options()))


def test_id_and_title_come_from_the_name(tmp_path: Path) -> None:
    article = read(tmp_path, LONG)
    assert (article.id, article.title, article.text) == ("2023/some_file-name", "some file name", LONG)
    assert read(tmp_path, LONG, "000_892d4e875b567dd5.txt").title == "000_892d4e875b567dd5"


@pytest.mark.parametrize("title", ["Talks end without a deal", "“We will win,” says president", "Will it hold?"])
@pytest.mark.parametrize("between", ["\n", "\r\n\r\n", "\n \n"])
def test_a_first_line_that_reads_like_a_headline_is_the_title(tmp_path: Path, title: str, between: str) -> None:
    article = read(tmp_path, title + between + LONG)
    assert (article.title, article.text) == (title, LONG)


@pytest.mark.parametrize(
    "first",
    ["It ended.", "By A. Writer", "KYIV,", "He said:", "___", "word " * 60, "A wrapped line that runs\non and on"],
)
def test_any_other_first_line_is_text(tmp_path: Path, first: str) -> None:
    content = f"{first}\n\n{LONG}"
    article = read(tmp_path, content)
    assert (article.title, article.text) == ("some file name", content)


def test_a_short_text_is_no_title(tmp_path: Path) -> None:
    assert read(tmp_path, "Yes\n\nNo").text == "Yes\n\nNo"


def test_a_heading_of_markdown_is_the_title(tmp_path: Path) -> None:
    article = read(tmp_path, f"\n# Talks end. #\nShort.\n\n{LONG}", "a.md")
    assert (article.id, article.title, article.text) == ("a", "Talks end.", f"Short.\n\n{LONG.strip()}")
    assert read(tmp_path, "# Only a heading\n", "a.markdown").text == "Only a heading"
    assert read(tmp_path, f"# Not here\n{LONG}", "a.txt").title == "a"


def test_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "\tIt was.\r\n\r\nA\u2028b\x85 \0 e\u0301 \u202e\n\n"
    assert read(tmp_path, b"\xef\xbb\xbf" + text.encode()).text == text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 12 March 2025", "2025-03-12"),
        ("3 March 2025", "2025-03-03"),
        ("Monday, March 3, 2025", "2025-03-03"),
        ("Posted on 2025-03-05", "2025-03-05"),
        ("Published 3 March 2025 at 10:15", "2025-03-03"),
        ("Monday 3 March 2025 09.15 GMT", "2025-03-03"),
        ("Date: Mon, 3 March 2025", "2025-03-03"),
        ("By Ann Low | The Harbour Post | March 3, 2025, 9:15 a.m. ET", "2025-03-03"),
        ("Reuters, 3 March 2025", "2025-03-03"),
        ("KYIV (Reuters) - March 3, 2025 - Talks ended without a deal, the minister said.", "2025-03-03"),
        ("Reuters, 3 March 2025 — Talks ended without a deal, the minister said.", "2025-03-03"),
        ("HARBOUR CITY, March 3, 2025 (AP) — Talks ended without a deal.", "2025-03-03"),
        ("(Reuters, 3 March 2025) Talks ended without a deal.", "2025-03-03"),
        ("LONDON, March 3 (Reuters) - Talks ended without a deal.", None),
        ("On May 1, 2019, the treaty was signed - a day to remember.", None),
        ("On May 1, 2019 — a cold day — the treaty was signed.", None),
        ("May 1, 2019 was a cold day.", None),
        ("The treaty (Minsk, 3 March 2025) was read out.", None),
        ("Signed in Minsk, 3 March 2025 - and broken since.", None),
        ("The vote of 3 March 2025", None),
        ("Section 12, 2025", None),
        ("2025", None),
    ],
)
def test_a_line_of_its_own_near_the_top_gives_the_day(tmp_path: Path, line: str, day: str | None) -> None:
    content = f"Talks end without a deal\n\nBy A. Writer\n{line}\n\n{LONG}"
    article = read(tmp_path, content)
    assert article.published == day
    assert article.text == content[len("Talks end without a deal\n\n") :]
    assert read(tmp_path, f"---\ndate: 2024-01-02\n---\n{content}").published == "2024-01-02"
    assert read(tmp_path, f"{LONG * 3}\n{line}\n").published is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Low", "Ann Low"),
        ("By Ann Low and Ben Roe, Courier reporters", "Ann Low, Ben Roe"),
        ("By Ann Low | The Post | 3 March 2025, 10:15", "Ann Low"),
        ("By Ann Low in Orlo", "Ann Low"),
        ("By Ann Low had the mayor been warned.", None),
        ("By the river", None),
        ("By Ann", None),
    ],
)
def test_a_line_of_its_own_near_the_top_gives_the_writers(tmp_path: Path, line: str, author: str | None) -> None:
    content = f"Tram wins the day\n\n{line}\n\n{LONG}"
    article = read(tmp_path, content)
    assert (article.title, article.author) == ("Tram wins the day", author)
    assert read(tmp_path, f"---\nauthor: Bo Li\n---\n{content}").author == "Bo Li"
    assert read(tmp_path, f"---\nbyline: Bo Li\n---\n{content}").author == "Bo Li"


@pytest.mark.parametrize(
    ("below", "author", "day", "source"),
    [
        ("Published: 9 May 2024\nAuthor: Ann Low", "Ann Low", "2024-05-09", None),
        ("Date: 9 May 2024\nInterview by Ann Low", "Ann Low", "2024-05-09", None),
        ("Updated: 9 May 2024, 9.30am\nSource: Orlo Water", None, "2024-05-09", "Orlo Water"),
        ("9 May 2024 | By Ann Low, science editor", "Ann Low", "2024-05-09", None),
    ],
)
def test_lines_under_a_headline_may_say_which_is_what(
    tmp_path: Path, below: str, author: str | None, day: str, source: str | None
) -> None:
    for over in ("", "PRESS RELEASE - FOR IMMEDIATE RELEASE\n"):
        article = read(tmp_path, f"{over}Tram wins the day\n{below}\n\n{LONG}\n\n{LONG}")
        assert article.title == "Tram wins the day"
        assert (article.author, article.published, article.source) == (author, day, source)
        assert article.text == f"{below}\n\n{LONG}\n\n{LONG}"


def test_a_colon_alone_makes_no_field(tmp_path: Path) -> None:
    article = read(tmp_path, f"Tram wins the day\nThe mayor: “It is late”\n\n{LONG}\n\n{LONG}")
    assert article.text.startswith("The mayor")
    assert (article.author, article.source) == (None, None)


def test_a_day_in_figures_waits_for_its_order(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Talks end without a deal\n\nPublished: 03/04/2025\n\n{LONG}")
    told: list[Remark] = []
    for day_first, day in ((None, None), (True, "2025-04-03")):
        options = Options(day_first=day_first, tell=told.append)
        assert next(read_plain(of_file(path, PurePath("a.txt")), options)).published == day
    assert [type(one) for one in told] == [UnreadDate]


@pytest.mark.parametrize("below", ["Published: 3 March 2025", "By Ann Low\nMonday 3 March 2025 09.15 GMT"])
def test_a_headline_stands_on_its_byline_and_dateline(tmp_path: Path, below: str) -> None:
    article = read(tmp_path, f"Talks end without a deal\n{below}\n\n{LONG}\n\n{LONG}")
    assert (article.title, article.published) == ("Talks end without a deal", "2025-03-03")
    assert article.text == f"{below}\n\n{LONG}\n\n{LONG}"
    assert read(tmp_path, f"The Post, 3 March 2025\n\n{LONG}").title == "some file name"


def test_front_matter_says_what_it_is(tmp_path: Path) -> None:
    matter = """---
title: "Talks: no deal"
id: 007
source: The Paper
author: [A. Writer, B. Writer]
date: 2023-11-27 08:45:59Z
url: https://a.example/1
language: no
text: not this
empty:
---
"""
    assert read(tmp_path, matter + LONG) == Article(
        id="007",
        text=LONG,
        title="Talks: no deal",
        url="https://a.example/1",
        source="The Paper",
        author="A. Writer, B. Writer",
        published="2023-11-27T08:45:59+00:00",
        language="no",
    )


def test_front_matter_with_the_heading_again(tmp_path: Path) -> None:
    assert read(tmp_path, f"---\r\ntitle: Talks\r\n---\r\n\r\n# Talks\r\n\r\n{LONG}", "a.md").text == LONG.strip()
    kept = read(tmp_path, f"---\ntitle: Talks\n...\n# *Other*\n\n{LONG}", "a.md")
    assert (kept.title, kept.text) == ("Talks", f"Other\n\n{LONG.strip()}")


def test_a_file_that_was_encoded_twice_is_told(tmp_path: Path) -> None:
    path, told = tmp_path / "a.txt", list[Remark]()
    for text in (
        "José Núñez sold “cafés” in São Paulo.",
        "José Núñez sold “cafés”.".encode().decode("cp1252", "ignore"),
    ):
        path.write_text(text, encoding="utf-8")
        article = next(read_plain(of_file(path, PurePath("a.txt")), Options(tell=told.append)))
        assert article.text == text
    assert [str(one) for one in told] == [
        f"{path}: encoded twice, it seems: 'JosÃ©'; mend the file, as ftfy does, and index again"
    ]


@pytest.mark.parametrize("content", [f"---\n{LONG}", f"---\nJust words\n---\n{LONG}", f"----\n{LONG}---\n"])
def test_a_rule_is_no_front_matter(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content).text == content


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", None, "empty"),
        (b"\xef\xbb\xbf \n", None, "empty"),
        (b"---\ntitle: a\n---\n \n", None, '"text" is empty'),
        (b"one\ntwo\xff\0\x01\0\0", None, "not UTF-8 (byte 0xFF in line 2), and no other encoding is likely"),
        (
            b"---\nsource: A\ntags:\n- a: b: c\n---\nText.",
            4,
            "broken front matter: mapping values are not allowed here",
        ),
        (b"---\ntitle: \0\n---\nText.", 1, "broken front matter"),
        (b"---\nid: [a]\n---\nText.", None, "the id is neither text nor a whole number"),
        (b"---\n" + b"[" * 5_000 + b"\n---\nText.", 1, "broken front matter"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, line: int | None, reason: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, content)
    assert caught.value.reason.startswith(reason)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "title", ["Live: the quake, day two", '"Stay home": mayor', "'Tis done: a year on", 'Who won "it"?: a list']
)
def test_a_title_with_a_colon_needs_no_quote_marks(tmp_path: Path, title: str) -> None:
    article = read(tmp_path, f"---\ntitle: {title}\nsource: 'The Post'\ndate: 2025-09-06\n---\n{LONG}")
    assert (article.title, article.source, article.published) == (title, "The Post", "2025-09-06")
    assert article.text == LONG


def test_an_outlet_may_stand_between_headline_and_byline(tmp_path: Path) -> None:
    article = read(tmp_path, f"Bridge will cost millions\nHarrow Herald\n6 August 2025\nBy Ann Low\n\n{LONG}")
    assert (article.title, article.published) == ("Bridge will cost millions", "2025-08-06")
    assert article.text.startswith("Harrow Herald")


def test_aliases_in_front_matter_do_not_multiply(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{i}: &k{i} [*{'a' if i == 0 else f'k{i - 1}'}, *a]\n" for i in range(40))
    assert read(tmp_path, f"---\n{bomb}author: *k39\n---\n{LONG}").text == LONG


def test_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read: No such file"):
        next(read_plain(of_file(tmp_path / "a.txt", PurePath("a.txt")), Options()))
