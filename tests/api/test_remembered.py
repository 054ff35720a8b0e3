"""Answers that are kept: for what is published, and no more than there is room for."""

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
    kept = Remembered(lambda: "x", lambda _: None, most=2)
    assert asked(kept, "a", "b", "a", "c", "a", "b") == ["a", "b", "c", "b"]


def test_the_oldest_go_when_there_is_no_room() -> None:
    kept = Remembered(lambda: "x", lambda _: None, room=60)
    assert asked(kept, "a", "b", "c", "c", "a") == ["a", "b", "c", "a"]
    assert asked(kept, "x" * 100, "x" * 100) == ["x" * 100] * 2


def test_what_is_published_next_knows_nothing() -> None:
    published = "x"
    noted: list[bool] = []
    kept = Remembered(lambda: published, noted.append)
    assert asked(kept, "a", "a") == ["a"]
    published = "y"
    assert asked(kept, "a", "a") == ["a"]
    assert noted == [False, True, False, True]
    assert len(kept._kept) == 1


def test_what_was_worked_out_while_the_archive_changed_is_not_kept() -> None:
    published = ["x"]
    kept = Remembered(lambda: published[0], lambda _: None)

    async def changed() -> str:
        published[0] = "y"
        return "of y"

    async def unchanged() -> str:
        return "of x"

    assert asyncio.run(kept.answer(Wanted(q="a"), changed)) == "of y"
    published[0] = "x"
    assert asyncio.run(kept.answer(Wanted(q="a"), unchanged)) == "of x"
