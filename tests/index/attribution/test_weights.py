from pathlib import Path

import numpy as np
import pytest

from onrecord.index import ModelError
from onrecord.index.attribution import PACKAGED, buckets, load_graphs, load_weights, save_weights


def test_eight_bits_are_near_enough(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    sizes: dict[str, tuple[int, ...]] = {"a": (7, 5), "b": (2, 3, 4), "c": (6,)}
    weights = {name: rng.normal(size=size).astype(np.float32) for name, size in sizes.items()}
    save_weights(tmp_path / "w.npz", ["one", "zwölf"], weights, (b"one", b"two"))
    vocabulary, loaded = load_weights(tmp_path / "w.npz")
    assert load_graphs(tmp_path / "w.npz") == (b"one", b"two")
    assert vocabulary == {"one": 1, "zwölf": 2}
    assert loaded.keys() == weights.keys()
    for name, values in weights.items():
        np.testing.assert_allclose(loaded[name], values, atol=np.abs(values).max() / 200)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"w\.npz"):
        load_weights(path)


def test_the_packaged_weights_are_small() -> None:
    assert PACKAGED.stat().st_size < 2_500_000


def test_buckets_are_exact_near_a_cue_and_symmetrical() -> None:
    numbers = buckets(400, 200)
    assert numbers[200] == 20
    assert list(numbers[192:209]) == list(range(12, 29))
    assert (np.diff(numbers) >= 0).all()
    assert (numbers[200:] - 20 == 20 - numbers[200:0:-1]).all()
