"""Shares are counted as written."""

import pytest

from onrecord.eval.bench.encoding import Encoding, render


@pytest.mark.parametrize("peak", [None, 400.0])
def test_a_ratio_is_of_one_round_and_a_share_of_the_peak(peak: float | None) -> None:
    found = Encoding(2, 10, (10.0, 30.0, 20.0), (2.0, 5.0, 5.0), (0.99, 0.98), 2.0, peak, 100, 90)
    assert found.ratios == [5.0, 6.0, 4.0]
    told = render(found)
    assert "ratio: 5.0 (4.0 to 6.0)" in told
    assert ("50%" in told and "45%" in told) == (peak is not None)
