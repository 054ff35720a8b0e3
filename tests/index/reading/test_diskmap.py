"""A dictionary on disk against one in memory."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import DiskMap

TEXTS = st.text(st.characters(codec=None), max_size=3)


@given(
    steps=st.lists(st.tuples(st.booleans(), TEXTS, TEXTS), max_size=20),
    asked=st.lists(TEXTS, max_size=5),
)
def test_is_a_dictionary(steps: list[tuple[bool, str, str]], asked: list[str]) -> None:
    own, other = DiskMap(), dict[str, str]()
    for goes, key, value in steps:
        if goes:
            assert own.pop(key, None) == other.pop(key, None)
        else:
            own[key] = other[key] = value
    assert (dict(own), len(own)) == (other, len(other))
    assert [own.get(key) for key in asked] == [other.get(key) for key in asked]


def test_any_thread_may_use_it() -> None:
    own = DiskMap()
    thread = threading.Thread(target=own.__setitem__, args=("a", "b"))
    thread.start()
    thread.join()
    assert own["a"] == "b"
    with pytest.raises(KeyError):
        own["b"]
