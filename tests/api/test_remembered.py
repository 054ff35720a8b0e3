"""Answers that are kept: for a revision, and no more than there is room for."""

import asyncio

from pydantic import BaseModel

from onrecord.api.http.remembered import Remembered


class Wanted(BaseModel):
    q: str


def asked(kept: Remembered, *questions: str) -> list[str]:
    """Ask questions, and give those that had to be worked out."""
    worked: list[str] = []

    async def scene() -> None:
        for one in questions:

            async def work(one: str = one) -> dict[str, str]:
                worked.append(one)
                return {"answer": one * 10}

            assert await kept.answer(Wanted(q=one), work) == {"answer": one * 10}

    asyncio.run(scene())
    return worked


def test_the_oldest_go_when_there_are_too_many() -> None:
    kept = Remembered(lambda: 1, lambda _: None, most=2)
    assert asked(kept, "a", "b", "a", "c", "a", "b") == ["a", "b", "c", "b"]


def test_the_oldest_go_when_there_is_no_room() -> None:
    kept = Remembered(lambda: 1, lambda _: None, room=60)
    assert asked(kept, "a", "b", "c", "c", "a") == ["a", "b", "c", "a"]
    assert asked(kept, "x" * 100, "x" * 100) == ["x" * 100] * 2


def test_another_revision_knows_nothing() -> None:
    revision = 1
    noted: list[bool] = []
    kept = Remembered(lambda: revision, noted.append)
    assert asked(kept, "a", "a") == ["a"]
    revision = 2
    assert asked(kept, "a", "a") == ["a"]
    assert noted == [False, True, False, True]
    assert len(kept._kept) == 1
