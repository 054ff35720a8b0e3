"""Flipped bits and cut files: found by name, or harmless; never a wrong answer, a traceback or a crash."""

from __future__ import annotations

import random
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.index import Index, OnrecordError, open_writer, verify
from tests.index.bag import BagOfWords

from .archive import answers, article, state_of

STATE = {str(n): n % 3 for n in range(14)}


class Pristine(NamedTuple):
    """An index, and what it answers."""

    folder: Path
    answers: dict[str, object]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three revisions, with dead rows and the generation before, that nobody has open."""
    folder = tmp_path_factory.mktemp("damage") / "index"
    for version in range(3):
        with open_writer(folder, load=BagOfWords()) as writer:
            list(writer.add(article(id_, min(version, last)) for id_, last in STATE.items()))
            list(writer.add([article("gone", version)]))
            if version == 2:
                writer.remove(["gone"])
            writer.publish()
    return folder


@pytest.fixture(scope="module")
def pristine(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pristine, ...]:
    """That index, and another whose last publication stands in the database's log only."""
    home = tmp_path_factory.mktemp("pristine")
    work = shutil.copytree(closed, home / "work")
    with open_writer(work, load=BagOfWords()) as writer:
        writer.remove(["0"])
        writer.publish()
    reader = Index.open(work)
    with open_writer(work, load=BagOfWords()) as writer:
        list(writer.add([article("0", STATE["0"])]))
        writer.publish()
    logged = shutil.copytree(work, home / "logged")
    reader.close()
    assert (logged / "onrecord.db-wal").stat().st_size
    answered = [answers(shutil.copytree(one, home / f"{one.name} read"), STATE) for one in (closed, logged)]
    return Pristine(closed, answered[0]), Pristine(logged, answered[1])


def damage(path: Path, chance: random.Random) -> str:
    data = bytearray(path.read_bytes())
    kind = chance.choice(["flip", "flip", "flip", "cut", "zeros", "gone"])
    place = chance.randrange(max(len(data), 1))
    if kind == "gone" or not data:
        path.unlink()
    elif kind == "cut":
        path.write_bytes(data[:place])
    else:
        if kind == "flip":
            data[place] ^= 1 << chance.randrange(8)
        else:
            place -= place % 512
            data[place : place + 512] = bytes(len(data[place : place + 512]))
        path.write_bytes(data)
    return f"{kind} at {place:,} of {path.name}"


def examine(folder: str, expected: dict[str, object], pipe: Connection) -> None:
    """Verify, read and change a damaged index; tell what came of each."""
    told: list[str] = []

    def tried(name: str, call: Callable[[], str]) -> None:
        try:
            told.append(f"{name}: {call()}")
        except OnrecordError as error:
            told.append(f"{name}: named, {error}")
        except BaseException:  # noqa: BLE001  (a panic in Rust is no Exception)
            told.append(f"{name}: FAULT {traceback.format_exc()}")

    def verified() -> str:
        findings = verify(folder, deep=True)
        return f"named, {findings[0]}" if findings else "clean"

    def read() -> str:
        given = answers(Path(folder), STATE)
        wrong = [key for key, value in expected.items() if given.get(key) != value]
        return f"WRONG {wrong}" if wrong else "right"

    def changed() -> str:
        with open_writer(folder, load=BagOfWords()) as writer:
            list(writer.add([article("1", 2), article("fresh", 0)]))
            writer.publish()
        wanted = {**STATE, "1": 2, "fresh": 0}
        return "right" if state_of(Path(folder), set(wanted), 3) == wanted else "WRONG"

    tried("verify", verified)
    tried("read", read)
    tried("change", changed)
    pipe.send(told)


@pytest.mark.parametrize("count", [24, pytest.param(500, marks=pytest.mark.slow)])
def test_damage_is_named_or_harmless(
    pristine: Sequence[Pristine],
    tmp_path: Path,
    processes: ForkServerContext,
    tell: Callable[[str], None],
    *,
    count: int,
) -> None:
    chance = random.Random(count)
    outcomes: Counter[str] = Counter()
    for number in range(count):
        source, expected = pristine[number % 2]
        folder = shutil.copytree(source, tmp_path / "index")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        database = [path for path in files if path.name.startswith("onrecord.db")]
        victim = chance.choice(database if number % 4 < 2 else files)
        what = damage(victim, chance)
        told = run(processes, folder, expected)
        report = f"{number}: {what}: {told}"
        assert len(told) == 3, f"crashed; {report}"
        assert not any("FAULT" in one or "WRONG" in one for one in told), report
        # What verify does not find does no harm.
        assert "clean" not in told[0] or not any("named" in one for one in told), report
        file = "database" if victim in database else "log" if "-wal" in victim.name else "other files"
        outcomes[f"{file} {'found by verify' if 'named' in told[0] else 'harmless'}"] += 1
        outcomes[f"reading {told[1].partition(': ')[2].partition(',')[0]}"] += 1
        shutil.rmtree(folder)
    tell("; ".join(f"{what}: {n}" for what, n in sorted(outcomes.items())))


def run(processes: ForkServerContext, folder: Path, expected: dict[str, object]) -> list[str]:
    ours, theirs = processes.Pipe()
    process = processes.Process(target=examine, args=(str(folder), expected, theirs))
    process.start()
    theirs.close()
    try:
        return list(ours.recv())
    except EOFError:
        return []
    finally:
        process.join(60)
        ours.close()
