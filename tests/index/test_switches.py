import pytest

from onrecord.index.switches import is_left_out, rule, rules, without


@rule("test: doubling", otherwise=lambda n: n)
def doubled(n: int) -> int:
    """Double a number."""
    return 2 * n


def test_a_rule_is_left_out_inside_only() -> None:
    assert doubled(3) == 6
    with without("test: doubling"):
        assert doubled(3) == 3
        assert is_left_out("test: doubling")
    assert doubled(3) == 6
    assert not is_left_out("test: doubling")
    assert doubled.__doc__ == "Double a number."
    assert "test: doubling" in rules()


def test_an_unknown_rule_is_told() -> None:
    with (
        pytest.raises(ValueError, match=r"no rule is called 'nonsense'; there are .*test: doubling"),
        without("nonsense"),
    ):
        pass


def test_a_failure_puts_the_rule_back() -> None:
    with pytest.raises(ZeroDivisionError), without("test: doubling"):
        raise ZeroDivisionError
    assert doubled(1) == 2
