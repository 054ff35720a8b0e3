"""What is denied, or yet to come, is not told as said."""

import pytest

from onrecord.index.attribution.factuality import is_in_their_name, is_told_as_fact
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
        ("Neither Roe nor her bank has commented on the rain.", "commented"),
        ("Roe could not be reached for comment.", "comment"),
        ("Roe is expected to announce that it rains.", "is expected to announce"),
        ("Roe has denied telling guests that it rains.", "has denied"),
        ("Roe denied that she ever called the rain “a luxury”.", "denied"),
        ("At no point did Senator Jane Roe say that it rains.", "say"),
        ("Nowhere does Roe claim that it rains.", "claim"),
        ("She was widely expected to tell members that it rains.", "was widely expected"),
        ("Roe is thought to want rain.", "thought"),
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
        ("Roe denied that the rain was “a luxury”.", "denied"),
        ("Roe did not want the rain to end.", "want"),
        ("She will go, Roe said.", "said"),
        ("Nobody came, and Roe said that it rains.", "said"),
        ("Roe expected to win, she said.", "said"),
        ("It would never have rained, Roe claimed, had she been mayor.", "claimed"),
    ],
)
def test_told_as_fact(text: str, cue: str) -> None:
    assert told(text, cue)


def test_a_forger_is_not_who_is_named() -> None:
    assert is_in_their_name("An account in the name of Jane Roe")
    assert is_in_their_name("A caller posing as the cook Jane Roe")
    assert not is_in_their_name("A forged letter was found, and Jane Roe")
    assert not is_in_their_name("A spokesman for Jane Roe")
