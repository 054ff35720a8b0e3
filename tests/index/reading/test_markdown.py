"""Markdown: what is read is what stands on the page."""

import pytest

from onrecord.index.reading.markdown import unmarked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It is **not _safe_** and [stays shut](http://a.example/y).", "It is not safe and stays shut."),
        ("> “We cannot\n> risk it,” Roe said.", "“We cannot\nrisk it,” Roe said."),
        ("- Low left.\n- Roe stayed.\n", "Low left.\n\nRoe stayed."),
        ("1986. A good year, said Roe.", "1986. A good year, said Roe."),
        ("Two  \nlines, `code` and 5 * 3 = 15, a_b_c.", "Two\nlines, code and 5 * 3 = 15, a_b_c."),
        ("![A bridge](b.png)\n\n## Later\n\n<b>Roe</b> &amp; Low <https://a.example>", "Later\n\nRoe & Low https://a.example"),
        ("<div>\n<p>Roe said so.</p>\n<!-- cut -->\n</div>", "Roe said so."),
        ("| who | when |\n|---|---|\n| Roe | May |", "who | when\n\nRoe | May"),
        ("    Indented by\n    four.", "Indented by\nfour."),
        ("One\n\n---\n\n~~Two~~", "One\n\nTwo"),
        ("“— No,” said Roe.\n\n— Yes.", "“— No,” said Roe.\n\n— Yes."),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(written: str, read: str) -> None:
    assert unmarked(written) == (None, read)


def test_a_heading_of_the_first_level_that_opens_it_is_told_apart() -> None:
    assert unmarked("# Talks *end*\nShort.") == ("Talks end", "Short.")
    assert unmarked("Talks end\n=====\n\nShort.\n\n# Later") == ("Talks end", "Short.\n\nLater")
    assert unmarked("# Alone") == ("Alone", "Alone")
    assert unmarked("Short.\n\n# Later") == (None, "Short.\n\nLater")
    assert unmarked("") == (None, "")
