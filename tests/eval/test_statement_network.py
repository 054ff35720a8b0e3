import numpy as np
import pytest

from index import Article, Span
from index.statements import Network

torch = pytest.importorskip("torch", reason="torch trains the tagger; it is in the extra `models`")

from eval.annotation import Attribution  # noqa: E402
from eval.statement_network import WORD_SIZE, TrainedNetwork, pad_rows  # noqa: E402
from eval.train_statements import examples  # noqa: E402


def test_onnxruntime_computes_what_torch_trained() -> None:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    trained = TrainedNetwork(rng.normal(size=(30, WORD_SIZE)).astype(np.float32)).eval()
    sizes = (30, 2048, 9, 5)
    rows = [np.stack([rng.integers(0, top, size=many) for top in sizes], axis=1) for many in (4, 17, 1, 9)]
    padded, lengths, mask = pad_rows(rows)
    cues = torch.zeros(2, 17)
    cues[0, 3:5] = cues[1, 16] = 1
    with torch.no_grad():
        encoded = trained.encode(padded, lengths)
        chances = torch.softmax(trained.cue(encoded), dim=-1).numpy()
        roles = torch.softmax(trained.arguments(encoded, mask, torch.tensor([1, 1]), cues), dim=-1).numpy()
    network = Network(trained.export())
    ours = network.encode(rows)
    for number, row in enumerate(rows):
        np.testing.assert_allclose(ours[number], encoded[number, : len(row)].numpy(), atol=1e-5)
        np.testing.assert_allclose(network.cues(ours[number]), chances[number, : len(row)], atol=1e-5)
    np.testing.assert_allclose(network.arguments(ours[1], [(3, 4), (16,)]), roles, atol=1e-5)


def test_words_are_labelled_by_cue() -> None:
    text = "Ann said it rains. Bob disagreed."
    spans = (Span(0, 3),), (Span(4, 8),), (Span(9, 17),)
    attribution = Attribution("a", *spans, kind="indirect", source_kind="nominal", speaker_key="ann")
    (example,) = examples([Article(id="a", text=text)], [attribution], ["ann", "said"])
    assert list(example.rows[:3, 0]) == [1, 2, 0]
    ((cue, roles),) = example.frames
    assert list(cue) == [1]
    assert list(roles) == [1, 0, 2, 2, 0, 0, 0, 0]
