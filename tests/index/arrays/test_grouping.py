"""Places by number, however few fit into memory."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.arrays.grouping import grouped


@given(numbers=st.lists(st.integers(-1, 7), max_size=40), most=st.integers(1, 50))
def test_groups_are_a_stable_sort(numbers: list[int], most: int) -> None:
    array = np.array(numbers, np.int32)
    sizes = np.bincount(array[array >= 0], minlength=8)
    groups = list(grouped(array, sizes, most))
    assert [group.first for group in groups] == [0, *(group.end for group in groups[:-1])]
    assert groups[-1].end == 8
    for group in groups:
        assert len(group.places) <= most or group.end == group.first + 1
    order = [place for place in np.argsort(array, kind="stable").tolist() if numbers[place] >= 0]
    assert np.concatenate([group.places for group in groups]).tolist() == order
