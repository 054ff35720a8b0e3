"""Old wires are in capitals throughout: they are read as they would be printed."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.text.capitals import printed

WIRE = 'PRESIDENT MARIA DUARTE SAID ON SUNDAY THE PORT WILL STAY OPEN. "I WILL LOAD THE SHIPS," DUARTE SAID.'


def test_names_keep_their_capitals_and_words_lose_them() -> None:
    assert printed(WIRE) == (
        'President Maria Duarte said on Sunday the port will stay open. "I will load the ships," Duarte said.'
    )


def test_what_has_small_letters_or_is_short_stays() -> None:
    for text in (WIRE[:40], f"{WIRE} It was late, and the rain fell on the port as it had fallen all week long."):
        assert printed(text) == text


@given(st.text(alphabet="AÀßIŒŉ ’'.-\n\"“?éDUARTE", max_size=200))
def test_no_character_is_added_or_lost(text: str) -> None:
    assert len(printed(text)) == len(text)
