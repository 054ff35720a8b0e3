"""One thing is changed in a faithful sentence, and what is made is another sentence."""

import random

from onrecord.eval.prose_corruptions import corruptions


def test_each_near_miss_differs_by_one_thing() -> None:
    said = "Jane Roe said that 12 ships may come before Kim Doe leaves."
    made = list(corruptions(said, ["Ann Poe"], random.Random(1)))
    assert said not in made
    assert any("will come" in one for one in made)
    assert any("after Kim Doe" in one for one in made)
    assert any("may not come" in one for one in made)
    assert any("12 ships" not in one for one in made)
    assert any(one.startswith("Kim Doe said") and "before Jane Roe" in one for one in made)
    assert any("Ann Poe" in one for one in made)


def test_a_denial_is_taken_away_and_nothing_is_made_of_nothing() -> None:
    assert "They will come." in list(corruptions("They will not come.", [], random.Random(1)))
    assert list(corruptions("they came home", [], random.Random(1))) == []
