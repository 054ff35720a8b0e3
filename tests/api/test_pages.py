"""The pages load nothing from elsewhere, and nothing that the security policy forbids."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from tests.conftest import ROOT

WEB = ROOT / "api" / "web"


class Page(HTMLParser):
    """What a page loads, and what it holds inline."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not given.get("src"):
            self.inline.append(tag)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag in ("script", "link", "img"):
            self.loads.append(given.get("src") or given.get("href") or "")


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_loads_from_its_own_server(client: TestClient, path: str) -> None:
    page = Page(client.get(path).text)
    assert page.inline == []
    assert page.loads
    for address in page.loads:
        assert "//" not in address
        assert client.get(urljoin(path, address)).status_code == 200, address


def test_scripts_import_what_is_served(client: TestClient) -> None:
    for script in WEB.glob("*.js"):
        for imported in re.findall(r'from "\./([^"]+)"', script.read_text()):
            assert client.get(f"/static/{imported}").status_code == 200


def test_scripts_never_make_markup_of_text() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|DOMParser")
    scripts = list(WEB.glob("*.js"))
    assert len(scripts) >= 3
    assert [script.name for script in scripts if forbidden.search(script.read_text())] == []
