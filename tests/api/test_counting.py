"""One is one."""

from onrecord.api.counting import numbered


def test_one_is_one() -> None:
    assert [numbered(n, "article") for n in (0, 1, 2000)] == ["0 articles", "1 article", "2,000 articles"]
    assert numbered(1, "near copy", "near copies") == "1 near copy"
    assert numbered(3, "near copy", "near copies") == "3 near copies"
