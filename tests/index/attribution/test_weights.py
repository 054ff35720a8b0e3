from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.graphs.tagger_weights import save_tagger
from onrecord.index import ModelError
from onrecord.index.tagger.network import buckets
from onrecord.index.tagger.weights import PACKAGED, Array, Stage, load_tagger


def test_eight_bits_are_near_enough(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    sizes: dict[str, tuple[int, ...]] = {"embed.word": (7, 5), "cue.bias": (6,), "bias.0": (2, 8)}
    floats: dict[str, Array] = {name: rng.normal(size=size).astype(np.float32) for name, size in sizes.items()}
    others: dict[str, Array] = {"steps": rng.integers(-9, 9, size=(2, 3)).astype(np.int8)}
    save_tagger(tmp_path / "w.npz", ["one", "zwölf"], (Stage(b"one", floats), Stage(b"two", others)))
    vocabulary, stages = load_tagger(tmp_path / "w.npz")
    assert vocabulary == {"one": 1, "zwölf": 2}
    for stage, graph, weights in zip(stages, (b"one", b"two"), (floats, others), strict=True):
        assert stage.graph == graph
        assert stage.weights.keys() == weights.keys()
        for name, values in weights.items():
            assert stage.weights[name].dtype == values.dtype
            exact = name in {"cue.bias", "bias.0", "steps"}
            np.testing.assert_allclose(
                stage.weights[name], values, atol=0 if exact else np.abs(values).max() / 200, rtol=0
            )


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"w\.npz"):
        load_tagger(path)


def test_what_a_file_lacks_is_named(tmp_path: Path) -> None:
    stage = Stage(b"graph", {"cue.bias": np.zeros(3, np.float32)})
    save_tagger(tmp_path / "w.npz", ["one"], (stage, stage))
    with np.load(tmp_path / "w.npz") as file:
        np.savez(tmp_path / "less.npz", **{name: file[name] for name in file.files if name != "vocabulary"})
    with pytest.raises(ModelError, match=r"less\.npz: the statement tagger lacks its 'vocabulary'"):
        load_tagger(tmp_path / "less.npz")


def test_the_packaged_weights_are_small() -> None:
    assert PACKAGED.stat().st_size < 2_500_000


def test_buckets_are_exact_near_a_cue_and_symmetrical() -> None:
    numbers = buckets(400, 200)
    assert numbers[200] == 20
    assert list(numbers[192:209]) == list(range(12, 29))
    assert (np.diff(numbers) >= 0).all()
    assert (numbers[200:] - 20 == 20 - numbers[200:0:-1]).all()
