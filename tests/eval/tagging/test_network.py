import numpy as np
import pytest

from onrecord.index import Article, Span
from onrecord.index.tagger.network import Network

torch = pytest.importorskip("torch", reason="torch trains the tagger; it is in the extra `models`")

from onrecord.eval.annotation import Attribution  # noqa: E402
from onrecord.eval.graphs import stages  # noqa: E402
from onrecord.eval.tagging.examples import examples, labels_loss  # noqa: E402
from onrecord.eval.tagging.network import WORD_SIZE, Heads, TrainedNetwork, pad_rows  # noqa: E402


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
        chances = torch.softmax(trained.heads.cue(encoded), dim=-1).numpy()
        roles = torch.softmax(trained.heads.arguments(encoded, mask, torch.tensor([1, 1]), cues), dim=-1).numpy()
    network = Network(stages(trained.export()))
    ours = network.encode(rows)
    # Torch computes in full precision, the graphs on onnxruntime with eight bits.
    for number, row in enumerate(rows):
        words, cued = ours[number]
        np.testing.assert_allclose(words, encoded[number, : len(row)].numpy(), atol=0.004)
        np.testing.assert_allclose(cued, chances[number, : len(row)], atol=5e-4)
    np.testing.assert_allclose(network.arguments(ours[1][0], [(3, 4), (16,)]), roles, atol=0.005)


def test_words_are_labelled_by_cue() -> None:
    text = "Ann said it rains. Bob disagreed."
    spans = (Span(0, 3),), (Span(4, 8),), (Span(9, 17),)
    attribution = Attribution("a", *spans, kind="indirect", source_kind="nominal", speaker_key="ann")
    (example,) = examples([Article(id="a", text=text)], [attribution], {"ann": 1, "said": 2})
    assert list(example.rows[:3, 0]) == [1, 2, 0]
    ((cue, roles),) = example.frames
    assert list(cue) == [1]
    assert list(roles.argmax(axis=1)) == [1, 0, 2, 2, 0, 0, 0, 0]
    assert list(example.begins.argmax(axis=1)) == [0, 1, 0, 0, 0, 0, 0, 0]


def test_loss_of_labels_by_hand_is_the_cross_entropy() -> None:
    torch.manual_seed(0)
    heads = Heads(6, 0.0)
    text = "Ann said it rains."
    attribution = Attribution(
        "a",
        (Span(0, 3),),
        (Span(4, 8),),
        (Span(9, 17),),
        kind="indirect",
        source_kind="nominal",
        speaker_key="ann",
    )
    article, short = Article(id="a", text=text), Article(id="b", text="No.")
    [long_one, short_one] = examples([article, short], [attribution], {})
    encoded, mask = torch.randn(2, 5, 6), torch.tensor([[1.0] * 5, [1.0] * 2 + [0.0] * 3])
    begins = torch.tensor([[0, 1, 0, 0, 0], [0, 0, -1, -1, -1]])
    cross_entropy = torch.nn.functional.cross_entropy
    cues = cross_entropy(heads.cue(encoded).flatten(0, 1), begins.flatten(), ignore_index=-1)
    scores = heads.arguments(encoded, mask, torch.tensor([0]), torch.tensor([[0.0, 1, 0, 0, 0]]))
    roles = cross_entropy(scores[0], torch.tensor([1, 0, 2, 2, 0]))
    loss = labels_loss(heads, encoded, mask, [long_one, short_one])
    torch.testing.assert_close(loss, 3 * cues + roles)
