"""Statements of one speaker on the same matter: paired, from different days, the earlier first."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.same_matter import pairs, scores
from onrecord.index import Article, Index, QueryError, open_writer
from onrecord.search import SAME_MATTER, Compared, Engine


def day(one: Compared, *, later: bool) -> date:
    article = (one.later if later else one.earlier).article
    return date.fromisoformat((article.published or "")[:10])


def test_a_promise_and_what_became_of_it_stand_side_by_side(engine: Engine) -> None:
    found = engine.compare("Saoirse Vandenberg")
    assert "not to raise parking charges" in found[0].earlier.quote
    assert "would rise by a fifth" in found[0].later.quote
    assert set(found[0].denied) == {"parking", "charges"}
    assert found[0].days == 55
    layoffs = engine.compare("Bastian Roe")[0]
    assert "no layoffs" in layoffs.earlier.quote
    assert "I believed it" in layoffs.later.quote


def test_every_pair_is_of_two_days_of_one_speaker_and_none_is_shown_all_the_time(engine: Engine) -> None:
    quoted = [one.name for one in engine.speakers() if one.statements > 4]
    total = 0
    for name in quoted:
        found = engine.compare(name)
        total += len(found)
        known = engine.speaker(name)
        assert known is not None
        shown: Counter[tuple[str, int]] = Counter()
        for one in found:
            assert (day(one, later=True) - day(one, later=False)).days == one.days > 0
            assert one.probability >= SAME_MATTER
            for end in (one.earlier, one.later):
                assert end.statement is not None
                assert end.statement.speaker in known.names
                shown[end.article.id, end.start] += 1
            assert {word.lower() for word in one.denied} <= set(
                (one.earlier.quote + one.later.quote).lower().split()
            )
        assert max(shown.values(), default=0) <= 2
        marked = [bool(one.denied or one.opposed) for one in found]
        assert marked == sorted(marked, reverse=True)
    assert total > 5


def test_what_is_taken_was_read_to_be_on_one_matter(sample: Index) -> None:
    found = list(pairs({"sample": sample}))
    assert len(found) > 50
    measured = scores(found)
    assert measured["precision"] > 0.8
    assert measured["recall"] > 0.2
    assert not np.isnan(measured["precision"])


def test_nobody_and_nothing_to_compare(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="nobody called"):
        engine.compare("Nobody Atall")
    with open_writer(tmp_path / "one") as writer:
        list(writer.add([Article("a", "“The quay is shut for repairs this week,” said mayor Ines Falk.")]))
        writer.publish()
    only = Engine.open(tmp_path / "one")
    assert only.compare("Ines Falk") == []
    only.close()
