"""What is embedded in bulk is what indexing makes, whoever makes it, and nothing else goes into an index."""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.index import Article, ModelError, Span, Statement, StoreError, open_writer, read_articles
from onrecord.index.attribution import StatementFinder
from onrecord.index.bulk import (
    MANIFEST,
    Embedder,
    Job,
    Maker,
    Manifest,
    batches,
    check_prepared,
    embed,
    import_batches,
    load_manifest,
)
from onrecord.index.encoders import DEFAULT_MODEL, load_encoder, weights_digest
from onrecord.index.storage.schema import DATABASE
from tests.conftest import SAMPLE, _fail
from tests.index.bag import BagOfWords

BAG = Maker("bag-of-words", "", "1")


def said(article: Article) -> list[Statement]:
    """Find what stands in quote marks."""
    start, end = article.text.find('"') + 1, article.text.rfind('"')
    spans = (Span(start, end),) if end > start else ()
    return [
        Statement(article, "Ann Lee", "Ann Lee", None, None, "said", (one,), "direct", 0, 0.9) for one in spans
    ]


def story(number: int) -> Article:
    said = f'"Pier {number} is safe," harbour master Ann Lee said on Monday, {number} days after the storm.'
    text = f"{said}\n\nA ferry with {number} passengers waited outside the harbour until the wind fell."
    return Article(
        id=f"s{number}", text=text, title=f"Storm {number}", source="Coast Post", published="2025-05-01"
    )


STORIES = [story(number) for number in range(70)]


def made(folder: Path, articles: Sequence[Article], bag: BagOfWords | None = None) -> int:
    """Embed articles; give how many files had to be made."""
    folder.mkdir(exist_ok=True)
    embedder = Embedder(Job(folder, "bag-of-words", None, BAG), bag or BagOfWords(), said)
    done = list(embed(batches(articles, {"s1": "/files/one.txt"}, BAG), embedder))
    Manifest(BAG, [receipt for receipt, _ in done]).write(folder)
    return sum(new for _, new in done)


def take(prepared: Path, index: Path, **settings: Any) -> tuple[int, ...]:
    manifest = load_manifest(prepared)
    origins: dict[str, str] = {}
    with open_writer(index, model=manifest.maker.model, **settings) as writer:
        for batch, files in import_batches(prepared, manifest, lambda _: True):
            origins |= files
            list(writer.take_in([batch], origins=origins))
        writer.publish()
        changes = writer.changes
        return changes.added, changes.updated, changes.unchanged, changes.encoded


def rows(index: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that are the truth."""
    connection = sqlite3.connect(index / DATABASE)
    try:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("articles", "passages", "statements")
        }
    finally:
        connection.close()


def test_an_index_of_it_is_to_the_bit_the_one_that_indexing_makes(tmp_path: Path) -> None:
    finder = StatementFinder.load()
    articles = list(read_articles([SAMPLE / "articles.jsonl"], on_skip=_fail))[:8]
    maker = Maker.of(DEFAULT_MODEL, weights_digest(DEFAULT_MODEL))
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    done = embed(
        batches(articles, {}, maker), Embedder(Job(prepared, DEFAULT_MODEL, None, maker), find=finder.find)
    )
    Manifest(maker, [receipt for receipt, _ in done]).write(prepared)
    check_prepared(prepared, load_manifest(prepared))
    assert take(prepared, tmp_path / "taken") == (8, 0, 0, 0)
    with open_writer(tmp_path / "indexed", load=lambda *_, **__: load_encoder(), finder=finder) as writer:
        list(writer.add(articles))
        writer.publish()
    assert rows(tmp_path / "taken") == rows(tmp_path / "indexed")
    counts = load_manifest(prepared).counts
    assert counts == {table: len(found) for table, found in rows(tmp_path / "taken").items()}
    assert counts["statements"] > 20


def test_made_again_a_file_is_the_same_and_what_is_there_is_not_made(tmp_path: Path) -> None:
    assert made(tmp_path, STORIES) == 2
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(before) == 3  # two batches and the manifest; no draft is left
    bag = BagOfWords()
    assert made(tmp_path, STORIES, bag) == 0
    assert bag.encoded == []
    [gone, cut] = sorted(tmp_path.glob("*.parquet"))
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[:-100])
    assert made(tmp_path, STORIES) == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_batch_is_known_by_its_articles_and_its_maker(tmp_path: Path) -> None:
    keys = [batch.key for batch in batches(STORIES, {}, BAG)]
    assert keys == [batch.key for batch in batches(STORIES, {}, BAG)]
    for maker in (BAG._replace(model="other"), BAG._replace(sha256="1"), BAG._replace(version="2")):
        assert not set(keys) & {batch.key for batch in batches(STORIES, {}, maker)}
    changed = [*STORIES[:-1], story(99)]
    assert [batch.key for batch in batches(changed, {}, BAG)][:1] == keys[:1]
    assert [batch.key for batch in batches(changed, {}, BAG)][1:] != keys[1:]


def test_a_second_taking_in_changes_nothing_and_a_later_one_only_what_changed(tmp_path: Path) -> None:
    made(tmp_path / "one", STORIES)
    bag = BagOfWords()
    assert take(tmp_path / "one", tmp_path / "index", load=bag) == (70, 0, 0, 0)
    assert take(tmp_path / "one", tmp_path / "index", load=bag) == (0, 0, 70, 0)
    made(tmp_path / "two", [*STORIES[:-1], Article("s69", "Nobody said that the pier is open.", "Open")])
    assert take(tmp_path / "two", tmp_path / "index", load=bag) == (0, 1, 69, 0)
    assert bag.encoded == []
    with open_writer(tmp_path / "index", load=bag) as writer:
        assert writer.origins() == {"s1": "/files/one.txt"}


def test_no_flipped_bit_gets_into_an_index(tmp_path: Path) -> None:
    made(tmp_path, STORIES[:3])
    manifest = load_manifest(tmp_path)
    [path] = tmp_path.glob("*.parquet")
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(
            StoreError, match=r"batch-\w+\.parquet: damaged .*; delete it and run the same onrecord"
        ):
            list(import_batches(tmp_path, manifest, lambda _: True))
    path.unlink()
    with pytest.raises(StoreError, match=r"\.parquet: is missing; run the same onrecord embed again"):
        check_prepared(tmp_path, manifest)


def forged(folder: Path, change: Any) -> None:
    """Alter the first article of a file as somebody would who also writes its receipt."""
    import hashlib

    import pyarrow as pa
    from pyarrow import parquet

    [path] = folder.glob("*.parquet")
    table = parquet.read_table(path)
    records = table.to_pylist()
    change(records[0])
    parquet.write_table(pa.Table.from_pylist(records, schema=table.schema), path)
    told = json.loads((folder / MANIFEST).read_text())
    told["batches"][0]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(told))


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row["passages"][0].update(end=100_000),
        lambda row: row["passages"][0].update(start=-3),
        lambda row: row["passages"][0].update(vector=b"\0" * 512),
        lambda row: row["passages"][0].update(vector=b"\xff" * 512),
        lambda row: row["statements"][0].update(content="[[0, 100000]]"),
        lambda row: row["statements"][0].update(content="[]"),
        lambda row: row["statements"][0].update(content="["),
        lambda row: row["statements"][0].update(kind="invented"),
        lambda row: row.update(text="Another text."),
        lambda row: row.update(passages=None),
    ],
)
def test_what_no_index_could_hold_is_refused(tmp_path: Path, change: Any) -> None:
    made(tmp_path, STORIES[:2])
    forged(tmp_path, change)
    with pytest.raises(StoreError, match=r"\.parquet: damaged \("):
        list(import_batches(tmp_path, load_manifest(tmp_path), lambda _: True))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda told: told.update(schema=9), "schema 9, this onrecord reads 1"),
        (lambda told: told.update(articles=4), "damaged"),
        (lambda told: told.pop("sha256"), "damaged"),
        (lambda told: told["batches"][0].update(key="../../etc/passwd"), "damaged"),
        (lambda told: told["batches"][0].update(statements=-1), "damaged"),
        (lambda told: told["batches"][0].pop("passages"), "damaged"),
        (lambda told: told.update(batches={"a": 1}), "damaged"),
    ],
)
def test_an_altered_manifest_is_refused(tmp_path: Path, change: Any, reason: str) -> None:
    made(tmp_path, STORIES[:2])
    told = json.loads((tmp_path / MANIFEST).read_text())
    change(told)
    (tmp_path / MANIFEST).write_text(json.dumps(told))
    with pytest.raises(StoreError, match=reason):
        load_manifest(tmp_path)


def test_no_other_model_and_no_other_weights(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no manifest\.json here: onrecord embed writes it last"):
        load_manifest(tmp_path)
    made(tmp_path / "bag", STORIES[:2])
    with open_writer(tmp_path / "index") as writer:
        writer.publish()
    with pytest.raises(StoreError, match=r"was built with bge-small-en-v1\.5-int8; a new model"):
        take(tmp_path / "bag", tmp_path / "index")
    other = Manifest(Maker(DEFAULT_MODEL, "0" * 64, "1"), [])
    with pytest.raises(ModelError, match=r"was made with other weights of bge-small-en-v1\.5-int8 than are here"):
        check_prepared(tmp_path, other)
    with pytest.raises(StoreError, match="is bag-of-words here, not bge-small"):
        list(
            embed(batches(STORIES, {}, other.maker), Embedder(Job(tmp_path, "x", None, other.maker), BagOfWords()))
        )
