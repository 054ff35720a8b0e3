"""Which words are names, and which of them are one name."""

import pytest

from index.names.counter import NameCounter
from index.names.spelling import skeleton


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


def counted(*texts: str) -> NameCounter:
    counter = NameCounter()
    for text in texts:
        counter.add(text)
    return counter


def test_a_name_is_capitalised_inside_sentences() -> None:
    counts = counted(
        "The talks with Zelensky ended. Prices rose.", "When prices fall, Zelensky said, prices fall."
    ).counts()
    assert counts == {"Zelensky": 2}


def test_a_name_may_begin_with_a_small_article() -> None:
    counter = counted("when Bashar al-Assad spoke", "that Bashar el-Assad wrote", "why long-range missiles flew")
    assert counter.counts() == {"Bashar": 2, "al-Assad": 1, "el-Assad": 1}
    assert counter.spellings() == [["al-Assad", "el-Assad"]]


def test_spellings_need_a_common_neighbour() -> None:
    joined = counted(
        "when Volodymyr Zelensky spoke", "that Volodymyr Zelenskyy wrote", "how Volodymyr Zelensky left"
    )
    assert joined.spellings() == [["Zelensky", "Zelenskyy"]]
    apart = counted("when Brian Smith spoke", "that Bryan Jones wrote")
    assert apart.spellings() == []
