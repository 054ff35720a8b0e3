"""Files and folders taken in from the page: whose, which, how far they are, and that nothing else gets in."""

from __future__ import annotations

import io
import json
import re
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.http.guards import MAX_ARTICLES
from onrecord.api.keys import Keyring
from onrecord.api.writes import Job, Journal, Puts, Uploads, Watching, Writing, files_beside
from onrecord.api.writes.files import safe_name
from onrecord.index import Article, Index, OnrecordError, open_writer
from onrecord.search import Engine

from .conftest import BRIDGE, MAYOR
from .test_http import problem

HERE = {"Origin": "http://localhost"}


@pytest.fixture
def client(folder: Path, tmp_path: Path) -> Iterator[TestClient]:
    offered = tmp_path / "articles"
    (offered / "desk").mkdir(parents=True)
    (offered / "harbour.txt").write_text(MAYOR)
    (offered / "desk" / "bridge.txt").write_text(BRIDGE)
    writing = Writing(folder)
    watching = Watching(writing, folder, [offered], seconds=0.05)
    app = create_app(Engine.open(folder), threads=2, look_every=0.02, writing=writing, watching=watching)
    with TestClient(app, base_url="http://localhost", client=("127.0.0.1", 4000)) as connected:
        yield connected


def upload(client: TestClient, *files: tuple[str, bytes], status: int = 200, **sent: Any) -> str:
    many = [("file", (name, data)) for name, data in files]
    answer = client.post("/archive/files", files=many, headers=HERE, **sent)
    assert answer.status_code == status, answer.text
    return answer.text


def until(look: Callable[[], Any]) -> Any:
    for _ in range(1000):
        if found := look():
            return found
        threading.Event().wait(0.02)
    pytest.fail("it did not come about")


def ended(client: TestClient, page: str) -> dict[str, Any]:
    id_ = re.findall(r'href="/archive/changes/(\w+)"', page)[:1] or re.findall(r"/archive/changes/(\w+)", page)
    job: dict[str, Any] = client.get("/v1/jobs").json()["jobs"][0]
    assert not id_ or job["id"] == id_[0]
    return client.get(f"/v1/jobs/{job['id']}?wait=25").json()  # type: ignore[no-any-return]


def test_files_of_several_kinds_are_read_as_by_the_command(client: TestClient, folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "inner/ferry.md", "# The ferry\n\nThe ferry sails on Sundays too, says the harbour office."
        )
    lines = json.dumps({"id": "line", "text": BRIDGE, "source": "Post", "published": "2025-05-03"}).encode()
    page = upload(
        client,
        ("harbour.txt", MAYOR.encode()),
        ("many.jsonl", lines + b"\n{broken\n"),
        ("old.zip", packed.getvalue()),
        ("tool.exe", b"MZ"),
        ("empty.txt", b""),
    )
    assert "harbour.txt, many.jsonl, old.zip + 2" in page
    job = ended(client, page)
    assert (job["state"], job["added"], job["skipped"], job["part"]) == ("done", 3, 2, 1.0)
    assert any("many.jsonl:2" in one for one in job["notes"])
    assert any(".exe" in one for one in job["notes"])
    assert str(folder.parent) not in json.dumps(job)
    index = Index.open(folder)
    assert {one.id for one in map(index.article, ("harbour", "line", "inner/ferry")) if one} == {
        "harbour",
        "line",
        "inner/ferry",
    }
    index.close()
    assert list(folder.with_name("archive.uploads").iterdir()) == []
    shown = until(
        lambda: (text := client.get(f"/archive/changes/{job['id']}").text) and "refresh" not in text and text
    )
    assert "data-live" not in shown
    assert "many.jsonl:2" in shown
    audit = [json.loads(line) for line in files_beside(folder)[1].read_text().splitlines()]
    assert (audit[0]["event"], audit[0].get("files")) == (
        "accepted",
        "harbour.txt, many.jsonl, old.zip + 2",
    )


def test_a_file_of_the_same_name_takes_its_own_place_and_nobody_else_s(client: TestClient) -> None:
    page = client.post("/archive/folders", data={"name": "articles", "act": "take"}, headers=HERE).text
    assert ended(client, page)["added"] == 2
    ended(client, upload(client, ("harbour.txt", b"The quay was painted blue by order of the harbour office.")))
    ended(client, upload(client, ("harbour.txt", b"The quay was painted green by order of the harbour office.")))

    def text(id_: str) -> str:
        return str(client.get(f"/v1/articles/{id_}").json().get("text"))

    until(lambda: "green" in text("upload/harbour"))
    assert text("harbour") == MAYOR, "the folder's article stays"


def test_what_was_removed_stays_out_of_a_folder_and_comes_back_by_hand(client: TestClient) -> None:
    ended(client, client.post("/archive/folders", data={"name": "articles", "act": "take"}, headers=HERE).text)
    client.delete("/v1/articles/harbour?wait=25")
    page = client.post("/archive/folders", data={"name": "articles", "act": "take"}, headers=HERE).text
    job = ended(client, page)
    assert (job["added"], job["unchanged"]) == (0, 1)
    assert "removed before and left out: 1 article" in job["notes"][0]
    assert ended(client, upload(client, ("harbour.txt", MAYOR.encode())))["added"] == 1


def test_a_watched_folder_is_taken_in_as_it_changes_and_by_the_next_server(
    client: TestClient, tmp_path: Path
) -> None:
    answer = client.post("/archive/folders", data={"name": "articles/desk", "act": "watch"}, headers=HERE)
    assert "Stop watching: articles/desk" in answer.text
    assert str(tmp_path) not in answer.text

    def count() -> int:
        return int(client.get("/v1/info").json()["articles"])

    until(lambda: count() == 2)
    (tmp_path / "articles" / "desk" / "second.txt").write_text(MAYOR)
    until(lambda: count() == 3)
    jobs = len(client.get("/v1/jobs").json()["jobs"])
    threading.Event().wait(0.3)
    assert len(client.get("/v1/jobs").json()["jobs"]) == jobs, "what does not change is let be"
    assert json.loads((tmp_path / "archive.watched.json").read_text()).keys() == {"articles/desk"}
    assert stat.S_IMODE((tmp_path / "archive.watched.json").stat().st_mode) == 0o600
    answer = client.post("/archive/folders", data={"name": "articles/desk", "act": "leave"}, headers=HERE)
    assert "Stop watching" not in answer.text
    (tmp_path / "articles" / "desk" / "third.txt").write_text(BRIDGE + " Again.")
    threading.Event().wait(0.3)
    assert len(client.get("/v1/jobs").json()["jobs"]) == jobs


@pytest.mark.parametrize("name", ["..", "articles/../archive", "/etc", "articles/", "", "articles/desk/none"])
def test_other_folders_are_not_to_be_had(client: TestClient, name: str) -> None:
    for act in ("take", "watch"):
        answer = client.post("/archive/folders", data={"name": name, "act": act}, headers=HERE)
        assert answer.status_code == 404
    assert client.get("/v1/jobs").json()["jobs"] == []


def test_other_sites_other_machines_and_programs_send_no_form(folder: Path, client: TestClient) -> None:
    file = [("file", ("a.txt", MAYOR.encode()))]
    for headers in (
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {**HERE, "Sec-Fetch-Site": "cross-site"},
        {**HERE, "Sec-Fetch-Site": "same-site"},
    ):
        assert client.post("/archive/files", files=file, headers=headers).status_code == 403, headers
    app = create_app(Engine.open(folder), threads=1, writing=Writing(folder))
    with TestClient(app, base_url="http://localhost", client=("192.0.2.7", 4000)) as away:
        assert "only this very machine" in problem(away.post("/archive/files", files=file, headers=HERE), 403)
        assert '<form action="/archive/files"' not in away.get("/archive").text
    assert client.get("/v1/jobs").json()["jobs"] == []


def test_with_keys_only_a_writer_sees_and_sends_the_form(folder: Path, keyring: Keyring) -> None:
    reader, _ = keyring.add("desk", ["read"])
    writer, key = keyring.add("editor", ["read", "write"])
    app = create_app(Engine.open(folder), threads=1, keyring=keyring, writing=Writing(folder))
    with TestClient(app, base_url="http://localhost", client=("192.0.2.7", 4000)) as client:
        client.cookies.set("onrecord_key", reader)
        assert "scope write" in client.get("/archive").text
        assert client.post("/archive/files", files=[("file", ("a.txt", b"x"))], headers=HERE).status_code == 403
        assert client.get("/archive/changes/any").status_code == 403
        client.cookies.set("onrecord_key", writer)
        assert 'action="/archive/files"' in client.get("/archive").text
        assert ended(client, upload(client, ("a.txt", MAYOR.encode())))["added"] == 1
    audit = [json.loads(line) for line in files_beside(folder)[1].read_text().splitlines()]
    assert {one["key"] for one in audit} == {key.id}


def test_too_much_and_nothing_are_said_on_the_page(client: TestClient) -> None:
    assert "No file was chosen" in upload(client, status=422, data={"dates": ""})
    big = client.post("/archive/files", content=b"x", headers={**HERE, "Content-Length": str(MAX_ARTICLES + 1)})
    assert big.status_code == 413
    many = [(f"{number}.txt", b"x") for number in range(201)]
    assert "Too many files" in upload(client, *many, status=400)
    assert (
        "No article was found"
        in client.get(f"/archive/changes/{ended(client, upload(client, ('a.exe', b'x')))['id']}").text
    )
    assert client.get("/archive/changes/none").status_code == 404


def test_dates_are_read_as_the_form_says(client: TestClient) -> None:
    line = json.dumps({"id": "dated", "text": MAYOR, "published": "03/04/2025"}).encode()
    ended(client, upload(client, ("a.jsonl", line), data={"dates": "month-first"}))
    until(lambda: client.get("/v1/articles/dated").json().get("published") == "2025-03-04")
    line = json.dumps({"id": "later", "text": MAYOR, "published": "05/04/2025"}).encode()
    job = ended(client, upload(client, ("b.jsonl", line), data={"dates": ""}))
    assert any("are read month first, as the index was told before" in note for note in job["notes"])
    until(lambda: client.get("/v1/articles/later").json().get("published") == "2025-05-04")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\news\\a.txt", "a.txt"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\n.txt", "a b .txt"),
        ("/", "file"),
        ("..", "file"),
        ("x" * 400 + ".tar.gz", "x" * 173 + ".tar.gz"),
    ],
)
def test_names_of_files_stay_names(told: str, kept: str) -> None:
    assert safe_name(told) == kept


def test_uploads_lie_where_only_their_owner_reads_and_orphans_go(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "archive")
    kept = uploads.keep([("a.txt", io.BytesIO(b"one")), ("a.txt", io.BytesIO(b"two"))])
    lost = uploads.keep([("b.txt", io.BytesIO(b"three"))])
    assert sorted(path.name for path in kept.iterdir()) == ["2-a.txt", "a.txt"]
    assert stat.S_IMODE((tmp_path / "archive.uploads").stat().st_mode) == 0o700
    assert uploads.size() == 11
    uploads.sweep({kept})
    assert kept.exists()
    assert not lost.exists()
    uploads.drop(Puts(folder=tmp_path, uploaded=True))
    assert tmp_path.exists(), "only its own"


def test_files_that_were_accepted_before_a_kill_are_read_by_the_next_server(folder: Path) -> None:
    with open_writer(folder):
        killed = Writing(folder)
        kept = killed.uploads.keep([("late.txt", io.BytesIO(MAYOR.encode()))])
        job = killed.accept(Puts(folder=kept, uploaded=True), name="late.txt")
        killed.journal.change(job.id, state="running")
        killed.close()
    following = Writing(folder)

    def done() -> Job | None:
        found = following.journal.find(job.id)
        return found if found is not None and found.ended else None

    assert until(done).added == 1
    following.close()


def test_a_journal_of_an_earlier_release_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "jobs.db"
    Journal(path).close()
    import sqlite3

    with sqlite3.connect(path) as old:
        for name in ("name", "part", "skipped", "notes"):
            old.execute(f"ALTER TABLE jobs DROP COLUMN {name}")
    old.close()
    journal = Journal(path)
    job = journal.accept(Puts((Article("a", "b"),)), "")
    assert (job.name, job.part, job.notes) == (None, None, ())
    journal.close()


def test_folders_that_cannot_be_offered_are_named(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a" / "same").mkdir(parents=True)
    (tmp_path / "b" / "same").mkdir(parents=True)
    for roots, said in (
        ([tmp_path / "none"], "no such folder"),
        ([tmp_path], "holds the index"),
        ([tmp_path / "a" / "same", tmp_path / "b" / "same"], "called same"),
    ):
        writing = Writing(folder)
        with pytest.raises(OnrecordError, match=said):
            Watching(writing, folder, roots)
        writing.close()


def test_health_is_for_everybody_and_a_look_finds_damage(sample_index: Path, folder: Path) -> None:
    app = create_app(Engine.open(folder), threads=1)
    with TestClient(app, base_url="http://localhost") as client:
        page = client.get("/archive").text
        assert "Is it well?" in page
        assert '<form action="/archive' not in page
        assert client.post("/archive/files", headers=HERE).status_code in {404, 405}
        assert "The index is whole" in client.get("/archive?check=1").text
        for file in folder.glob("generation-*/words.npy"):
            file.chmod(0o600)
            file.write_bytes(file.read_bytes()[:-8])
        assert "Something is wrong" in client.get("/archive?check=1").text


def test_questions_are_saved_and_their_news_seen(client: TestClient) -> None:
    question = "what did Ines Falk say about dredging"
    ended(client, upload(client, ("old.txt", MAYOR.encode())))
    until(lambda: client.get("/v1/info").json()["articles"] == 2)
    page = client.post("/saved", data={"act": "save", "q": question}, headers=HERE).text
    assert question in page
    assert "Nothing new." in page
    later = "“The dredging costs two million more,” said mayor Ines Falk of the dredging on Tuesday."
    ended(client, upload(client, ("new.txt", later.encode())))
    until(lambda: client.get("/v1/info").json()["articles"] == 3)
    assert "two million more" in client.get("/saved").text
    number = re.findall(r'name="number" value="(\d+)"', client.get("/saved").text)[0]
    assert "Nothing new." in client.post("/saved", data={"act": "seen", "number": number}, headers=HERE).text
    assert "No question" in client.post("/saved", data={"act": "drop", "number": number}, headers=HERE).text
    assert client.post("/saved", data={"act": "drop", "number": number}, headers=HERE).status_code == 404
    for headers in ({}, {"Origin": "https://evil.example"}):
        assert client.post("/saved", data={"act": "save", "q": "x"}, headers=headers).status_code == 403
    assert client.post("/saved", data={"act": "save", "q": ""}, headers=HERE).status_code == 422


def test_a_name_that_turns_its_letters_about_is_shown_as_it_is(client: TestClient) -> None:
    page = upload(client, ("a\u202etxt.exe", b"MZ"))
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
