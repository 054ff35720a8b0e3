"""Pairs of quotes and sentences: by article in one part, and told where the text is another."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.eval.prose_pairs import Place, premises, read_pairs
from onrecord.index import OnrecordError


def test_parts_share_no_article_and_have_both_kinds() -> None:
    pairs = read_pairs()
    assert len({one.id for one in pairs}) == len(pairs)
    assert len({(one.article, one.part) for one in pairs}) == len({one.article for one in pairs})
    assert len({(one.part, one.faithful) for one in pairs}) == 6
    assert all(bool(one.kind) != one.faithful for one in pairs)
    assert any(one.also for one in pairs)
    assert all(sha256(one.article.encode()).digest()[-1] % 2 == 0 for one in pairs)


def test_a_quote_is_read_from_its_place_or_told_to_be_another(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    line = json.dumps({"_id": "a", "text": "We will\nwin."})
    (tmp_path / "news" / "articles.jsonl").write_text(f"{line}\n", "utf-8")
    digest = sha256(b"We will\nwin").hexdigest()
    pair = replace(
        read_pairs()[0], corpus="news", article="a", start=0, end=11, sha256=digest, speaker="Jane Roe", cue="said"
    )
    assert premises(tmp_path, [pair]) == ["Jane Roe said: We will win"]
    also = Place(3, 7, sha256(b"will").hexdigest(), "Kim Doe", "asked")
    assert premises(tmp_path, [replace(pair, also=(also,))]) == ["Jane Roe said: We will win Kim Doe asked: will"]
    with pytest.raises(OnrecordError, match="another text"):
        premises(tmp_path, [replace(pair, also=(also._replace(end=8),))])
    with pytest.raises(OnrecordError, match="another text"):
        premises(tmp_path, [replace(pair, end=10)])
