"""What every store promises to whoever searches it; a new store is one more parameter of `store`."""

import ast
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import (
    Article,
    Filters,
    Index,
    QueryError,
    Span,
    Statement,
    Store,
    open_store,
    open_writer,
    skeleton,
)
from tests.conftest import ROOT
from tests.index.bag import BagOfWords

SERVERS = "ONRECORD_TEST_MILVUS"
PIERS = (
    "The harbour will close for three weeks in May, port master Ann Lee said.\n\n"
    "A ferry with Lord Müller on board waited outside the harbour until noon."
)
BRIDGE = (
    "Engineers found many cracks in the old bridge over the river.\n\n"
    "One lane of it is closed for now, Ann Lee said on Monday.\n\n"
    "The mayor, Anna Müller, saw no danger for anybody, she told reporters."
)
WIND = (
    "The wind over the whole of the coast fell at noon.\n\n"
    "Peter Stone said that all the ferries sail again from Tuesday on."
)
ARTICLES = [
    Article("a", PIERS, "Harbour closes", source="Coast Post", published="2025-05-01", language="en"),
    Article(
        "b", BRIDGE, "Bridge shut", source="Hill Daily", published="2025-05-03", author="Jo Day", language="en"
    ),
    Article("c", WIND, "Calm", source="Coast Post", language="en"),
]
SAID = {
    "a": [("Ann Lee", "The harbour will close for three weeks in May")],
    "b": [("Ann Lee", "One lane of it is closed for now"), ("Anna Müller", "saw no danger for anybody")],
    "c": [("Peter Stone", "that all the ferries sail again from Tuesday on")],
}


class Told:
    """Finds the statements that stand above."""

    def find(self, article: Article) -> list[Statement]:
        found = []
        for speaker, words in SAID[article.id]:
            start = article.text.index(words)
            place = article.text.index(speaker)
            written = Span(place, place + len(speaker))
            span = (Span(start, start + len(words)),)
            number = article.text[:start].count("\n\n")
            found.append(
                Statement(article, speaker, speaker, written, None, "said", span, "indirect", number, 0.9)
            )
        return found


def local(folder: Path) -> Index:
    with open_writer(folder, load=BagOfWords(), finder=Told()) as writer:
        list(writer.add(ARTICLES))
        writer.publish()
    return Index.open(folder)


def in_milvus(folder: Path) -> Store:
    pytest.importorskip("pymilvus", reason="the extra milvus is not installed")
    from onrecord.index.milvus import put_in_place

    local(folder / "index").close()
    put_in_place(folder / "index", str(folder / "milvus.db"))
    return open_store(folder / "milvus.db")


def without_sparse(folder: Path) -> Store:
    """As in a Milvus before 2.4, which has no sparse vectors."""
    pytest.importorskip("pymilvus", reason="the extra milvus is not installed")
    from onrecord.index.milvus.server import Server

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Server, "version", "v2.3.5")
        return in_milvus(folder)


def on_servers(folder: Path) -> Store:
    """In the Milvus that the environment names, as an archive of its own; `make test-cluster` has one."""
    from onrecord.index.milvus import put_in_place

    local(folder / "index").close()
    put_in_place(folder / "index", os.environ[SERVERS])
    return open_store(os.environ[SERVERS])


STORES = [local, in_milvus, without_sparse, *([on_servers] if SERVERS in os.environ else [])]


@pytest.fixture(scope="module", params=STORES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made: Callable[[Path], Store] = request.param
    opened = made(tmp_path_factory.mktemp("store"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rows(store: Store) -> list[int]:
    """The rows of all passages, found as a search finds them."""
    found = store.nearest(BagOfWords().encode_queries(["harbour"])[0], 100)[1].tolist()
    assert len(found) == len(set(found)) == store.n_passages == 7
    return sorted(found)


def test_passages_come_in_the_order_that_is_asked_for_and_know_their_article(
    store: Store, rows: list[int]
) -> None:
    backwards = store.passages(rows[::-1])
    assert backwards[::-1] == store.passages(rows)
    paragraphs = [(one.id, text) for one in ARTICLES for text in one.text.split("\n\n")]
    assert sorted((one.article.id, one.text) for one in backwards) == sorted(paragraphs)
    assert {one.article for one in backwards} == set(ARTICLES)
    assert store.passages([rows[0], rows[0]])[0] == store.passages(rows[:1])[0]


def test_articles_and_the_rows_of_their_passages(store: Store, rows: list[int]) -> None:
    for article in ARTICLES:
        assert store.article(article.id) == article
        own = [row for row, one in zip(rows, store.passages(rows), strict=True) if one.article == article]
        assert store.rows_of(article).tolist() == own
        assert all(store.of_article(row).tolist() == own for row in own)
    assert store.article("none") is None
    assert store.rows_of(Article("none", "text")).tolist() == []


def test_facts_are_those_of_the_articles(store: Store, rows: list[int]) -> None:
    facts = store.facts(np.array(rows))
    articles = [one.article for one in store.passages(rows)]
    assert [store.source_names[number] for number in facts.sources] == [one.source for one in articles]
    dated = [day for day, one in zip(facts.days.tolist(), articles, strict=True) if one.published]
    epoch = date(1970, 1, 1)
    assert dated == [(date.fromisoformat(one.published) - epoch).days for one in articles if one.published]
    keys = {one.id: set() for one in ARTICLES}  # type: dict[str, set[int]]
    for key, one in zip(facts.articles.tolist(), articles, strict=True):
        keys[one.id].add(key)
    assert [len(found) for found in keys.values()] == [1, 1, 1]
    assert len(set.union(*keys.values())) == len(ARTICLES)
    assert store.period() == ("2025-05-01", "2025-05-03")
    assert store.n_undated == sum(one.published is None for one in ARTICLES) == 1


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(source=("coast post",)), "ac"),
        (Filters(since="2025-05-02"), "b"),
        (Filters(until="2025-05-01"), "a"),
        (Filters(author="Jo Day"), "b"),
        (Filters(source=("No Such",)), ""),
        (Filters(source=("Coast Post",), since="2025-01-01"), "a"),
    ],
)
def test_filters_choose_what_their_articles_are(store: Store, rows: list[int], filters: Filters, ids: str) -> None:
    chosen = store.select(filters)
    assert chosen is not None
    expected = {row for row, one in zip(rows, store.passages(rows), strict=True) if one.article.id in ids}
    assert store.allowed(rows, chosen) == expected
    assert bool(chosen.any()) is bool(expected)
    assert store.allowed(rows, ~chosen) == set(rows) - expected
    assert store.allowed(rows, chosen & ~chosen) == set()
    assert store.allowed(rows, chosen | ~chosen) == set(rows)
    # Candidates are among them, by vector and by words.
    vector = BagOfWords().encode_queries(["harbour ferry bridge wind"])[0]
    assert set(store.nearest(vector, 100, among=chosen)[1].tolist()) == expected
    assert set(store.matching(store.words("harbour ferry"), 100, among=chosen)[1].tolist()) <= expected


def test_no_filter_is_no_selection_and_a_date_must_be_one(store: Store) -> None:
    assert store.select(Filters()) is None
    with pytest.raises(QueryError):
        store.select(Filters(since="yesterday evening or so"))


def test_outlets_and_days_leave_undated_articles_out(store: Store, rows: list[int]) -> None:
    coast = store.source_names.index("Coast Post")
    first = (date(2025, 5, 1) - date(1970, 1, 1)).days
    asked = {"ac": store.reported([coast], []), "b": store.reported([], [(first + 1, first + 9)])}
    asked["a"] = store.reported([coast], [(first, first + 9)])
    asked[""] = store.reported([coast], [(first + 1, first + 9)])
    for ids, chosen in asked.items():
        found = store.passages(sorted(store.allowed(rows, chosen)))
        assert {one.article.id for one in found} == set(ids)


def test_choosing_and_allowing_are_each_other_s_reverse(store: Store, rows: list[int]) -> None:
    for some in ([], rows[:1], rows[1:5:2], rows):
        assert store.allowed(rows, store.choosing(np.array(some, dtype=np.int64))) == set(some)


def test_the_nearest_are_those_of_the_greatest_cosine(store: Store, rows: list[int]) -> None:
    bag = BagOfWords()
    texts = ["cracks in the bridge", "ferries sail", "Ann Lee"]
    queries = bag.encode_queries(texts)
    places = np.array(rows)
    vectors = store.vectors(places)
    assert np.allclose(np.linalg.norm(vectors.astype(np.float32), axis=1), 1, atol=1e-2)
    cosines = store.cosines(queries, places)
    assert cosines.shape == (3, len(rows))
    assert np.allclose(cosines, queries @ vectors.T.astype(np.float32), atol=1e-3)
    for query, expected in zip(queries, cosines, strict=True):
        scores, found = store.nearest(query, 3)
        assert len(found) == 3
        assert np.all(np.diff(scores) <= 0)
        assert np.allclose(scores, np.sort(expected)[::-1][:3], atol=2e-3)
        assert np.allclose(scores, expected[[rows.index(row) for row in found]], atol=2e-3)


def test_what_matches_holds_the_words(store: Store, rows: list[int]) -> None:
    words = store.words("ferry harbour")
    assert len(words) == 2
    scores, found = store.matching(words, 100)
    assert np.all(np.diff(scores) <= 0)
    assert np.all(scores > 0)
    held = store.holding(words)
    assert store.allowed(rows, held) == set(found.tolist())
    gains = store.bm25(np.array(rows), words)
    assert gains.shape == (len(rows), 2)
    assert {row for row, sum_ in zip(rows, gains.sum(axis=1), strict=True) if sum_ > 0} == set(found.tolist())
    for row in found:
        assert {"ferry", "ferries", "harbour"} & set(store.passages([row])[0].text.lower().split())
    assert store.matching(words, 1)[1].tolist() == found[:1].tolist()
    assert store.matching(["zzzz"], 10)[1].tolist() == []
    rare, common, none = store.rarities([*store.words("cracks harbour"), "zzzz"]).tolist()
    assert rare > common > none == 0


def test_a_word_that_stands_nowhere_leads_to_one_that_does(store: Store) -> None:
    assert any("harbour" in one.text for one in store.alike("harbuor"))
    assert store.alike("two words") == []


def test_statements_by_speaker_by_passage_and_by_article(store: Store, rows: list[int]) -> None:
    everything = store.statements()
    told = {id_: [(one, words) for one, words in said] for id_, said in SAID.items()}
    for article in ARTICLES:
        found = store.statements_in(article)
        quotes = [(one.speaker, one.article.text[one.start : one.end]) for one in found]
        assert quotes == told[article.id]
        assert [one.statement for one in everything if one.statement.article == article] == found
    for statement, row in everything:
        assert row is not None
        [passage] = store.passages([row])
        assert passage.start <= statement.start < passage.end
        assert statement in [one.statement for one in store.statements(rows=[row])]
    assert store.statements(rows=[]) == []
    hers = store.statements(["Ann Lee"])
    assert [one.statement.article.id for one in hers] == ["a", "b"]
    assert store.statements(["Ann Lee"], [row for one, row in hers[1:] if row is not None]) == hers[1:]
    assert store.statements(["Nobody"]) == []
    assert store.allowed(rows, store.spoken(["Ann Lee"])) == {row for _, row in hers}
    assert store.allowed(rows, store.spoken(["Nobody"])) == set()


def test_names_and_who_speaks(store: Store) -> None:
    names = store.directory
    speakers = names.speakers()
    assert speakers[0].name == "Ann Lee"
    assert speakers[0].statements == 2
    assert {one.name for one in speakers} >= {"Ann Lee", "Peter Stone"}
    number = names.speaker_named("Ann Lee")
    assert number is not None
    assert names.speaker(number).name == "Ann Lee"
    assert names.speaker_named("Nobody") is None
    assert number in names.speakers_with_words([skeleton("Lee")])
    assert names.speakers_with_words(["zzzz"]) == []
    assert [one.name for one in names.speakers_with_stems(["ann", "lee"])] == ["Ann Lee"]
    assert list(names.speakers_with_stems(["ann", "stone"])) == []
    assert skeleton("Lee") in names.last_words(skeleton("Lee")[0])
    assert names.name("MÜLLER") == "Müller"
    assert names.named_like(skeleton("Muller")) == "Müller"
    bone = skeleton("Müller")
    assert bone in names.skeletons(bone[0], len(bone), len(bone))
    assert bone not in names.skeletons(bone[0], len(bone) + 1, len(bone) + 3)
    assert names.name("zzzz") is None
    assert names.spellings("zzzz") == ()


def test_searching_does_not_know_which_store_it_is() -> None:
    for path in sorted((ROOT / "search").rglob("*.py")):
        imported = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord.index")
            for alias in node.names
        }
        assert not imported & {"Index", "Directory"}, path
