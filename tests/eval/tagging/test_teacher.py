import numpy as np
import pytest

from onrecord.index import Article

torch = pytest.importorskip("torch", reason="torch trains the tagger; it is in the extra `models`")
pytest.importorskip("transformers", reason="transformers reads the teacher; it is in the extra `models`")

from onrecord.eval.tagging.examples import Example, examples  # noqa: E402
from onrecord.eval.tagging.teacher import LONGEST, Teacher, label  # noqa: E402

TEXT = "“It rains,” said Ann.\n\nBob, of Ohio, disagreed with her.\n\nNo."


@pytest.fixture(scope="module")
def teacher() -> Teacher:
    torch.manual_seed(0)
    return Teacher().eval()


def test_labels_do_not_depend_on_what_is_read_beside_a_paragraph(teacher: Teacher) -> None:
    paragraphs = list(examples([Article(id="a", text=TEXT)], [], {}))
    together, alone = (label(teacher, paragraphs, least=0.3, size=size) for size in (3, 1))
    assert any(example.frames for example in together)
    for paragraph, one, other in zip(paragraphs, together, alone, strict=True):
        assert one.words == paragraph.words
        np.testing.assert_allclose(one.begins.sum(axis=1), 1, atol=1e-5)
        np.testing.assert_allclose(one.begins, other.begins, atol=0.02)
        for cue, roles in one.frames:
            assert (1 - one.begins[cue, 0]).min() >= 0.3
            np.testing.assert_allclose(roles.sum(axis=1), 1, atol=1e-5)


def test_quote_marks_reach_the_teacher_only_as_it_learns(teacher: Teacher) -> None:
    assert not teacher.inside.weight.any()
    assert teacher.inside.weight.requires_grad
    assert not any(values.requires_grad for values in teacher.bert.embeddings.parameters())


def test_more_pieces_than_the_encoder_reads(teacher: Teacher) -> None:
    words = ["Xqzvkwjp"] * 200
    assert len(teacher.cut(words)) == LONGEST
    example = Example(words, np.zeros((200, 4), dtype=np.int64), np.zeros((200, 3), dtype=np.float32), [])
    [labelled] = label(teacher, [example])
    assert labelled.begins.shape == (200, 3)
    assert np.isfinite(labelled.begins).all()
