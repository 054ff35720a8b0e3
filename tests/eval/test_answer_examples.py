"""What is read for a question, to learn from."""

from hashlib import sha256
from pathlib import Path

from onrecord.eval.answer_examples import ALONE, _alone
from onrecord.eval.questions import Place, WrittenQuestion
from onrecord.index import Article, open_writer
from onrecord.search import Engine

TEXT = (
    "The council met on Monday to talk about the harbour.\n\n"
    '"We will rebuild the quay before winter," Jane Roe, the mayor, told reporters.\n\n'
    "Fishermen waited outside in the rain."
)


def test_where_nothing_that_was_found_answers_the_article_alone_is_read(tmp_path: Path) -> None:
    start = TEXT.index("We will")
    place = Place("a", start, start + 38, sha256(TEXT.encode()).hexdigest())
    question = WrittenQuestion(
        "1-0", "multihoprag", ("a",), "What did Jane Roe say about the quay?", None, "said", "plain",
        answerable=True, near_miss=None, speaker="Jane Roe", evidence=(place,), answer=None,
    )  # fmt: skip
    own = Article(id="a", title="The harbour", text=TEXT)
    other = Article(
        id="b", title="The quay", text="The quay is what Jane Roe, the mayor, said she would rebuild first."
    )
    articles = {"a": own, "b": other}
    with open_writer(tmp_path / "index") as writer:
        for _ in writer.add(articles.values()):
            pass
        writer.publish()
    engine = Engine.open(tmp_path / "index")
    [example] = _alone(question, engine, articles)
    engine.close()
    assert (example.source, example.group, example.answerable, example.series) == (ALONE, "a", True, 1)
    [right] = [text for text, answers in zip(example.texts, example.right, strict=True) if answers]
    assert "rebuild the quay" in right
    assert len(example.texts) > 1
    assert not any("rebuild first" in text for text in example.texts)
