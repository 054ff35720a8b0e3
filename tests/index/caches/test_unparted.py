"""Writing without blanks between words is found by pairs of characters, and other writing as it was."""

import pytest

from onrecord.index.caches.bm25 import Analyzer, WordIndex, WordIndexBuilder, parted

TEXTS = (
    "北京大学宣布，新的研究中心明天开放。",
    "東京の市長は橋を閉鎖すると述べた。",
    "서울시장은 다리를 닫겠다고 말했다.",
    "The mayor of Paris said “no” to the café’s terrace.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder = tmp_path_factory.mktemp("unparted")
    builder = WordIndexBuilder(folder)
    for row, text in enumerate(TEXTS):
        builder.add(row, text)
    builder.finish()
    return WordIndex.load(folder)


@pytest.mark.parametrize(
    ("asked", "row"),
    [("研究中心", 0), ("大学", 0), ("市長は橋", 1), ("閉鎖", 1), ("시장", 2), ("cafe terrace", 3)],
)
def test_what_stands_inside_a_run_is_found(index: WordIndex, asked: str, row: int) -> None:
    assert index.search(index.analyzer.words(asked), 4)[1].tolist()[:1] == [row]


def test_what_stands_nowhere_is_not_found(index: WordIndex) -> None:
    assert not len(index.search(index.analyzer.words("経済"), 4)[1])


def test_words_of_other_writing_stay() -> None:
    assert parted(TEXTS[3]) == TEXTS[3]
    assert Analyzer().words("北京 F-16 猫") == ["北京", "f", "16", "猫"]
    assert Analyzer().words("大学生") == ["大学", "学生"]
