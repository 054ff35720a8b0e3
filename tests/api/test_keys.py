"""Keys: what is kept of them, what they let through, and what the browser is given for one."""

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from onrecord.api.http.app import create_app
from onrecord.api.http.limits import Rate
from onrecord.api.keys import Keyring, keys_beside
from onrecord.index import OnrecordError
from onrecord.search import Engine

from .conftest import Onrecord
from .test_http import problem

HTML = {"Accept": "text/html"}


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def guarded(sample_index: Path, keyring: Keyring) -> Iterator[TestClient]:
    keyring.add("somebody else", ["read"])
    app = create_app(Engine.open(sample_index), keyring=keyring, rate="50/minute", threads=1)
    with TestClient(app, base_url="https://localhost", follow_redirects=False) as client:
        yield client


def test_only_a_hash_is_kept_and_only_its_owner_reads_it(keyring: Keyring) -> None:
    text, key = keyring.add("desk", ["read"])
    stored = keyring.path.read_text()
    assert text not in stored
    assert text.split("_", 2)[2] not in stored
    assert stat.S_IMODE(keyring.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(f"{keyring.path}.lock").stat().st_mode) == 0o600
    assert Keyring(keyring.path).holder(text) == key


def test_a_key_opens_until_it_expires_or_is_revoked(keyring: Keyring) -> None:
    text, key = keyring.add("desk", ["read"], days=30)
    assert keyring.holder(text) == key
    assert key.state(datetime.now(UTC) + timedelta(days=31)) == "expired"
    other, _ = keyring.add("night desk", ["read"])
    # Another process revokes; this one sees it without being told.
    Keyring(keyring.path).revoke(key.id)
    assert keyring.holder(text) is None
    assert keyring.holder(other) is not None
    stored = json.loads(keyring.path.read_text())
    stored["keys"][1]["expires"] = "2020-01-01T00:00:00+00:00"
    keyring.path.write_text(json.dumps(stored))
    assert keyring.holder(other) is None


@pytest.mark.parametrize("change", ["", "x", " ", "é"])
def test_what_is_nearly_a_key_is_none(keyring: Keyring, change: str) -> None:
    text, key = keyring.add("desk", ["read"])
    for wrong in (text[:-1] + change, text + change + "A", text.replace(key.id, "00000000"), change):
        assert keyring.holder(wrong) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 9, "keys": []}',
        '{"format": 1, "keys": [{"id": 1}]}',
        '{"format": 1, "keys": [{"id": "1", "name": "x", "scopes": ["all"], "sha256": "", "created": ""}]}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_file_of_keys_lets_nobody_in(
    guarded: TestClient, keyring: Keyring, content: str
) -> None:
    text, _ = keyring.add("desk", ["read"])
    keyring.path.write_text(content)
    with pytest.raises(OnrecordError, match="keys"):
        keyring.every()
    assert "keys cannot be read" in problem(guarded.get("/info", headers=bearer(text)), 503)
    assert guarded.get("/health").status_code == 200


def test_keys_that_are_gone_let_nobody_in(guarded: TestClient, keyring: Keyring) -> None:
    text, _ = keyring.add("desk", ["read"])
    assert guarded.get("/info", headers=bearer(text)).status_code == 200
    keyring.path.unlink()
    problem(guarded.get("/info", headers=bearer(text)), 401)


def test_nothing_is_answered_without_a_key(guarded: TestClient) -> None:
    paths = guarded.app.openapi()["paths"]  # type: ignore[attr-defined]
    asked = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    open_to_all = {"/v1/health", "/v1/ready"}
    assert len(asked) > 10
    for method, path in [
        *asked,
        ("GET", "/"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/nothing"),
        ("POST", "/v1v1/ask"),
    ]:
        if path not in open_to_all:
            response = guarded.request(method, path)
            problem(response, 401)
            assert response.headers["www-authenticate"].startswith("Bearer")


def test_what_changes_something_needs_to_write(guarded: TestClient, keyring: Keyring) -> None:
    reads, writes, all_of_it = (keyring.add(name, [name])[0] for name in ("read", "write", "admin"))
    posted = guarded.post("/v1/search", json={"query": "missiles"}, headers=bearer(reads))
    assert posted.json()["hits"]
    assert "needs the scope write" in problem(guarded.delete("/ask", headers=bearer(reads)), 403)
    problem(guarded.delete("/ask", headers=bearer(writes)), 405)
    problem(guarded.get("/info", headers=bearer(writes)), 403)
    assert guarded.get("/info", headers=bearer(all_of_it)).status_code == 200


def signed_in(client: TestClient, key: str, then: str = "/", **headers: str) -> Response:
    return client.post("/sign-in", data={"key": key, "next": then}, headers=headers)


def test_a_browser_signs_in_and_comes_back_to_where_it_was(guarded: TestClient, keyring: Keyring) -> None:
    text, _ = keyring.add("desk", ["read"])
    sent = guarded.get("/?q=Tomahawks&k=5", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=%2F%3Fq%3DTomahawks%26k%3D5")
    form = guarded.get(sent.headers["location"], headers=HTML)
    assert 'value="/?q=Tomahawks&amp;k=5"' in form.text
    assert form.headers["cache-control"] == "no-store"
    wrong = signed_in(guarded, "onrecord_00000000_" + "A" * 43)
    assert wrong.status_code == 401
    assert "set-cookie" not in wrong.headers
    done = signed_in(guarded, f" {text}\n", "/?q=Tomahawks&k=5", Origin="https://localhost")
    assert (done.status_code, done.headers["location"]) == (303, "/?q=Tomahawks&k=5")
    cookie = done.headers["set-cookie"].lower()
    assert {"httponly", "secure", "samesite=lax"} <= {part.strip() for part in cookie.split(";")}
    assert guarded.get("/", headers=HTML).status_code == 200
    assert guarded.post("/search", json={"query": "x"}, headers={"Origin": "https://localhost"}).status_code == 200
    for origin in ("https://evil.example", "null"):
        problem(guarded.post("/search", json={"query": "x"}, headers={"Origin": origin}), 403)
    guarded.post("/sign-out")
    problem(guarded.get("/info"), 401)


def test_a_form_of_another_site_signs_nobody_in(guarded: TestClient, keyring: Keyring) -> None:
    text, _ = keyring.add("desk", ["read"])
    for origin in ("https://evil.example", "null"):
        refused = signed_in(guarded, text, Origin=origin)
        assert refused.status_code == 403
        assert "set-cookie" not in refused.headers


@pytest.mark.parametrize(
    "then", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\r\nX: y", ""]
)
def test_signing_in_leads_nowhere_else(guarded: TestClient, keyring: Keyring, then: str) -> None:
    text, _ = keyring.add("desk", ["read"])
    assert signed_in(guarded, text, then).headers["location"] == "/"


def test_a_form_shows_what_it_was_given_as_text(guarded: TestClient) -> None:
    form = guarded.get("/sign-in", params={"next": '/"><script>alert(1)</script>'})
    assert "<script>alert" not in form.text


@pytest.mark.parametrize("body", [b"", b"&" * 100, b"key=\xff\xfe", b"a=1&" * 100, b"key=%00&next=%00"])
def test_any_body_is_a_wrong_key(guarded: TestClient, body: bytes) -> None:
    assert guarded.post("/sign-in", content=body).status_code == 401


def test_too_many_requests_are_refused_key_by_key(guarded: TestClient, keyring: Keyring) -> None:
    first, second = (keyring.add(name, ["read"])[0] for name in ("first", "second"))
    answers = [guarded.get("/info", headers=bearer(first)) for _ in range(52)]
    assert [one.status_code for one in answers] == [200] * 50 + [429] * 2
    assert "more requests than 50/minute" in problem(answers[-1], 429)
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert guarded.get("/info", headers=bearer(second)).status_code == 200
    wrong = [guarded.get("/info", headers=bearer("wrong")).status_code for _ in range(51)]
    assert wrong == [401] * 50 + [429]
    assert guarded.get("/health").status_code == 200


def test_who_has_a_key_signs_in_whatever_others_send_from_the_address(
    guarded: TestClient, keyring: Keyring
) -> None:
    text, _ = keyring.add("desk", ["read"])
    while guarded.get("/info", headers=bearer("wrong")).status_code != 429:
        pass
    sent = guarded.get("/?q=war", headers=HTML)
    assert (sent.status_code, guarded.get(sent.headers["location"]).status_code) == (303, 200)
    assert guarded.get("/static/style.css").status_code == 200
    assert {signed_in(guarded, "wrong").status_code for _ in range(3)} == {429}
    assert signed_in(guarded, text * 1000).status_code == 413
    assert signed_in(guarded, text).status_code == 303
    assert guarded.get("/", headers=HTML).status_code == 200


def test_behind_a_proxy_each_address_counts_for_itself(sample_index: Path, keyring: Keyring) -> None:
    keyring.add("desk", ["read"])
    app = create_app(Engine.open(sample_index), keyring=keyring, rate="5/minute", threads=1)
    trusting: Any = ProxyHeadersMiddleware(app, ["192.0.2.0/24"])  # type: ignore[arg-type]  # types of its own

    def asked(client: TestClient, sender: str) -> int:
        return client.get("/v1/info", headers={"X-Forwarded-For": sender}).status_code

    with TestClient(trusting, base_url="http://localhost", client=("192.0.2.7", 1)) as client:
        assert [asked(client, "198.51.100.1") for _ in range(6)] == [401] * 5 + [429]
        assert asked(client, "198.51.100.2") == 401
        # What a client says of itself stands before what the proxy adds.
        assert asked(client, "203.0.113.9, 198.51.100.1") == 429
    with TestClient(trusting, base_url="http://localhost", client=("203.0.113.5", 1)) as client:
        assert [asked(client, f"198.51.100.{turn}") for turn in range(6)] == [401] * 5 + [429]


def test_a_rate_that_is_none_is_said_so() -> None:
    with pytest.raises(OnrecordError, match="600/minute"):
        Rate("often")


def test_the_command_makes_lists_and_revokes(onrecord: Onrecord, tmp_path: Path, folder: Path) -> None:
    made = onrecord("keys", "add", "foreign\x1b[2J desk", "--index", "archive", "--days", 30)
    assert made.returncode == 0, made.stderr
    text = made.stdout.strip()
    keyring = Keyring(keys_beside(tmp_path / "archive"))
    key = keyring.holder(text)
    assert key is not None
    assert key.expires is not None
    assert text not in made.stderr
    listed = onrecord("keys", "list", "--index", "archive").stdout
    assert key.id in listed
    assert "\x1b" not in listed
    assert "valid" in listed
    told = json.loads(onrecord("keys", "list", "--index", "archive", "--json").stdout)["keys"]
    assert [one["name"] for one in told] == ["foreign\x1b[2J desk"]
    assert "sha256" not in told[0]
    assert onrecord("keys", "revoke", key.id, "--index", "archive").returncode == 0
    assert keyring.holder(text) is None
    again = onrecord("keys", "revoke", "00000000", "--index", "archive")
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)
    assert onrecord("keys", "add", "x", "--scope", "all", "--index", "archive").returncode == 2


def test_a_key_gives_its_place_to_another(onrecord: Onrecord, folder: Path) -> None:
    keyring = Keyring(keys_beside(folder))
    first, old = keyring.add("desk", ["read", "write"], days=30)
    made = json.loads(onrecord("keys", "rotate", old.id, "--index", "archive", "--json").stdout)
    new = keyring.holder(made["key"])
    assert new is not None
    assert (new.name, new.scopes, new.id != old.id) == ("desk", ("read", "write"), True)
    assert new.expires is not None
    assert datetime.fromisoformat(new.expires) > datetime.now(UTC) + timedelta(days=29)
    assert keyring.holder(first) is None
    assert onrecord("keys", "rotate", old.id, "--index", "archive").returncode == 1
    assert onrecord("keys", "rotate", new.id, "--overlap", 2, "--index", "archive").returncode == 0
    left = keyring.holder(made["key"])
    assert left is not None
    assert left.state(datetime.now(UTC) + timedelta(days=3)) == "expired"


def test_keys_are_of_an_index_and_of_somebody(onrecord: Onrecord, tmp_path: Path, folder: Path) -> None:
    for refused in (
        onrecord("keys", "add", "desk", "--index", "typo"),
        onrecord("keys", "list", "--index", "typo"),
        onrecord("keys", "revoke", "1f2e3d4c", "--index", "typo"),
    ):
        assert refused.returncode == 1
        assert refused.stderr.startswith("onrecord: typo: no index here")
        assert refused.stdout == ""
    for empty in ("", "  ", "\x07"):
        assert onrecord("keys", "add", empty, "--index", "archive").returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name]
    assert "no keys" in onrecord("keys", "list", "--index", "archive").stderr
    assert onrecord("keys", "add", "desk", "--index", "typo", "--keys", "keys.json").returncode == 0


def test_another_address_is_not_served_without_keys(onrecord: Onrecord, sample_index: Path) -> None:
    refused = onrecord("serve", "--index", sample_index, "--host", "0.0.0.0", "--port", 0)  # noqa: S104
    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert "onrecord keys add NAME" in line
    assert "--no-keys" in line
