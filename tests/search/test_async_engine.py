"""The engine for asyncio answers as the other does, and several at a time."""

import asyncio
import inspect
from pathlib import Path

import pytest

from onrecord.index import IndexNotFound
from onrecord.search import AsyncEngine, Engine, Filters

QUESTION = "what did Putin say about Tomahawks"


def test_it_gives_what_the_engine_gives(sample_index: Path) -> None:
    filters = Filters(since="2025-10-01")

    async def asked() -> tuple[object, ...]:
        async with await AsyncEngine.open(sample_index, threads=2) as engine:
            together = await asyncio.gather(
                engine.ask(QUESTION, filters=filters),
                engine.search("Tomahawks", 3),
                engine.said("Peskov"),
                engine.compare("Saoirse Vandenberg"),
                engine.similar("tomahawk-valdai", 2),
                engine.check("There are no such things as sanctuaries"),
            )
            return *together, len(await engine.speakers()), await engine.speaker("Putin")

    got = asyncio.run(asked())
    engine = Engine.open(sample_index)
    try:
        assert got == (
            engine.ask(QUESTION, filters=filters),
            engine.search("Tomahawks", 3),
            engine.said("Peskov"),
            engine.compare("Saoirse Vandenberg"),
            engine.similar("tomahawk-valdai", 2),
            engine.check("There are no such things as sanctuaries"),
            len(engine.speakers()),
            engine.speaker("Putin"),
        )
    finally:
        engine.close()


@pytest.mark.parametrize("name", ["ask", "search", "said", "compare", "check", "similar", "speaker", "speakers"])
def test_its_methods_take_what_the_engine_s_take(name: str) -> None:
    assert inspect.signature(getattr(AsyncEngine, name)) == inspect.signature(getattr(Engine, name))


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound):
        asyncio.run(AsyncEngine.open(tmp_path))
