"""`onrecord index https://...`: what is on the web goes in like what is on the disk."""

import json
from pathlib import Path

from tests.index.fetching.site import etagged, serving
from tests.index.fetching.test_web import entry, rss
from tests.index.reading.pages import wordpress
from tests.index.reading.stories import STORIES

from .conftest import Onrecord

SAID = "Maren Oldfield said that she would close the ferry terminal before the summer begins."


def test_a_feed_goes_in_once(onrecord: Onrecord) -> None:
    with serving() as site:
        site.pages["/feed"] = etagged(rss(entry("/a", SAID, "urn:a")), "text/xml")
        feed = site.url("/feed")
        refused = onrecord("index", feed, "--index", "made")
        assert refused.returncode == 1
        assert "127.0.0.1 is at 127.0.0.1, which is no public address; --allow-private allows it" in refused.stderr
        assert site.asked == []
        would = onrecord("index", feed, "--allow-private", "--dry-run", "--index", "made")
        assert "would have added 1" in would.stdout
        first = onrecord("index", feed, "--allow-private", "--index", "made", "--json")
        assert json.loads(first.stdout)["added"] == 1, first.stderr
        again = onrecord("index", feed, site.url("/none"), "--allow-private", "--index", "made", "--json")
        record = json.loads(again.stdout)
        assert (record["added"], record["web_unchanged"]) == (0, 1)
        assert record["skips"] == [
            {"path": site.url("/none"), "line": None, "reason": "is not there (status 404)"}
        ]
        asked = next(headers["User-Agent"] for _, headers, _ in site.asked)
        assert asked.startswith("onrecord/")
        said = onrecord("said", "--by", "Oldfield", "--index", "made")
        assert "ferry terminal" in said.stdout
        # What an index keeps of visits is lost with it.
        other = onrecord("index", feed, "--allow-private", "--index", "other", "--json")
        assert json.loads(other.stdout)["added"] == 1


def test_a_page_that_is_gone_is_told_and_taken_out_where_that_is_asked_for(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    with serving() as site:
        story = STORIES[0]
        site.put("/story", wordpress(story).replace(story.url, site.url("/story")))
        given = ("index", site.url("/story"), "--allow-private", "--index", "made")
        assert "added 1" in onrecord(*given).stdout
        site.pages["/story"] = (404, {}, b"")
        once = onrecord(*given)
        assert once.returncode == 1
        assert "is not there (status 404); its article stays" in once.stderr
        assert json.loads(onrecord("info", "--index", "made", "--json").stdout)["articles"] == 1
        site.pages["/story"] = (410, {}, b"")
        gone = onrecord(*given)
        assert "it is gone, and its article stays unless --prune takes it out" in gone.stderr
        assert "1 article gone from the sources, not removed" in gone.stdout
        (tmp_path / "onrecord.toml").write_text(
            f"index = 'made'\n[[source]]\nurl = '{site.url('/story')}'\nallow-private = true\nprune = true\n"
        )
        assert "would have" in onrecord(*given, "--prune", "--dry-run").stdout
        done = onrecord("update")
        assert f"{site.url('/story')}: removed 1" in done.stdout, done.stderr
    assert json.loads(onrecord("info", "--index", "made", "--json").stdout)["articles"] == 0
