"""The reading of a text, and the way back to its characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.model import Span
from onrecord.index.text.quote_styles import restyled
from onrecord.index.text.reading import normalized, read

PIECES = st.sampled_from(
    [
        "Olga",
        " ",
        "Brandt",
        "&nbsp;",
        "&rdquo;",
        "\u00ad",
        "\u200b",
        "<b>",
        "</p>",
        "said.",
        "Police",
        "e\u0301",
        "[1]",
        "\n",
        "„",
        "“",
        "”",
        "»",
        "«",
        ",,so",
        "10:41 – ",
        "OSLO (Wire) — ",
        "'",
        '"',
        "ﬁ",
        "東京",
        "&#8220;",
        "&amp",
        "**",
        "_",
        "<",
    ]
)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("The pier.&nbsp;&ldquo;Ours,&rdquo; said Roe", "The pier. “Ours,” said Roe"),
        ("Mar\u00adta Qu\u200bill", "Marta Quill"),
        ("Ange\u0301lique", "Angélique"),
        ("Quill\u2011Roe and Roe\u2010Quill", "Quill-Roe and Roe-Quill"),
        ('said <a href="/roe">Jane Roe</a>, a clerk', "said Jane Roe, a clerk"),
        ("“It is ours,”[1] said Roe.[2]", "“It is ours,” said Roe."),
        (
            "in 2019.Nobody knew.“We did,” he said.Police left",
            "in 2019. Nobody knew. “We did,” he said. Police left",
        ),
        ("see www.Roe.Com or Node.js and the U.S.Army", "see www.Roe.Com or Node.js and the U.S.Army"),
        ("x < y and y > z", "x < y and y > z"),
        ("*Jane* **Roe** said _so_, __Doe__", "Jane Roe said so, Doe"),
        ("2*3*4 and * Roe * or s*** it, snake_case_here", "2*3*4 and * Roe * or s*** it, snake_case_here"),
        ("[Jane Roe](https://a.example/b_c_d) said [so]", "Jane Roe said [so]"),
    ],
)
def test_reads_what_a_reader_sees(text: str, reading: str) -> None:
    assert read(text).text == reading


@pytest.mark.parametrize(
    "head",
    [
        "BELLHAVEN, March 3 (Wire) — ",
        "JOHANNESBURG (AP) — ",
        "LONDON – ",
        "15:41 – ",
        "[10:02 am] ",
        "9.30pm: ",
        "7:30 EST - ",
        "BELLHAVEN (Wire) - March 3, 2025 - ",
        "Bellhaven, Monday, March 3, 2025 (AP) — ",
        "Wire, 3 March 2025 -- ",
        "(Wire, 3 March 2025) ",
    ],
)
def test_blanks_datelines_and_time_stamps(head: str) -> None:
    assert read(f"{head}The port will stay open.").text == " " * len(head) + "The port will stay open."
    assert read(f"The port {head}will").text == f"The port {head}will"


@pytest.mark.parametrize(
    "text",
    [
        "On May 1, 2019 — a cold day — the treaty was signed.",
        "The treaty (Minsk, 3 March 2025) was read out.",
        "Signed in Minsk, 3 March 2025 - and broken since.",
        "Wire, 3 March 2025 - ",
    ],
)
def test_keeps_days_that_the_text_speaks_of(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("„A boat“, warned Roe. „Nobody pays”, she added.", "“A boat”, warned Roe. “Nobody pays”, she added."),
        ("»Ours«, said Roe", "“Ours”, said Roe"),
        ("« Ours », said Roe", "“ Ours ”, said Roe"),
        ("”Ours,” said Roe. ”Kept.”", "“Ours,” said Roe. “Kept.”"),
        ("「Ours,」 said Roe", "“Ours,” said Roe"),
        ("“Ours,” said Roe’s aide", "“Ours,” said Roe’s aide"),
        ("„He said ‚never‘ twice“", "“He said ‘never’ twice”"),
    ],
)
def test_writes_quote_marks_of_all_styles_as_one(text: str, styled: str) -> None:
    assert restyled(text) == styled


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_every_span_leads_back_to_its_characters(text: str, data: st.DataObject) -> None:
    reading = read(text)
    start = data.draw(st.integers(0, max(0, len(reading.text) - 1)))
    end = data.draw(st.integers(min(start + 1, len(reading.text)), len(reading.text)))
    found = reading.located(Span(start, end))
    assert 0 <= found.start <= found.end <= len(text)
    whole = reading.located(Span(0, len(reading.text)))
    assert whole.start <= found.start
    assert found.end <= whole.end
    for place, letter in enumerate(reading.text):
        if letter.isascii() and letter.isalpha():
            shown = unicodedata.normalize("NFKC", text[slice(*reading.located(Span(place, place + 1)))])
            assert letter in shown or shown.startswith("&")


def test_a_name_is_normalized_as_in_articles() -> None:
    assert normalized("Mar\u00adta Ange\u0301lique") == "Marta Angélique"


def test_headlines_of_other_articles_are_blank() -> None:
    text = (
        "The pool opens in May, Ann Lee said on Friday.\n\nMAYOR SAYS POOL WILL OPEN: 'WE ALL SWIM'\n\n"
        "BOB FOX: NO, WE WILL NOT\n\nOPEN THE POOL RIGHT NOW!\n\nIt closed in the autumn."
    )
    seen = read(text).text
    assert len(seen) == len(text)
    assert "MAYOR" not in seen
    assert "BOB FOX: NO, WE WILL NOT" in seen
    assert "OPEN THE POOL RIGHT NOW!" in seen


def test_a_text_in_capitals_stays() -> None:
    text = "THE POOL OPENS IN MAY\n\nTHE MAYOR TOLD US ON FRIDAY"
    assert read(text).text == text


def test_credits_of_pictures_and_what_waits_for_them_are_blank() -> None:
    text = (
        "She left. Loading The pool (Photo by Bob Fox/Getty Images) opens. (Two of us swam.) Loading docks wait."
    )
    assert read(text).text.split() == "She left. The pool opens. (Two of us swam.) Loading docks wait.".split()
    text = "Roe dives Credit: Jane Doe/PA\nIt opens. Credit: Reuters “Good,” she said.\nTake (PA) too."
    assert read(text).text.split() == "Roe dives It opens. “Good,” she said. Take (PA) too.".split()


def test_a_label_behind_a_time_stamp_stays() -> None:
    assert read("[00:12] HOST: Welcome.").text == "        HOST: Welcome."
