"""Which words are names, and which of them are one name."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.entities.name_counts import NameCounter
from onrecord.index.entities.name_keys import skeleton
from onrecord.index.storage.schema import Connection


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"), ("Zelenskyy", "Zelenskiy"), ("Zelensky", "Selenskyj"), ("Kyiv", "Kiev"),
        ("Gaddafi", "Qadhdhafi"), ("Medvedev", "Medvyedev"), ("Müller", "Muller"), ("Ушаков", "Ushakov"),
        ("Mohammed", "Muhammad"), ("Khamenei", "Khamenai"), ("Dmitry", "Dmitri"), ("Navalny", "Nawalny"),
        ("Alexander", "Aleksandr"), ("Sheikh", "Shaikh"), ("al-Assad", "el-Assad"), ("al-Qaeda", "al-Qaida"),
        ("Schröder", "Schroeder"), ("MacDonald", "McDonald"), ("Əliyev", "Aliyev"), ("Đoković", "Djokovic"),
        ("Dostoevsky", "Dostoyevsky"), ("Zedong", "Tse-tung"), ("Chekhov", "Tchekhov"), ("O’Brien", "O'Brien"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hanson", "Hansen"), ("Trump", "Tramp"), ("Putin", "Patin"), ("Fried", "Fred")]
)
def test_different_names_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def counted(*texts: str, in_memory: int = 1000) -> NameCounter:
    counter = NameCounter(sqlite3.connect(":memory:", factory=Connection), in_memory)
    for text in texts:
        counter.add(text)
    counter.finish()
    return counter


def names(counter: NameCounter) -> set[str]:
    return {word for _, word in counter.words()}


def test_a_name_is_capitalised_inside_sentences() -> None:
    counter = counted(
        "The talks with Zelensky ended. Prices rose.", "When prices fall, Zelensky said, prices fall."
    )
    assert names(counter) == {"Zelensky"}
    assert "prices" in counter
    assert "zelensky" not in counter


def test_a_name_may_begin_with_a_small_article() -> None:
    counter = counted("when Bashar al-Assad spoke", "that Bashar el-Assad wrote", "why long-range missiles flew")
    assert names(counter) == {"Bashar", "al-Assad", "el-Assad"}
    assert list(counter.spellings()) == [["al-Assad", "el-Assad"]]


def test_spellings_need_a_common_neighbour() -> None:
    joined = counted(
        "when Volodymyr Zelensky spoke", "that Volodymyr Zelenskyy wrote", "how Volodymyr Zelensky left"
    )
    assert list(joined.spellings()) == [["Zelensky", "Zelenskyy"]]
    apart = counted("when Brian Smith spoke", "that Bryan Jones wrote")
    assert list(apart.spellings()) == []


def test_the_most_frequent_way_of_writing_comes_last() -> None:
    counter = counted("when NATO met", "that Nato met", "how Nato met")
    assert list(counter.words()) == [("nato", "NATO"), ("nato", "Nato")]
    assert list(counter.skeletons()) == [("nato", "NATO"), ("nato", "Nato")]


@given(
    texts=st.lists(
        st.lists(
            st.sampled_from("when Volodymyr Vladimir Zelensky Zelenskyy spoke zelensky Roe Poe .".split())
        ).map(" ".join),
        max_size=12,
    ),
    in_memory=st.integers(0, 6),
)
def test_what_leaves_memory_is_counted_like_what_stays(texts: list[str], in_memory: int) -> None:
    little, much = counted(*texts, in_memory=in_memory), counted(*texts)
    for one, other in (
        (little.words(), much.words()),
        (little.skeletons(), much.skeletons()),
        (little.spellings(), much.spellings()),
    ):
        assert list(one) == list(other)
    assert all((word in little) == (word in much) for word in ("zelensky", "spoke", "when"))
