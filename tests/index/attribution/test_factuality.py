"""What is denied, or yet to come, is not told as said."""

import pytest

from onrecord.index.attribution.factuality import is_told_as_fact
from onrecord.index.model import Span


def told(text: str, cue: str) -> bool:
    start = text.index(cue)
    return is_told_as_fact(text, Span(start, start + len(cue)))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Roe did not say that it rains.", "say"),
        ("Roe has yet to say that it rains.", "say"),
        ("Roe stopped short of saying it rains.", "saying"),
        ("Roe denied saying that it rains.", "saying"),
        ("Roe is due to announce on Monday that it rains.", "announce"),
        ("Roe will tell the panel that it rains.", "tell"),
        ("Roe never publicly said that it rains.", "said"),
        ("Roe declined to say whether it rains.", "say"),
        ("What neither of them says is that it rains.", "says"),
        ("Nobody else has said that it rains.", "said"),
    ],
)
def test_denied_or_to_come(text: str, cue: str) -> None:
    assert not told(text, cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Roe said that it does not rain.", "said"),
        ("It did not rain. Roe said so.", "said"),
        ("Roe did not deny that it rains.", "deny"),
        ("Roe did not want the rain to end.", "want"),
        ("She will go, Roe said.", "said"),
        ("Nobody came, and Roe said that it rains.", "said"),
    ],
)
def test_told_as_fact(text: str, cue: str) -> None:
    assert told(text, cue)
