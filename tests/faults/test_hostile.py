"""Articles that nobody would write: they are stored and cited to the character, or refused in a line."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.index import Article, Index, StoreError, open_writer, read_articles, snapshot, verify
from tests.index.bag import BagOfWords

WORDS = "The council of the harbour met on Monday and spoke of the bridge for three hours."


def stored(folder: Path, *articles: Article) -> Index:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(articles))
        writer.publish()
    assert verify(folder, deep=True) == []
    return Index.open(folder)


def test_letters_and_marks_of_every_kind(tmp_path: Path) -> None:
    texts = {
        "nul": f"Before\0after. {WORDS}\n\n{WORDS}\0",
        "rtl": f"\u202e{WORDS}\u202c \u2066שלום\u2069 {WORDS}",
        "none": "\n\n\n\n",
        "empty": "",
        "blank": " \t ",
        "marks": "! ? . , ;" * 50,
        "emoji": "👩‍👩‍👧‍👦 " * 200,
        "zalgo": "Z\u0351\u036b\u0343" * 3000,
        "breaks": f"{WORDS}\r\n\r\n{WORDS}\u2028{WORDS}\u2029{WORDS}\x85{WORDS}\x0b{WORDS}",
        "one word": "x" * 300_000,
    }
    index = stored(tmp_path, *(Article(id=id_, text=text, title=f"Title {id_}\0") for id_, text in texts.items()))
    for id_, text in texts.items():
        found = index.article(id_)
        assert found is not None
        assert found.text == text
    _, rows = index.matching(index.words("council harbour"), 100)
    for passage in index.passages(rows.tolist()):
        assert texts[passage.article.id][passage.start : passage.end] == passage.text
    index.close()


@pytest.mark.parametrize(
    "id_",
    [
        "../../outside",
        "/etc/passwd",
        "a/b/../c",
        "..",
        ".",
        "C:\\x",
        "generation-00000001",
        "onrecord.db",
        "é" * 500,
        "\0",
    ],
)
def test_ids_are_no_paths(tmp_path: Path, id_: str) -> None:
    folder = tmp_path / "deep" / "index"
    index = stored(folder, Article(id=id_, text=WORDS), Article(id="other", text=WORDS))
    found = index.article(id_)
    assert found is not None
    assert found.id == id_
    index.close()
    snapshot(folder, tmp_path / "deep" / "copy")
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}
    assert {path.name for path in folder.parent.iterdir()} == {"index", "copy"}
    allowed = ("onrecord.db", "lock", "published.json", "generation-")
    assert all(path.name.startswith(allowed) for path in folder.iterdir())


def test_days_out_of_the_calendar(tmp_path: Path) -> None:
    days = [
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2025-02-30",
        "-5",
        "2025-10-31T25:00",
        "soon",
    ]
    index = stored(tmp_path, *(Article(id=day, text=WORDS, published=day) for day in days))
    assert index.period() == ("0001-01-01", "9999-12-31")
    assert [one.published for day in days if (one := index.article(day)) is not None] == days
    index.close()


def test_a_lone_surrogate_is_refused_and_nothing_is_half_stored(tmp_path: Path) -> None:
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        with pytest.raises(StoreError, match=r"article 'bad'.*surrogate"):
            list(writer.add([Article(id="good", text=WORDS), Article(id="bad", text=f"{WORDS} \ud800")]))
        list(writer.add([Article(id="good", text=WORDS)]))
        writer.publish()
    index = Index.open(tmp_path)
    assert index.n_articles == 1
    index.close()


def test_files_with_surrogates_and_duplicates_are_read(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": f"{WORDS} \ud800 {WORDS}"},
        {"id": "a", "text": WORDS},
        {"id": "b/../../c", "text": WORDS, "published": "0000-00-00"},
    ]
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text("\n".join(map(json.dumps, lines)))
    skipped: list[str] = []
    read = list(read_articles([corpus], on_skip=lambda error: skipped.append(str(error))))
    assert len(skipped) == 1
    index = stored(tmp_path / "index", *read)
    assert index.n_articles == 2
    found = index.article("a")
    assert found is not None
    assert "\ufffd" in found.text
    index.close()


def test_two_articles_of_one_id_in_one_batch(tmp_path: Path) -> None:
    index = stored(tmp_path, Article(id="a", text=WORDS), Article(id="a", text=f"{WORDS} Again."))
    assert index.n_articles == 1
    found = index.article("a")
    assert found is not None
    assert found.text.endswith("Again.")
    index.close()


def many_paragraphs(count: int) -> Article:
    return Article(id="many", text="\n\n".join(f"word{n % 1000}" for n in range(count)), language="en")


def long_text(size: int) -> Article:
    return Article(id="long", text=f"{WORDS} " * (size // (len(WORDS) + 1)), language="en")


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(many_paragraphs(20_000), id="20,000 paragraphs"),
        pytest.param(long_text(1_000_000), id="1 MB"),
    ],
)
def test_a_large_article(tmp_path: Path, article: Article) -> None:
    large(tmp_path, article)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["paragraphs", "text"])
def test_an_enormous_article(tmp_path: Path, tell: Callable[[str], None], kind: str) -> None:
    article = many_paragraphs(1_000_000) if kind == "paragraphs" else long_text(200_000_000)
    passages = large(tmp_path, article)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    tell(f"{len(article.text):,} characters, {passages:,} passages, at most {used:.1f} GB of memory")


def large(folder: Path, article: Article) -> int:
    index = stored(folder, article)
    found = index.article(article.id)
    assert found == article
    _, rows = index.matching(index.words("word7 council"), 3)
    for passage in index.passages(rows.tolist()):
        assert passage.text == article.text[passage.start : passage.end]
        assert "word7" in passage.text or "council" in passage.text
    assert len(rows)
    count = index.n_passages
    index.close()
    return count
