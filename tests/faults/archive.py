"""A small archive whose right answers are known, and the oracle that an index of it is compared with."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from onrecord.index import Article, Filters, Index, verify
from onrecord.index.storage.context import passage_vectors, vector_key
from tests.index.bag import BagOfWords

State = Mapping[str, int]
"""The version of every article, by id."""

_TOPICS = ("harbour", "bridge", "ferry", "school", "market", "river", "hospital", "railway", "theatre", "airport")
_NAMES = ("Ada Morrow", "Paul Renner", "Grace Odell", "Tom Halvorsen", "Mina Castell")


def article(id_: str, version: int) -> Article:
    """The article that an id has in a version; its title's last word stands nowhere else."""
    chance = random.Random(f"{id_}/{version}")
    topic, name = chance.choice(_TOPICS), chance.choice(_NAMES)
    # Some paragraphs stay the same from version to version: their vectors are taken over.
    steady = random.Random(id_)
    paragraphs = [
        f"The council met on day {steady.randrange(300)} to talk about the {steady.choice(_TOPICS)} again.",
        f'"The {topic} will be closed for {chance.randrange(2, 90)} days," said {name} of the council.',
        f"{name} added that the {chance.choice(_TOPICS)} would open again before the winter of the year.",
        *(
            f"Paragraph {n} of the report names {chance.randrange(9999)} visitors to the {chance.choice(_TOPICS)}."
            for n in range(chance.randrange(4))
        ),
    ]
    return Article(
        id=id_,
        text="\n\n".join(paragraphs),
        title=f"The {topic} on the coast {token(id_, version)}",
        source=f"Paper {steady.randrange(4)}",
        published=f"20{steady.randrange(10, 26)}-0{steady.randrange(1, 10)}-11",
        language="en",  # stored as it is; one that states none would come back with the one detected
    )


def token(id_: str, version: int) -> str:
    """The word that stands in one version of one article only."""
    return f"kesh{id_}v{version}"


def state_of(folder: Path, ids: set[str], versions: int) -> dict[str, int]:
    """Read which version of which article an index holds, and check on the way that it holds it whole.

    Every article must be the one that was written, be found first by its own title, by words and by vector, and
    have its statements.
    """
    index = Index.open(folder)
    bag = BagOfWords()
    try:
        state = {}
        for id_ in ids:
            stored = index.article(id_)
            if stored is None:
                continue
            version = next(v for v in range(versions) if article(id_, v) == stored)
            state[id_] = version
            word = token(id_, version)
            _, rows = index.matching(index.words(word), 50)
            passages = index.passages(rows.tolist())
            assert passages, f"{id_} is not found by its title"
            assert {passage.article.id for passage in passages} == {id_}
            key = vector_key(passages[0])
            scores, near = index.nearest(passage_vectors(bag, [key])[0], 1)
            assert vector_key(index.passages(near.tolist())[0]) == key
            assert scores[0] > 0.999
            said = index.statements(None, rows.tolist())
            assert all(one.statement.article == stored for one in said)
            assert any("will be closed" in stored.text[s.statement.start : s.statement.end] for s in said)
        assert index.n_articles == len(state)
        return state
    finally:
        index.close()


def assert_sound(folder: Path) -> None:
    """Check that `verify --deep` finds nothing."""
    assert verify(folder, deep=True) == []


def answers(folder: Path, state: State) -> dict[str, object]:
    """Ask an index for all that it can tell; equal indexes give equal answers."""
    index = Index.open(folder)
    bag = BagOfWords()
    try:
        given: dict[str, object] = {
            "counts": (index.n_articles, index.n_passages, index.revision),
            "sources": index.sources(),
            "period": index.period(),
            "speakers": index.directory.speakers(),
            "unknown": index.article("no such id"),
        }
        for id_, version in state.items():
            given[id_] = index.article(id_)
            title = article(id_, version).title
            given[f"{id_} names"] = [index.directory.name(word) for word in title.split()]
            words = index.words(title)
            scores, rows = index.matching(words, 8)
            given[f"{id_} words"] = [(p.article.id, p.start, p.end, p.text) for p in index.passages(rows.tolist())]
            given[f"{id_} scores"] = (np.round(scores, 4).tolist(), np.round(index.bm25(rows, words), 4).tolist())
            scores, rows = index.nearest(bag.encode_queries([article(id_, version).text])[0], 5)
            given[f"{id_} vectors"] = [
                (p.article.id, p.start, p.end, p.text) for p in index.passages(rows.tolist())
            ]
            given[f"{id_} cosines"] = np.round(scores, 3).tolist()
            given[f"{id_} facts"] = [one.tolist() for one in index.facts(rows)]
            given[f"{id_} said"] = index.statements(None, rows.tolist())
        for name in (name for speaker in index.directory.speakers() for name in speaker.names):
            given[f"said by {name}"] = index.statements([name])
            given[f"spoken by {name}"] = index.spoken([name]).tolist()
        for filters in (Filters(source="Paper 1"), Filters(since="2015-01-01", until="2019-12-31")):
            chosen = index.select(filters)
            given[repr(filters)] = None if chosen is None else chosen.tolist()
        return given
    finally:
        index.close()
