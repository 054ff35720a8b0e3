"""Every kind of file: read whole, cut off, flipped, and made of any bytes at all."""

import gzip
import io
import random
import re
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.index import Article, CorpusError, Options, Remark
from onrecord.index.reading import SUFFIXES, packed, read_articles
from onrecord.index.reading.formats import FAILED, read_input
from onrecord.index.reading.inputs import Input

from . import made
from .stories import STORIES
from .test_page import token_f1

_KINDS: dict[str, bytes] = {}
PAIRS = {"a.jsonl", "a.json", "a.rss", "a.atom", "a.warc", "a.warc.gz", "a.csv", "a.tsv", "a.xlsx", "a.parquet"}
PAIRS |= {"a.mbox", "b.jsonl.gz", "a.zip", "a.tar.gz"}


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    _KINDS.update(made.every_kind(tmp_path_factory.mktemp("made")))
    return _KINDS


def read(name: str, data: bytes, options: Options | None = None) -> tuple[list[Article], list[str]]:
    skips: list[CorpusError] = []
    file = Input(Path(name), PurePath(name), lambda: BytesIO(data))
    found = [article for _, _, article in read_input(file, skips.append, options or Options())]
    # Readers know what a parser of theirs may raise; that a net below catches the rest is no excuse.
    failed = [str(one) for one in skips if FAILED in one.reason]
    assert not failed, failed
    return found, [str(one) for one in skips]


NAMES = [
    "a.jsonl", "a.json", "a.txt", "a.html", "a.rss", "a.atom", "a.warc", "a.warc.gz", "a.pdf", "a.docx", "a.csv",
    "a.tsv", "a.xlsx", "a.parquet", "a.eml", "a.mbox", "a.zip", "a.tar.gz", "b.jsonl.gz",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_file_is_read(kinds: dict[str, bytes], name: str) -> None:
    articles, skips = read(name, kinds[name])
    assert skips == []
    assert len(articles) == (2 if name in PAIRS else 1)
    assert len({one.id for one in articles}) == len(articles)
    first = articles[0]
    assert token_f1(first.text, STORIES[0].text) >= (0.93 if name == "a.pdf" else 0.99)
    assert first.title == STORIES[0].title
    if name not in {"a.txt", "a.pdf", "a.docx"}:
        assert (first.published or "").startswith("2025-03-14T08:30:00")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_cut_or_flipped_is_reported_and_stops_nothing(kinds: dict[str, bytes], name: str) -> None:
    data = kinds[name]
    chance = random.Random(name)
    for _ in range(6):
        cut = chance.randrange(1, len(data))
        bad = bytearray(data[:cut] if chance.random() < 0.5 else data)
        for _ in range(chance.randrange(0, 6)):
            bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        articles, skips = read(name, bytes(bad))
        assert articles or skips
        assert all(one.text for one in articles)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    articles, skips = read(f"a{suffix}", data)
    assert articles or skips or not data.strip() or suffix in {".zip", ".tar", ".wacz"}


@pytest.mark.usefixtures("kinds")
@settings(max_examples=25, deadline=None)
@given(
    edits=st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=5)), min_size=1, max_size=8),
    which=st.integers(0, 18),
)
def test_edited_files_raise_nothing(edits: list[tuple[int, bytes]], which: int) -> None:
    name = NAMES[which]
    data = bytearray(_KINDS[name])
    for place, piece in edits:
        at = place % len(data)
        data[at : at + len(piece)] = piece
    read(name, bytes(data))


@pytest.mark.parametrize(("columns", "times"), [(1, 1), (2, 1), (2, 6), (1, 8)])
def test_columns_and_divided_words_of_pdf_files(columns: int, times: int) -> None:
    for story in (STORIES[0], STORIES[4], STORIES[7]):
        (article,), skips = read("a.pdf", made.pdf(story, columns=columns, times=times))
        told = "\n".join(made._latin(one) for _ in range(times) for one in story.paragraphs)
        assert skips == []
        assert token_f1(article.text, told) >= 0.95
        assert times == 1 or "Weekly Page" not in article.text
        words = told.split()
        # In reading order: the words follow each other as they were set.
        found = article.text.split()
        begin = next(at for at in range(len(found)) if found[at : at + 4] == words[:4])
        assert sum(a == b for a, b in zip(found[begin:], words, strict=False)) >= 0.9 * len(words)


def test_overlapping_letters_of_pdf_files_are_read_once() -> None:
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=10)
    for height, text in ((8, "11/29/26, 4:17 AM"), (292, "https://post.example/rail.html 1/1")):
        page.text(10, height, text)
    # As kerned pairs do, "Ad" and "Th" stand closer than their boxes, and a browser writes them apart.
    right = 10.0
    for piece in ("Yusuf A", "dler told parliament on T", "hursday: W", "e have been promised this."):
        page.text(right, 60, piece)
        right += page.get_string_width(piece) - 0.5
    (article,), skips = read("a.pdf", bytes(page.output()))
    assert skips == []
    assert article.text == "Yusuf Adler told parliament on Thursday: We have been promised this."


def test_a_scan_is_said_to_be_one() -> None:
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.rect(20, 20, 100, 100)
    articles, (skip,) = read("a.pdf", bytes(page.output()))
    assert articles == []
    assert skip == "a.pdf: a scan without text; read it with an OCR program first (ocrmypdf)"


def test_columns_of_tables_are_mapped() -> None:
    data = b"nr;wann;was\n1;03.04.2025;Die Ministerin sagte nichts.\n2;30.01.2025;Der Minister auch nicht.\n"
    articles, skips = read("a.csv", data, Options(columns={"text": "was", "published": "wann"}, day_first=True))
    assert skips == []
    assert [(one.text, one.published) for one in articles] == [
        ("Die Ministerin sagte nichts.", "2025-04-03"),
        ("Der Minister auch nicht.", "2025-01-30"),
    ]
    assert read("a.csv", data)[1] == [
        "a.csv:1: no column of text among nr, wann, was; say which it is: --map text=COLUMN"
    ]


def test_an_encoding_that_is_guessed_is_said_with_its_certainty() -> None:
    told: list[Remark] = []
    text = "\n\n".join(STORIES[3].paragraphs).replace("„", "»").replace("“", "«")
    (article,), _ = read("a.txt", text.encode("cp1252"), Options(tell=told.append))
    assert article.text == text
    assert "read as windows-1252 (" in str(told[0])
    (article,), _ = read("a.txt", "\ufeff".encode("utf-16-le") + text.encode("utf-16-le"))
    assert article.text == text


# Bombs


def test_a_zip_bomb_is_left_out_and_its_neighbour_read() -> None:
    data = made.zipped({"bomb.txt": b"a" * (64 * 2**20), "good.txt": STORIES[0].text.encode()})
    articles, skips = read("a.zip", data)
    assert [one.id for one in articles] == ["good"]
    assert skips == ["a.zip/bomb.txt: unpacks to more than 200 times its size; it is left out"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz"])
def test_a_gzip_bomb_is_left_out(name: str) -> None:
    articles, skips = read(name, gzip.compress(b" " * (64 * 2**20) + b"x"))
    assert articles == []
    assert any("unpacks to more than 200 times its size" in skip for skip in skips)


def test_a_tar_bomb_is_left_out() -> None:
    articles, skips = read("a.tar.gz", made.tarred({"b.txt": b"b" * (300 * 2**20)}))
    assert articles == []
    assert skips


def test_archives_in_archives_end_somewhere() -> None:
    data = made.zipped({"a.txt": b"Some words."})
    for _ in range(6):
        data = made.zipped({"inner.zip": data})
    articles, (skip,) = read("a.zip", data)
    assert articles == []
    assert "an archive inside 3 others" in skip


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_MEMBERS", 3)
    data = made.zipped({f"{n}.txt": b"Some words." for n in range(9)})
    articles, (skip,) = read("a.zip", data)
    assert len(articles) == 3
    assert "more than 3 members" in skip


def test_no_path_leaves_the_archive(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in {
        "a.zip": made.zipped({"../../evil.txt": b"Some words.", "/etc/x.txt": b"Other words."}),
        "b.tar": made.tarred({"../evil.txt": b"Third words."}, "w"),
    }.items():
        (tmp_path / "in" / name).write_bytes(data)
    skips: list[CorpusError] = []
    articles = list(read_articles([tmp_path / "in"], on_skip=skips.append))
    assert len(articles) == 3
    assert not any(".." in one.id or one.id.startswith("/") for one in articles)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "b.tar", "in"]


def test_links_and_devices_in_tar_files_are_passed_over() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("l.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        entry = tarfile.TarInfo("a.txt")
        entry.size = 11
        archive.addfile(entry, io.BytesIO(b"Some words."))
    articles, _ = read("a.tar", out.getvalue())
    assert [one.id for one in articles] == ["a"]


def test_a_zip_file_with_a_password_is_reported() -> None:
    data = bytearray(made.zipped({"a.txt": b"Some words."}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        central = archive.start_dir
    data[6] |= 1
    data[central + 8] |= 1
    articles, (skip,) = read("a.zip", bytes(data))
    assert articles == []
    assert "cannot be unpacked" in skip


def test_one_damaged_member_of_a_zip_file_stops_no_other() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, f"Some words of {name}.")
    data = bytearray(out.getvalue())
    data[data.index(b"Some words of a") + 2] ^= 1
    articles, (skip,) = read("z.zip", bytes(data))
    assert [one.title for one in articles] == ["b", "c"]
    assert "a.txt" in skip


def test_every_sheet_of_a_workbook_is_read_and_a_cover_is_passed_over() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["About this file"])
    for name in ("Spring", "Autumn"):
        sheet = book.create_sheet(name)
        sheet.append(["title", "text"])
        sheet.append([name, f"It rains in {name}."])
    out = io.BytesIO()
    book.save(out)
    articles, skips = read("a.xlsx", out.getvalue())
    assert [(one.id, one.title) for one in articles] == [("a#Spring!2", "Spring"), ("a#Autumn!2", "Autumn")]
    assert not skips


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<html><head><title>Färjan</title></head><body><article><p>{}</p></article></body></html>"),
        ("a.csv", 'id,text\n1,"{}"\n'),
        ("a.json", '{{"id": "1", "text": "{}"}}'),
        ("a.txt", "{}"),
    ],
)
def test_a_guessed_encoding_is_told_with_its_certainty(tmp_path: Path, name: str, content: str) -> None:
    text = "Å, sade Åström på färjan, så går det när våren är här och havet öppet. " * 8
    (tmp_path / name).write_bytes(content.format(text).encode("cp1252"))
    told: list[Remark] = []
    [article] = read_articles(
        [tmp_path / name], on_skip=lambda error: pytest.fail(str(error)), options=Options(tell=told.append)
    )
    assert "sade Åström på färjan" in article.text
    assert any(re.search(r"not UTF-8.*; read as windows-1252 \(\d\d% sure\)", one.reason) for one in told)


def test_a_table_of_column_names_alone_is_said() -> None:
    articles, skips = read("a.csv", b"headline,body\n")
    assert (articles, [str(one) for one in skips]) == ([], ["a.csv: a table without rows"])


def test_the_dateline_of_a_pdf_file_gives_its_day() -> None:
    from fpdf import FPDF

    pages = FPDF()
    pages.add_page()
    pages.set_font("Helvetica", size=12)
    pages.multi_cell(
        0, 6, "KYIV, March 3, 2025 (Reuters) - The talks ended without a deal, the minister said. " * 3
    )
    (article,), skips = read("a.pdf", bytes(pages.output()))
    assert (article.published, skips) == ("2025-03-03", [])
