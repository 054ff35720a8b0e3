"""Politely, and within bounds: rules, pauses, validators, waiting, time and size."""

import gzip
import shutil
import ssl
import subprocess
import time
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.index.fetching import FetchError, Visit, exchange

from .site import Answer, Site, etagged, fetcher, serving


def test_who_asks_is_told_and_an_answer_is_given_back(site: Site) -> None:
    site.put("/a", "ä".encode("cp1252"), "text/HTML; charset=windows-1252")
    fetched = fetcher().get(site.url("/a#part"))
    assert fetched is not None
    assert (fetched.url, fetched.kind, fetched.charset) == (site.url("/a"), "text/html", "windows-1252")
    assert all(headers["User-Agent"].startswith("onrecord/1.2 ") for _, headers, _ in site.asked)


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/feed"] = etagged(b"news", "text/plain")
    first = fetcher().get(site.url("/feed"))
    assert first is not None
    assert first.visit == Visit(site.url("/feed"), '"one"')
    assert fetcher().get(site.url("/feed"), first.visit) is None
    site.pages["/feed"] = etagged(b"newer", "text/plain", '"two"')
    assert fetcher().get(site.url("/feed"), first.visit) is not None


def test_the_day_of_the_last_change_is_sent_back_to_its_own_address_alone(site: Site) -> None:
    site.put("/new", "x", Last_Modified="Wed, 01 Oct 2025 10:00:00 GMT")
    site.send_on("/old", "/new")
    first = fetcher().get(site.url("/old"))
    assert first is not None
    site.asked.clear()
    fetcher().get(site.url("/old"), first.visit)
    told = {path: headers.get("If-Modified-Since") for path, headers, _ in site.asked}
    assert told == {"/robots.txt": None, "/old": None, "/new": "Wed, 01 Oct 2025 10:00:00 GMT"}


def test_rules_of_a_site_are_kept(site: Site) -> None:
    site.put(
        "/robots.txt", "User-agent: *\nDisallow: /private/*.html$\n\nUser-agent: Other\nDisallow: /", "text/plain"
    )
    for path in ("/private/a.html", "/private/a.xml", "/b"):
        site.put(path, "x")
    asking = fetcher()
    assert asking.get(site.url("/private/a.xml")) is not None
    assert asking.get(site.url("/b")) is not None
    with pytest.raises(FetchError, match=r"its robots.txt asks programs to leave it alone"):
        asking.get(site.url("/private/a.html"))
    assert "/private/a.html" not in site.paths()
    assert [path for path, *_ in site.asked].count("/robots.txt") == 1


def test_rules_hold_where_a_redirect_leads(site: Site) -> None:
    site.put("/robots.txt", "User-agent: onrecord\nDisallow: /shut", "text/plain")
    site.send_on("/open", "/shut")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher().get(site.url("/open"))
    assert site.paths() == ["/open"]


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: Site) -> None:
    site.put("/a", "x")
    site.pages["/robots.txt"] = (503, {}, b"")
    with pytest.raises(FetchError, match="without its rules the site is left alone") as caught:
        fetcher().get(site.url("/a"))
    assert caught.value.passing
    assert site.paths() == []
    site.pages["/robots.txt"] = (403, {}, b"")
    assert fetcher().get(site.url("/a")) is not None


def test_a_host_has_its_pause_and_may_ask_for_a_longer_one(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.3", "text/plain")
    for path in ("/a", "/b", "/c"):
        site.put(path, "x")
    asking = fetcher(pause=0.05)
    for path in ("/a", "/b", "/c"):
        asking.get(site.url(path))
    times = [at for path, _, at in site.asked]
    assert times[1] - times[0] >= 0.05
    assert all(later - earlier >= 0.29 for earlier, later in pairwise(times[1:]))


def test_who_asks_to_wait_a_little_is_asked_again(site: Site) -> None:
    answers: list[Answer] = [(429, {"Retry-After": "0"}, b""), (200, {}, b"now")]
    site.pages["/a"] = lambda _: answers.pop(0)
    fetched = fetcher().get(site.url("/a"))
    assert fetched is not None
    assert fetched.data == b"now"


def test_who_asks_to_be_left_alone_is_left_alone(site: Site) -> None:
    site.pages["/a"] = (503, {"Retry-After": "3600"}, b"")
    site.put("/b", "x")
    asking = fetcher()
    for path in ("/a", "/a", "/b"):
        with pytest.raises(FetchError, match="asked to be left alone until"):
            asking.get(site.url(path))
    assert site.paths() == ["/a"]
    until = asking.left_alone_until(site.url("/a"))
    assert 3500 < until - time.time() <= 3600
    site.asked.clear()
    with pytest.raises(FetchError, match="left alone until"):
        fetcher().get(site.url("/a"), Visit(after=until))
    assert site.asked == []


def test_a_day_to_wait_for_may_be_written_out(site: Site) -> None:
    site.pages["/a"] = (429, {"Retry-After": "Wed, 01 Jan 2125 10:00:00 GMT"}, b"")
    asking = fetcher()
    with pytest.raises(FetchError, match="left alone until 2125-01-01"):
        asking.get(site.url("/a"))
    assert asking.left_alone_until(site.url("/a")) > 4e9


@pytest.mark.parametrize(
    ("status", "said"), [(404, "is not there"), (410, "is gone"), (403, "refuses"), (500, "had")]
)
def test_what_cannot_be_had_is_said(site: Site, status: int, said: str) -> None:
    site.pages["/a"] = (status, {}, b"")
    with pytest.raises(FetchError, match=rf"{said} \(status {status}\)") as caught:
        fetcher().get(site.url("/a"))
    assert caught.value.passing == (status == 500)


def dripping(site: Site, head: bytes) -> object:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        while not site.done.wait(0.02):
            request.wfile.write(b"x")

    return answer


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(site: Site, head: bytes) -> None:
    site.pages["/slow"] = dripping(site, head)  # type: ignore[assignment]
    with pytest.raises(FetchError, match="no answer in time"):
        fetcher(whole=0.5).get(site.url("/slow"))


def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    def mute(_: BaseHTTPRequestHandler) -> None:
        site.done.wait()

    site.pages["/mute"] = mute
    with pytest.raises(FetchError, match="no answer in time"):
        fetcher(waiting=0.3).get(site.url("/mute"))


def test_nothing_larger_than_allowed_is_taken_packed_or_not(site: Site) -> None:
    site.put("/large", b"x" * 2_000_000)
    site.put("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    site.put("/fine", gzip.compress(b"fine"), Content_Encoding="gzip")
    asking = fetcher(size=1_000_000)
    for path in ("/large", "/bomb"):
        with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
            asking.get(site.url(path))
    fetched = asking.get(site.url("/fine"))
    assert fetched is not None
    assert fetched.data == b"fine"


def test_broken_answers_are_said(site: Site) -> None:
    def broken_off(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")

    def no_http(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    site.pages["/short"] = broken_off
    site.pages["/ssh"] = no_http
    site.put("/packed", b"x" * 40, Content_Encoding="gzip")
    site.put("/other", b"x" * 40, Content_Encoding="br")
    said = {
        "/short": "broken off|cannot be fetched",
        "/ssh": "cannot be fetched",
        "/packed": "damaged",
        "/other": "br",
    }
    for path, reason in said.items():
        with pytest.raises(FetchError, match=reason):
            fetcher().get(site.url(path))
    with pytest.raises(FetchError, match=r"its rules the site is left alone"):
        fetcher().get("http://127.0.0.1:1/")


def test_what_is_no_tls_is_not_taken(site: Site) -> None:
    with pytest.raises(FetchError):
        fetcher().get(f"https://127.0.0.1:{site.port}/")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes a certificate: apt-get install openssl")
def test_a_certificate_is_looked_at_and_is_its_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address, and the certificate must be of the name."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as site:
        site.put("/a", "x" * 300_000)
        secure = f"https://news.example:{site.port}/a"
        with pytest.raises(FetchError, match="its certificate is not good: self"):
            fetcher().get(secure)
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(exchange, "_trust", lambda: trusting)
        fetched = fetcher().get(secure)
        assert fetched is not None
        assert fetched.data == b"x" * 300_000
        with pytest.raises(FetchError, match="its certificate is not good: Hostname mismatch"):
            fetcher().get(secure.replace("news.", "other."))
    assert set(site.paths()) == {"/a"}
