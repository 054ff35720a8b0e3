"""Which language a text is in, and what an index makes of it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.index import Article, Filters, Index, open_writer
from onrecord.index.text.language import language_of
from tests.index.bag import BagOfWords

TEXTS = {
    "en": "The ferry will not sail on Sunday, because its engine has to be repaired in the old harbour.",
    "de": "Die Fähre fährt am Sonntag nicht, weil ihre Maschine im alten Hafen repariert werden muss.",
    "fr": "Le bac ne partira pas dimanche, parce que son moteur doit être réparé dans le vieux port.",
    "es": "El transbordador no saldrá el domingo porque hay que reparar su motor en el puerto viejo.",
    "it": "Il traghetto non partirà domenica, perché il motore deve essere riparato nel vecchio porto.",
    "pt": "A balsa não vai partir no domingo, porque o motor tem de ser reparado no porto velho.",
    "nl": "De veerboot vaart zondag niet, omdat de motor in de oude haven gerepareerd moet worden.",
    "pl": "Prom nie odpłynie w niedzielę, ponieważ jego silnik musi zostać naprawiony w starym porcie.",
    "uk": "Пором не вийде в неділю, бо його двигун мають полагодити у старій гавані.",
    "ru": "Паром не выйдет в воскресенье, потому что его двигатель должны починить в старой гавани.",
    "tr": "Feribot pazar günü kalkmayacak, çünkü motorunun eski limanda onarılması gerekiyor.",
    "ar": "لن تبحر العبارة يوم الأحد لأن محركها يجب أن يُصلح في الميناء القديم.",
    "zh": "由于发动机需要在旧港口维修，渡轮星期日将不会启航。",
    "ja": "エンジンを古い港で修理しなければならないため、フェリーは日曜日に出航しない。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "Hello", "12 345 678, 90 %", "🚢" * 40, "Kyiv, Kharkiv, Odesa, Lviv, Dnipro", "qwrt zxcv bnmp hjkl wrtz",
     "\ud800" * 30],
)  # fmt: skip
def test_what_is_too_short_or_unsure_has_none(text: str) -> None:
    assert language_of(text) is None


def test_a_long_text_is_read_no_further_than_its_beginning() -> None:
    assert language_of(TEXTS["en"] * 40 + TEXTS["uk"] * 4_000) == "en"


def store(folder: Path, *articles: Article) -> tuple[int, int, int]:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(articles))
        writer.publish()
        return writer.changes.added, writer.changes.updated, writer.changes.unchanged


def languages(folder: Path, *ids: str) -> list[str | None]:
    index = Index.open(folder)
    try:
        articles = [index.article(id_) for id_ in ids]
        return [one.language for one in articles if one is not None]
    finally:
        index.close()


def test_articles_that_state_none_are_told_apart(tmp_path: Path) -> None:
    stated = Article(id="stated", text=TEXTS["en"], language="nl")
    store(tmp_path, Article(id="a", text=TEXTS["de"]), Article(id="b", text="Kurz."), stated)
    assert languages(tmp_path, "a", "b", "stated") == ["de", None, "nl"]
    index = Index.open(tmp_path)
    chosen = index.select(Filters(language="de"))
    assert chosen is not None
    assert chosen.sum() == 1
    index.close()


def test_a_second_run_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        Article(id="a", text=TEXTS["de"]),
        Article(id="b", text="Kurz."),
        Article(id="c", text=TEXTS["fr"]),
    ]
    assert store(tmp_path, *articles) == (3, 0, 0)
    # Whatever another model may say.
    monkeypatch.setattr("onrecord.index.storage.store.language_of", lambda text: "eo")
    assert store(tmp_path, *articles) == (0, 0, 3)
    assert languages(tmp_path, "a", "b", "c") == ["de", None, "fr"]


def test_a_change_is_seen(tmp_path: Path) -> None:
    german = Article(id="a", text=TEXTS["de"])
    store(tmp_path, german)
    assert store(tmp_path, replace(german, language="nl")) == (0, 1, 0)
    assert languages(tmp_path, "a") == ["nl"]
    assert store(tmp_path, replace(german, text=TEXTS["fr"])) == (0, 1, 0)
    assert languages(tmp_path, "a") == ["fr"]


def test_the_model_is_loaded_only_to_index(sample_index: Path) -> None:
    code = (
        "import sys; from onrecord.search import Engine; e = Engine.open(sys.argv[1]);"
        "e.ask('what did Putin say about Tomahawks'); sys.exit(any('langid' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(sample_index)], check=False).returncode == 0
