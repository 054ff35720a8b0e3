"""`onrecord index https://...`: what is on the web goes in like what is on the disk."""

import json

from tests.index.fetching.site import etagged, serving
from tests.index.fetching.test_web import entry, rss

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
