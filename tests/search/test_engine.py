"""The whole way from a question to its answer, over the sample corpus with the real models."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from onrecord.index import Filters, QueryError
from onrecord.search import Engine
from onrecord.search.retrieval.reranker import CrossEncoder, Reading


@pytest.fixture(scope="module")
def engine(sample_index: Path) -> Iterator[Engine]:
    engine = Engine.open(sample_index)
    yield engine
    engine.close()


def test_his_words_and_nobody_elses(engine: Engine) -> None:
    answer = engine.ask("what did Putin say about Tomahawks")
    assert answer.answered
    assert answer.refusal is answer.reason is None
    assert 1 <= len(answer.citations) <= 3
    for n, citation in enumerate(answer.citations, start=1):
        assert citation.statement is not None
        assert citation.statement.speaker is not None
        assert citation.statement.speaker.endswith("Putin")
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert f"[{n}]" in answer.text


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("What did Macron say about Tomahawks?", "below_threshold"),
        ("what did Angela Merkel say about nuclear power", "unknown_speaker"),
        ("Kelleher on the herring quota", "nothing_on_topic"),
        ("what is the capital of Mongolia?", "below_threshold"),
    ],
)
def test_refusals_say_why(engine: Engine, question: str, refusal: str) -> None:
    answer = engine.ask(question)
    assert not answer.answered
    assert answer.refusal == refusal
    assert answer.reason
    assert answer.citations == ()
    assert answer.text == ""


def test_a_reason_claims_no_more_than_was_looked_at(engine: Engine) -> None:
    answer = engine.ask("Kelleher on the herring quota")
    assert answer.reason is not None
    assert answer.reason.endswith(
        "is quoted in this corpus, but nothing of theirs that was found is about the herring quota."
    )


@pytest.mark.parametrize("question", ["what did he say?", "who said it", "why?", "said"])
def test_a_question_about_nothing_is_told_so(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert not answer.answered
    assert answer.reason == "The question tells neither whom nor what it is about; name somebody or something."
    about = ("What did Putin say about Tomahawks?",)
    assert engine.ask("what did he say?", previous=about).answered
    assert "neither" not in (engine.ask("what was said on 5 October 2025?").reason or "")
    assert "neither" not in (engine.ask("to be or not to be").reason or "")


def test_what_others_said_is_no_answer(engine: Engine) -> None:
    answer = engine.ask("What did Macron say about Tomahawks?")
    assert answer.others
    assert all(c.statement is not None and "Macron" not in (c.statement.speaker or "") for c in answer.others)


def test_who_said_it(engine: Engine) -> None:
    answer = engine.ask("who said there are no such things as sanctuaries")
    assert answer.answered
    assert answer.citations[0].statement is not None
    assert answer.citations[0].statement.speaker == "Keith Kellogg"


@pytest.mark.parametrize(
    ("one", "other"), [("Zelensky", "Zelenskyy"), ("Zelenskyy", "Zelenskiy"), ("Kyiv", "Kiev")]
)
def test_spellings_find_the_same(engine: Engine, one: str, other: str) -> None:
    found = [[hit.row for hit in engine.search(f"{name} long-range missiles")] for name in (one, other)]
    assert len(set(found[0]) & set(found[1])) >= 9


def test_filters_act_before_ranking(engine: Engine) -> None:
    hits = engine.search("missiles", 50, filters=Filters(source="harbour gazette", until="2025-10-31"))
    assert hits
    for hit in hits:
        assert hit.passage.article.source == "Harbour Gazette"
        assert (hit.passage.article.published or "") <= "2025-10-31~"
    assert not engine.search("missiles", filters=Filters(source="No Such Paper"))


def test_a_wire_story_is_one_hit(engine: Engine) -> None:
    hits = engine.search("suppliers of Tomahawk missiles", 10)
    texts = [hit.passage.text for hit in hits]
    assert len(texts) == len(set(texts))
    assert any(hit.also for hit in hits)


@pytest.mark.parametrize(("query", "k"), [("", 10), ("   ", 10), ("x" * 20_000, 10), ("tram", 0), ("tram", 5000)])
def test_what_cannot_be_asked(engine: Engine, query: str, k: int) -> None:
    for method in (engine.search, engine.ask):
        with pytest.raises(QueryError):
            method(query, k)


@pytest.mark.parametrize(
    "query", ["?", "的", "\x00", "AND OR NOT (", "'; DROP TABLE articles; --", "said said said"]
)
def test_odd_questions_are_only_questions(engine: Engine, query: str) -> None:
    assert engine.search(query).query == query
    assert engine.ask(query).question == query


def test_another_ranker_orders_what_is_shown_and_answers_nothing(engine: Engine) -> None:
    read: list[str] = []

    class Noting(CrossEncoder):
        def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
            read.extend(question for question, _ in pairs)
            return super().read(pairs)

    other = engine.with_ranker(Noting())
    question = "what did Putin say about Tomahawks"
    assert other.ask(question).citations == engine.ask(question).citations
    assert not read
    assert {hit.passage for hit in other.search(question, 50).hits} == {
        hit.passage for hit in engine.search(question, 50).hits
    }
    assert read


def test_the_query_path_imports_no_torch(sample_index: Path) -> None:
    code = (
        "import sys; from onrecord.search import Engine; e = Engine.open(sys.argv[1]);"
        "e.ask('what did Putin say about Tomahawks');"
        "e.search('tram'); sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(sample_index)], check=False).returncode == 0
