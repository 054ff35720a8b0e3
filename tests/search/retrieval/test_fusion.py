"""Words count more than vectors where the packaged models do not read the letters."""

from collections.abc import Iterator

import numpy as np
import pytest

from onrecord.index import Article
from onrecord.search import Engine
from onrecord.search.retrieval.fusion import blended_scores, is_unread
from tests.search.answers.archive import engine_over
from tests.search.answers.test_chosen import Told


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [
        Article(id="pears", title="梨", text="今年の梨は豊作だと農家は話している。"),
        Article(id="ferry", title="フェリー", text="港湾局は月曜日、フェリーの運賃を五月から値上げすると決めた。"),
    ]
    with engine_over(tmp_path_factory.mktemp("fusion"), articles, Told()) as engine:
        yield engine


def test_a_word_that_stands_there_comes_first_in_any_script(engine: Engine) -> None:
    assert engine.search("運賃").hits[0].passage.article.id == "ferry"


def test_letters_tell_what_is_unread() -> None:
    assert is_unread("運賃")
    assert is_unread("паром в Орло")
    assert not is_unread("what did Zürich's mayor say on 運賃?")
    assert is_unread("1911")
    assert not is_unread("the fire of 1911")


def test_the_share_tells_whether_words_or_vectors_come_first() -> None:
    words, cosines = np.array([2.0, 0.0], np.float32), np.array([0.1, 0.9], np.float32)
    assert blended_scores(words, cosines, 0.2).argmax() == 0
    assert blended_scores(words, cosines, 0.7).argmax() == 1
