"""Nothing but public addresses is connected to, whatever a name, a page or a redirect says."""

import pytest

from onrecord.index.fetching import Fetcher, FetchError, Manners
from onrecord.index.fetching.addresses import is_allowed
from onrecord.index.fetching.urls import joined, read_url

from .site import Site, fetcher

PRIVATE = """127.0.0.1 127.8.9.1 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
    192.0.2.1 198.18.0.1 240.0.0.1 255.255.255.255 224.0.0.1 239.1.1.1 233.252.0.1 ::1 ::
    fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::ffff:169.254.169.254 ::127.0.0.1
    64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1:: 2001:0:0:0:0:0:f5ff:fffe
    nonsense 1.2.3 0x7f.1""".split()
PUBLIC = "93.184.215.14 8.8.8.8 2606:2800:21f:cb07::1 64:ff9b::808:808 ::ffff:8.8.8.8 2002:808:808::1".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_allowed(address, allow_private=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_allowed(address: str) -> None:
    assert is_allowed(address, allow_private=False)


def test_with_leave_the_own_network_is_allowed_and_a_crowd_is_not() -> None:
    assert is_allowed("192.168.1.1", allow_private=True)
    assert is_allowed("::1", allow_private=True)
    assert not is_allowed("224.0.0.1", allow_private=True)
    assert not is_allowed("0.0.0.0", allow_private=True)  # noqa: S104


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["93.184.215.14", "10.0.0.7"], ["::ffff:192.168.0.1"], ["fe80::1"]]
)
def test_a_name_with_a_private_address_is_refused_unasked(site: Site, answers: list[str]) -> None:
    asking = Fetcher(Manners(), lambda _host, _port: answers)
    with pytest.raises(FetchError, match=r"which is no public address; --allow-private allows it"):
        asking.get(site.url("/", "news.example"))
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "localhost"]
)
def test_no_way_of_writing_an_own_address_helps(site: Site, host: str) -> None:
    with pytest.raises(FetchError, match=r"no public address|no address of"):
        Fetcher(Manners()).get(site.url("/", host))
    assert site.asked == []


def test_a_name_is_looked_up_once_for_each_request_and_the_answer_is_what_is_connected_to(site: Site) -> None:
    """A name that has another address at the second look ("DNS rebinding") gains nothing."""
    site.put("/a", "here")
    site.put("/robots.txt", "User-agent: *\nAllow: /", "text/plain")
    looked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"]

    asking = Fetcher(Manners(allow_private=True, pause=0), resolve)
    fetched = asking.get(site.url("/a", "rebinding.invalid"))
    assert fetched is not None
    assert fetched.data == b"here"
    assert looked == ["rebinding.invalid"] * 2  # the rules, the page
    assert [headers["Host"] for _, headers, _ in site.asked] == [f"rebinding.invalid:{site.port}"] * 2


def test_redirects_are_looked_at_like_the_first_address(site: Site) -> None:
    """The site itself is taken for public here; where it sends on to is not."""
    from onrecord.index.fetching import addresses

    site.send_on("/inside", f"http://10.0.0.1:{site.port}/secret")
    site.send_on("/cloud", "http://169.254.169.254/latest/meta-data/")
    site.send_on("/file", "file:///etc/passwd")
    site.send_on("/gopher", "gopher://127.0.0.1:70/")
    site.send_on("/name", site.url("/secret", "inside.example"))
    site.put("/secret", "secret")
    usual = addresses.is_allowed
    try:
        addresses.is_allowed = lambda address, *, allow_private: (
            address == "127.0.0.1" or usual(address, allow_private=allow_private)
        )
        asking = Fetcher(
            Manners(pause=0),
            lambda host, _port: [{"news.example": "127.0.0.1", "inside.example": "10.0.0.9"}.get(host, host)],
        )
        for path, reason in {
            "/inside": "10.0.0.1 is at 10.0.0.1",
            "/cloud": "no public address",
            "/file": "sends on to 'file:///etc/passwd'",
            "/gopher": "sends on to",
            "/name": "inside.example is at 10.0.0.9, which is no public address",
        }.items():
            with pytest.raises(FetchError, match=reason):
                asking.get(site.url(path, "news.example"))
    finally:
        addresses.is_allowed = usual
    assert "/secret" not in site.paths()


def test_five_redirects_are_followed_and_no_sixth(site: Site) -> None:
    for number in range(6):
        site.send_on(f"/{number}", f"/{number + 1}", 307)
    site.put("/6", "the end")
    fetched = fetcher().get(site.url("/1"))
    assert fetched is not None
    assert (fetched.url, fetched.data) == (site.url("/6"), b"the end")
    with pytest.raises(FetchError, match="sends on more than 5 times"):
        fetcher().get(site.url("/0"))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a", "file:///etc/passwd", "http://", "http:///a", "http://user:pass@example.org/",
        "http://user@example.org/", "http://exa mple.org/", "http://example.org:port/", "http://example.org:99999/",
        "http://[::1", "http://..example/", "http://example.org/" + "a" * 5_000, "http://a\\b.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_said_to_be_none(url: str) -> None:
    with pytest.raises(FetchError):
        read_url(url)


def test_addresses_are_sent_in_ascii() -> None:
    parts = read_url("HTTPS://Zürich.Example:443/Straße?q=ä b#part")
    assert parts.geturl() == "https://xn--zrich-kva.example/Stra%C3%9Fe?q=%C3%A4%20b"
    assert joined("https://a.example/x/", "../y") == "https://a.example/y"
    assert joined("https://a.example/x/", "javascript:alert(1)") is None
    assert joined("https://a.example/x/", "http://[::1") is None
