"""Records into fields: ids, dates, and what is left alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index import Article, CorpusError
from onrecord.index.reading.fields import iso_date, to_article
from onrecord.index.reading.inputs import Options, Remark

PATH = Path("a.jsonl")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-11-27T08:45:59Z", "2023-11-27T08:45:59+00:00"),
        ("2023-11-27T08:45:59.5+02:00", "2023-11-27T08:45:59.500000+02:00"),
        ("2023-11-27 08:45", "2023-11-27T08:45:00"),
        (" 2023-11-27 ", "2023-11-27"),
        ("20231127", "2023-11-27"),
        ("Mon, 27 Nov 2023 08:45:59 GMT", "2023-11-27T08:45:59+00:00"),
        ("Nov. 27, 2023, 5:00 a.m. EST", "2023-11-27T05:00:00-05:00"),
        ("27 November 2023", "2023-11-27"),
        ("2023/11/27", "2023-11-27"),
        ("2023/03/04", "2023-03-04"),
        ("2023.3.4", "2023-03-04"),
        ("2023/03/04 08:45", "2023-03-04T08:45:00"),
        ("27/11/2023", "2023-11-27"),
        ("November 27, 2023 00:00", "2023-11-27T00:00:00"),
        ("03/04/2023", None),
        ("November 2023", None),
        ("2023", None),
        ("27-11-23", None),
        ("0000-01-01", None),
        ("2023-13-45", None),
        ("2023-02-30T10:00:00Z", None),
        (1701078359, "2023-11-27T09:45:59+00:00"),
        (1701078359123, "2023-11-27T09:45:59+00:00"),
        ("1701078359", "2023-11-27T09:45:59+00:00"),
        ("27 novembre 2023", "2023-11-27"),
        ("27. März 2023", "2023-03-27"),
        ("yesterday", None),
        ("Updated 2 hours ago", None),
        ("9" * 5_000, None),
        ("", None),
        (None, None),
        (20231127, None),
        (["2023-11-27"], None),
    ],
)
def test_a_date_is_iso_8601_or_nothing(written: object, expected: str | None) -> None:
    assert iso_date(written) == expected


@pytest.mark.parametrize("written", ["2023/03/04", "2023-3-4", "2023.03.04", "Sat 2023/03/04"])
@pytest.mark.parametrize("day_first", [True, False, None])
def test_behind_the_year_comes_the_month_whatever_the_order(written: str, day_first: bool | None) -> None:  # noqa: FBT001
    assert iso_date(written, day_first=day_first) == "2023-03-04"


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("0123456789-/:. TZAPMNov,+"), max_size=40))
def test_no_date_is_harmful(written: str) -> None:
    normalised = iso_date(written)
    assert normalised is None or iso_date(normalised) == normalised


def test_metadata_as_in_beir_and_flat_give_the_same() -> None:
    about = {
        "url": "https://a.example/1",
        "source": "The Paper",
        "author": "A. Writer",
        "published_at": "2023-11-27",
        "updated_at": "2023-11-28T01:02:03Z",
        "language": "en-GB",
    }
    nested = {"_id": "a/1.b", "title": "A title", "text": "Text.", "metadata": about}
    flat = {"id": "a/1.b", "title": "A title", "text": "Text.", **about}
    assert to_article(nested, PATH, 1, Options()) == to_article(flat, PATH, 1, Options())
    assert to_article(flat, PATH, 1, Options()) == Article(
        id="a/1.b",
        text="Text.",
        title="A title",
        url="https://a.example/1",
        source="The Paper",
        author="A. Writer",
        published="2023-11-27",
        updated="2023-11-28T01:02:03+00:00",
        language="en",
    )


def test_empty_null_and_odd_fields_are_none() -> None:
    empty = {
        "url": "javascript:alert(1)",
        "source": " ",
        "author": None,
        "published": "soon",
        "language": "English",
    }
    assert to_article({"id": 7, "text": "T", "title": None, **empty}, PATH, 1, Options()) == Article(
        id="7", text="T"
    )
    read = to_article(
        {"id": "a", "text": "T", "title": " A\n\x1b[31m b ", "author": ["A", "B", 3]}, PATH, 1, Options()
    )
    assert (read.title, read.author) == ("A [31m b", "A, B")


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("03/04/2025", "may be read in two ways"),
        ("03.04.2025 10:00", "may be read in two ways"),
        ("31/31/2025", "cannot be read"),
        ("45.13.2025", "cannot be read"),
    ],
)
def test_what_is_no_day_either_way_is_no_matter_of_order(written: str, doubt: str) -> None:
    told: list[Remark] = []
    to_article({"id": "a", "text": "T", "published": written}, PATH, 1, Options(tell=told.append))
    assert [doubt in str(one) for one in told] == [True]


def test_text_is_kept_to_the_character() -> None:
    text = "\ufeff A\r\nb\u2028\t\0\u202e e\u0301  \n"
    assert to_article({"id": "a", "text": text}, PATH, 1, Options()).text == text
    assert to_article({"id": "a", "text": "a\ud800b"}, PATH, 1, Options()).text == "a\ufffdb"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "T"}, 'no "_id" or "id"'),
        ({"id": "", "text": "T"}, 'no "_id" or "id"'),
        ({"id": True, "text": "T"}, "neither text nor a whole number"),
        ({"id": 1.5, "text": "T"}, "neither text nor a whole number"),
        ({"id": "a\nb", "text": "T"}, "control character"),
        ({"id": "\u2028", "text": "T"}, "blank or has a control character"),
        ({"id": "x" * 513, "text": "T"}, "the id has 513 characters; 512 are allowed"),
        ({"id": "a"}, 'no "text"'),
        ({"id": "a", "text": 5}, '"text" is not a string'),
        ({"id": "a", "text": " \n"}, '"text" is empty'),
    ],
)
def test_what_is_no_article_says_why(record: dict[str, object], reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        to_article(record, PATH, 7, Options())
    assert caught.value.line == 7
