"""Passages: spans of the text that hold its words, each once."""

import json
import re
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index import Article, Passage
from onrecord.index.reading import read_articles
from onrecord.index.text.paragraphs import paragraphs
from onrecord.index.text.split import MAX_CHARACTERS, MAX_WORDS, split

EIGHT = "one two three four five six seven eight."


def article(text: str) -> Article:
    return Article(id="a", text=text)


def texts(text: str) -> list[str]:
    return [passage.text for passage in split(article(text))]


def numbers(text: str) -> list[int]:
    return [passage.paragraph for passage in split(article(text))]


def test_a_passage_is_a_paragraph() -> None:
    assert texts(f"{EIGHT}\n\n {EIGHT.upper()} \n") == [EIGHT, EIGHT.upper()]
    assert numbers(f"{EIGHT}\n{EIGHT}") == [0, 1]


def test_a_heading_goes_with_the_paragraph_after_it() -> None:
    text = f"{EIGHT}\n\nA heading\n\n{EIGHT}"
    assert texts(text) == [EIGHT, f"A heading\n\n{EIGHT}"]
    assert numbers(text) == [0, 2]


def test_of_headings_in_a_row_the_last_is_kept() -> None:
    assert texts(f"Sony\n\nBose\n\nJBL\n\n{EIGHT}\n\nMore deals") == [f"JBL\n\n{EIGHT}"]


def test_a_short_quotation_goes_with_its_neighbour() -> None:
    assert texts(f"{EIGHT}\n\n“No,” he said\n\n{EIGHT}") == [f"{EIGHT}\n\n“No,” he said", EIGHT]
    assert texts(f"“No,” he said.\n\n{EIGHT}") == [f"“No,” he said.\n\n{EIGHT}"]
    assert texts(f"Heading\n\n“No,” he said.\n\n{EIGHT}") == [f"Heading\n\n“No,” he said.\n\n{EIGHT}"]
    assert texts(f"“No,” he said.\n\nHeading\n\n{EIGHT}") == ["“No,” he said.", f"Heading\n\n{EIGHT}"]


def test_a_transcript_of_short_lines_is_not_lost() -> None:
    lines = [f"“Answer {number},” he said." for number in range(200)]
    joined = "\n".join(texts("\n".join(lines)))
    assert joined == "\n".join(lines)


@pytest.mark.parametrize(
    "boilerplate",
    [
        "Advertisement",
        "ADVERTISEMENT Article continues below this ad",
        "Read more: Cats and dogs.",
        "See also: What is a bet?",
        "Related:",
        "(Manuel Balce Ceneta/AP)",
        "Photo: A. Smith / Reuters",
        "Image credit: Getty Images.",
        "© AAP",
        "___",
    ],
)
def test_boilerplate_is_left_out(boilerplate: str) -> None:
    assert texts(f"{EIGHT}\n\n{boilerplate}\n\n{EIGHT}") == [EIGHT, EIGHT]


@pytest.mark.parametrize(
    "said", ["He read more.", "“Watch it,” he said.", "See you, Mr. Reuters.", "Related he was."]
)
def test_what_only_resembles_boilerplate_is_kept(said: str) -> None:
    assert texts(f"{EIGHT}\n\n{said}") == [f"{EIGHT}\n\n{said}"]


@pytest.mark.parametrize("text", ["Yes.", "Yes", "Advertisement", "A heading\n\nAnother", "“No!”", "\0 a \u202e"])
def test_a_text_with_a_word_has_a_passage(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize("text", ["", " \n ", "—", "___\n\n***"])
def test_a_text_without_a_word_has_none(text: str) -> None:
    assert texts(text) == []


def test_an_overlong_paragraph_is_cut_between_sentences_into_equal_pieces() -> None:
    sentences = [f"This is number {number} of the sentences in here." for number in range(45)]
    text = f"{EIGHT}\n\n{' '.join(sentences)}"
    first, *pieces = split(article(text))
    assert first.text == EIGHT
    assert [piece.text for piece in pieces] == [" ".join(sentences[i : i + 15]) for i in (0, 15, 30)]
    assert {piece.paragraph for piece in pieces} == {1}


def test_220_words_are_one_passage_and_221_are_two() -> None:
    assert len(texts("word " * MAX_WORDS)) == 1
    assert [len(piece.split()) for piece in texts("word " * (MAX_WORDS + 1))] in ([111, 110], [110, 111])


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "é" * 10_000, "e\u0301" * 5_000, "他说明天会来" * 2_000, "a." * 5_000]
)
def test_a_word_too_long_for_a_passage_is_cut(text: str) -> None:
    pieces = texts(text)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= MAX_CHARACTERS


FRAGMENTS = st.sampled_from(
    [
        *(EIGHT, "A heading", "“No,” he said.", "Advertisement", "—", "x" * 2_500, "他说。是的！", "\u202eabc\0"),
        *("Dr. Smith said so. " * 80, "word " * 300, "e\u0301", 'He said "yes." ' * 60, "a " * 7 + "b" * 3_000),
    ]
)
BREAKS = st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n \n", " ", "\u2029"])
TEXTS = st.lists(st.tuples(FRAGMENTS, BREAKS), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


@settings(deadline=None)
@given(TEXTS)
def test_passages_are_spans_in_order_that_hold_every_word_of_a_real_paragraph_once(text: str) -> None:
    passages = split(article(text))
    assert passages == split(article(text))
    assert all(0 <= passage.start < passage.end <= len(text) for passage in passages)
    assert all(passage.text == passage.text.strip() != "" for passage in passages)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    assert all(len(passage.text) <= MAX_CHARACTERS for passage in passages)
    assert all(len(passage.text.split()) <= MAX_WORDS for passage in passages)
    found = paragraphs(text)
    for number, (start, end) in enumerate(found):
        words = list(re.finditer(r"\S+", text[start:end]))
        if len(words) >= 8 and re.search(r"[^\W_]", text[start:end]):
            for word in words:
                first, last = start + word.start(), start + word.end()
                if last - first <= MAX_CHARACTERS and text[first:last].isascii():
                    assert holders(passages, first, last) == 1, (number, word.group())
                assert all(holders(passages, i, i + 1) == 1 for i in {first, last - 1})
        elif "“" in text[start:end] and end - start <= MAX_CHARACTERS:
            assert holders(passages, start, end) == 1
    assert all(passage.paragraph < len(found) for passage in passages)
    assert [p.paragraph for p in passages] == sorted(p.paragraph for p in passages)
    if re.search(r"[^\W_]", text):
        assert passages


def holders(passages: list[Passage], start: int, end: int) -> int:
    return sum(passage.start <= start and end <= passage.end for passage in passages)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_harmful(text: str) -> None:
    passages = split(article(text))
    assert all(passage.text.strip() for passage in passages)
    assert bool(passages) == bool(re.search(r"[^\W_]", text))


@pytest.mark.parametrize(
    "text",
    [
        "word\n" * 100_000,
        "word.\n\n" * 100_000,
        "A heading\n" + "Advertisement\n" * 100_000 + "Yes.",
        "(" * 500_000 + "a",
        "a" + " " * 500_000 + "b",
        "word " * 200_000,
    ],
)
def test_takes_linear_time(text: str) -> None:
    started = perf_counter()
    passages = split(article(text))
    assert perf_counter() - started < 20
    assert passages
    assert max(len(passage.text) for passage in passages) <= MAX_CHARACTERS


def test_every_fact_of_a_real_corpus_is_in_one_passage(corpora: Path) -> None:
    folder = corpora / "multihoprag"
    articles = {each.id: each for each in read_articles([folder], on_skip=lambda _: None)}
    passages = {name: split(each) for name, each in articles.items()}
    assert all(passages.values())
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        evidence = [each for line in lines for each in json.loads(line)["metadata"]["evidence"]]
    facts = {(each["article_id"], each["fact"]) for each in evidence}
    assert facts
    for name, fact in facts:
        start = articles[name].text.index(fact)
        assert holders(passages[name], start, start + len(fact)) == 1
