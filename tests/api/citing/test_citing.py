"""Citations to carry away, and links that find the words again."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.api.citing import FORMS, Form, cite, fingerprint, fragment_link, locate
from onrecord.index import Article, Kind, QueryError, Span, Statement
from onrecord.search import Citation
from onrecord.search.verbatim import align

TEXT = (
    "The mayor spoke on Monday. “The tram will run by spring – or I resign,” Ines Brook said.\n"
    "“The tram will run,” she said, twice."
)
ARTICLE = Article(
    "papers/tram 1",
    TEXT,
    title="Tram_line [2] & more",
    url="https://harbour.example/a/tram?x=1#part",
    source="Harbour Gazette",
    author="Ola Nord",
    published="2025-10-31T09:00:00+01:00",
)
START = TEXT.index("The tram")
END = TEXT.index(",” Ines")


def citation(article: Article = ARTICLE, start: int = START, end: int = END) -> Citation:
    said = Statement(article, "Ines Brook", "Ines Brook", None, None, "said", (Span(start, end),), "direct", 0)
    return Citation(article, start, end, 0, 0.9, said)


def test_plain_text_names_words_speaker_outlet_day_and_place() -> None:
    line = cite(citation(), "text")
    assert line.startswith("“The tram will run by spring – or I resign” — Ines Brook. Ola Nord, ")
    assert "Harbour Gazette, 2025-10-31" in line
    assert "\n" not in line


def told(kind: Kind, words: str, text: str, probability: float | None = None) -> Citation:
    article = replace(ARTICLE, text=text)
    start, end = text.index(words), text.index(words) + len(words)
    said = Statement(article, "Ines Brook", "she", None, None, "said", (Span(start, end),), kind, 0, probability)
    return Citation(article, start, end, 0, 0.9, said)


SAID = ("text", "markdown", "bibtex", "csl-json")


def read(citation: Citation, form: Form) -> str:
    written = cite(citation, form)
    return str(json.loads(written)["note"]) if form == "csl-json" else written


@pytest.mark.parametrize("form", SAID)
def test_what_is_reported_is_pasted_as_the_words_of_the_article(form: Form) -> None:
    kinds: tuple[Kind, ...] = ("indirect", "mixed", "stance")
    for kind in kinds:
        one = told(kind, "that it runs", "She said that it runs.")
        assert "Harbour Gazette reported of Ines Brook: “that it runs”" in read(one, form)
        bare = replace(one, article=replace(one.article, source=None))
        assert "The article reported of Ines Brook: “that it runs”" in read(bare, form)
    assert "reported" not in read(citation(), form)


@pytest.mark.parametrize("form", SAID)
@pytest.mark.parametrize(
    ("probability", "certainty"), [(0.9, ""), (0.7, " (likely their words)"), (0.55, " (perhaps not their words)")]
)
def test_how_certain_an_attribution_is_stands_behind_the_name(
    form: Form, probability: float, certainty: str
) -> None:
    reported = read(told("indirect", "that it runs", "She said that it runs.", probability), form)
    assert f"reported of Ines Brook{certainty}: “that it runs”" in reported
    direct = read(told("direct", "It runs.", "“It runs.” Sure.", probability), form)
    assert f"— Ines Brook{certainty}" in direct
    assert "“It runs.”" in direct
    assert ("their words" in direct) == bool(certainty)


@pytest.mark.parametrize(
    ("text", "words", "pasted"),
    [
        ("She said it “leaks all day.”", "it “leaks all day.", "“it ‘leaks all day.’”"),
        ('She said it "leaks", as ever.', 'it "leaks", as ever', "“it ‘leaks’, as ever”"),
        ("She said it “leaks ‘all’ day”.", "it “leaks ‘all’ day", "“it “leaks ‘all’ day””"),
        ('She said he is 6\'6" and it "leaks".', 'he is 6\'6" and it "leaks".', '“he is 6\'6" and it "leaks".”'),
        ("She said “it leaks”.", "“it leaks”", "“it leaks”"),
    ],
)
def test_marks_within_marks_are_single_where_that_is_plain(text: str, words: str, pasted: str) -> None:
    one = told("mixed", words, text)
    assert f"reported of Ines Brook: {pasted}" in cite(one, "text")
    found = align(pasted, text)
    assert found is not None
    assert found.level in {"verbatim", "same_words"}


def test_bibtex_escapes_what_tex_would_obey() -> None:
    entry = cite(citation(), "bibtex")
    assert r"title = {Tram\_line [2] \& more}" in entry
    assert entry.startswith("@article{papers-tram-1-")
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_csl_json_is_an_item_of_a_newspaper() -> None:
    item = json.loads(cite(citation(), "csl-json"))
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2025, 10, 31]]}
    assert item["container-title"] == "Harbour Gazette"
    assert item["id"].endswith(fingerprint(TEXT[START:END]))


def test_markdown_gives_hostile_text_no_power() -> None:
    hostile = replace(ARTICLE, title="](javascript:alert(1)) <script>", url="https://x.example/a>b")
    written = cite(citation(hostile), "markdown")
    assert "\\<script\\>" in written
    assert "](<https://x.example/a%3Eb" in written


def test_an_unknown_form_is_said_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="text, markdown, bibtex, csl-json, link"):
        cite(citation(), "apa")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_does_without_any_metadata(form: str) -> None:
    bare = Article("a", TEXT)
    assert cite(Citation(bare, START, END, 0, 0.5), form)  # type: ignore[arg-type]


def test_a_link_encodes_what_its_syntax_uses() -> None:
    link = fragment_link(ARTICLE.url, TEXT, START, END)
    assert link == (
        "https://harbour.example/a/tram?x=1#part:~:text="
        "The%20tram%20will%20run%20by%20spring%20%E2%80%93%20or%20I%20resign"
    )
    text = "Alpha-beta, gamma & delta."
    assert fragment_link("http://x.example", text, 0, len(text)) == (
        "http://x.example#:~:text=Alpha%2Dbeta%2C%20gamma%20%26%20delta."
    )


def test_repeated_words_are_told_apart_by_their_neighbours() -> None:
    start = TEXT.rindex("The tram will run")
    link = fragment_link(ARTICLE.url, TEXT, start, start + len("The tram will run"))
    assert link is not None
    assert link.endswith("text=%E2%80%9C-,The%20tram%20will%20run,-%2C%E2%80%9D%20she%20said%2C")


def test_long_quotations_are_given_by_their_ends_of_single_paragraphs() -> None:
    text = "One two three four five six seven.\n" + "word " * 40 + "eight nine ten eleven twelve"
    link = fragment_link("https://x.example/", text, 0, len(text))
    assert link is not None
    assert unquote(link).endswith("text=One two three four five,eight nine ten eleven twelve")


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "no address"])
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert fragment_link(url, TEXT, START, END) is None


def test_words_that_stayed_are_found_where_they_were() -> None:
    assert locate(TEXT, START, END, fingerprint(TEXT[START:END])) == (START, END, False)


def test_words_that_moved_are_found_and_words_that_went_are_not() -> None:
    mark = fingerprint(TEXT[START:END])
    corrected = "Correction: it was Tuesday. " + TEXT
    found = locate(corrected, START, END, mark)
    assert found is not None
    assert found.moved
    assert corrected[found.start : found.end] == TEXT[START:END]
    assert locate(TEXT.replace("spring", "autumn"), START, END, mark) is None


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_the_nearest_of_the_same_words_is_found(before: str, behind: str, new: str, words: str) -> None:
    start = len(before)
    text = new + before + words + behind
    found = locate(text, start, start + len(words), fingerprint(words))
    assert found is not None
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-4, 2)])
def test_a_span_of_nothing_is_found_nowhere(start: int, end: int) -> None:
    assert locate(TEXT, start, end, fingerprint("")) is None
