"""Threads with a queue that ends."""

import asyncio
import threading

import pytest

from onrecord.api.http.workers import Overloaded, TooSlow, Workers
from onrecord.search import deadline


def test_runs_calls_and_hands_on_their_errors() -> None:
    async def scene() -> None:
        assert await workers.run(divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            await workers.run(divmod, 7, 0)

    workers = Workers(threads=1, waiting=0)
    asyncio.run(scene())
    workers.close()


def test_refuses_beyond_the_queue_and_recovers() -> None:
    gate = threading.Event()

    async def scene() -> None:
        taken = [asyncio.ensure_future(workers.run(gate.wait)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded, match="3 requests"):
            await workers.run(gate.wait)
        gate.set()
        assert await asyncio.gather(*taken) == [True] * 3
        assert await workers.run(abs, -1) == 1

    workers = Workers(threads=1, waiting=2)
    asyncio.run(scene())
    workers.close()


def test_a_client_that_leaves_frees_its_place() -> None:
    gate = threading.Event()

    async def scene() -> None:
        running = asyncio.ensure_future(workers.run(gate.wait))
        waiting = asyncio.ensure_future(workers.run(gate.wait))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.sleep(0.01)
        third = asyncio.ensure_future(workers.run(abs, -3))
        await asyncio.sleep(0)
        gate.set()
        assert await running
        assert await third == 3

    workers = Workers(threads=1, waiting=1)
    asyncio.run(scene())
    workers.close()


def test_the_event_loop_stays_free() -> None:
    gate = threading.Event()

    async def scene() -> None:
        blocked = asyncio.ensure_future(workers.run(gate.wait))
        await asyncio.wait_for(asyncio.sleep(0), timeout=1)
        gate.set()
        assert await blocked

    workers = Workers(threads=1, waiting=0)
    asyncio.run(scene())
    workers.close()


def test_what_does_not_end_when_its_time_is_up_is_given_up() -> None:
    gate = threading.Event()

    async def scene() -> None:
        for call in (long, gate.wait):
            with pytest.raises(TooSlow, match=r"longer than 0\.01 s"):
                await workers.run(call)
        gate.set()

    def long() -> None:
        while True:
            deadline.check()

    workers = Workers(threads=1, waiting=0, seconds=0.01, later=0.05)
    asyncio.run(scene())
    workers.close()
