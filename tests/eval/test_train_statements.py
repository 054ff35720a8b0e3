import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Article, ModelError

torch = pytest.importorskip("torch", reason="torch trains the tagger; it is in the extra `models`")
pytest.importorskip("transformers", reason="transformers reads the teacher; it is in the extra `models`")

from onrecord.eval.tagging.examples import examples  # noqa: E402
from onrecord.eval.tagging.network import WORD_SIZE, TrainedNetwork, pad_rows  # noqa: E402
from onrecord.eval.tagging.teacher import Teacher  # noqa: E402
from onrecord.eval.train_statements import train  # noqa: E402


def test_the_tagger_learns_the_shares_that_the_teacher_gave() -> None:
    torch.manual_seed(0)
    random.seed(0)
    numbers = {"ann": 1, "said": 2, "ran": 3}
    learned = list(examples([Article(id=str(n), text="Ann ran.") for n in range(24)], [], numbers))
    news = list(examples([Article(id=str(n), text="Ann said so.") for n in range(24)], [], numbers))
    shares = np.array([[1, 0, 0], [0.4, 0.6, 0], [1, 0, 0], [1, 0, 0]], dtype=np.float32)
    labelled = [replace(example, begins=shares) for example in news]
    network = TrainedNetwork(np.zeros((4, WORD_SIZE), dtype=np.float32), dropout=0.0)
    train(network, learned, labelled, 60)
    rows, lengths, _ = pad_rows([news[0].rows])
    with torch.no_grad():
        chances = torch.softmax(network.heads.cue(network.encode(rows, lengths)), dim=-1)[0].numpy()
    assert chances[1] == pytest.approx(shares[1], abs=0.15)
    assert chances[[0, 2, 3], 0].min() > 0.9


@pytest.mark.parametrize("content", [None, b"no weights"])
def test_a_teacher_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "teacher.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"teacher\.safetensors: not a teacher"):
        Teacher.load(path)
