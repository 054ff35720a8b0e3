import json
from pathlib import Path

import pytest

from onrecord.eval.annotation import Attribution, held_back
from onrecord.eval.statement_questions import main, make_questions
from onrecord.index import Article, Span

SAYINGS = {
    "Ada Brook": [
        "the harbour tunnel will flood every winter unless the old pumps are replaced",
        "no honest auditor would ever have signed the ferry accounts of last year",
        "the night trams should run until the last theatre has closed its doors",
    ],
    "Tom Hale": [
        "the copper roof of the town library leaks above the children's reading room",
        "a second bakery on the square would ruin the first one within three months",
        "our swimming teachers have waited far too long for the promised wage rise",
    ],
}
IDS = [f"t{n}" for n in range(60) if held_back(f"t{n}")][:6]


def corpus() -> tuple[dict[str, Article], list[Attribution]]:
    articles, attributions = {}, []
    sayings = [(name, saying) for name, said in SAYINGS.items() for saying in said]
    for id_, (name, saying) in zip(IDS, sayings, strict=True):
        text = f"{name} said that {saying}.\n\nThe council meets again on Monday.\n"
        spans = [Span(text.index(part), text.index(part) + len(part)) for part in (name, "said", saying)]
        articles[id_] = Article(id=id_, text=text)
        source, cue, content = ((span,) for span in spans)
        attributions.append(Attribution(id_, source, cue, content, "indirect", "nominal", None))
    return articles, attributions


def test_a_question_names_a_speaker_and_the_rarest_phrase() -> None:
    articles, attributions = corpus()
    questions = make_questions(articles, attributions, right=6, wrong=0)
    assert len({one.article_id for one in questions}) == 6
    for one in questions:
        assert one.article_id is not None
        text = articles[one.article_id].text
        phrase = one.text.removeprefix(f"what did {one.speaker} say about ").removesuffix("?")
        assert text.startswith(one.speaker)
        assert phrase in text[one.content[0].start : one.content[0].end]


def test_a_wrong_speaker_never_said_it() -> None:
    articles, attributions = corpus()
    wrong = [one for one in make_questions(articles, attributions, right=1, wrong=9) if one.article_id is None]
    assert wrong
    for one in wrong:
        phrase = one.text.removeprefix(f"what did {one.speaker} say about ").removesuffix("?")
        assert not any(phrase in saying for saying in SAYINGS[one.speaker])


def test_no_one_chose_the_order() -> None:
    articles, attributions = corpus()
    made = make_questions(articles, attributions, right=6, wrong=0)
    assert made == make_questions(articles, attributions[::-1], right=6, wrong=0)
    assert made[:2] == make_questions(articles, attributions, right=2, wrong=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annotated")
    articles, attributions = corpus()
    other = next(f"t{n}" for n in range(60) if not held_back(f"t{n}"))
    lines = [{"_id": one.id, "text": one.text} for one in articles.values()] + [
        {"_id": other, "text": "Rain fell."}
    ]
    (folder / "articles.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    records = [
        {
            "article_id": one.article_id,
            "quote_type": one.kind,
            "source_kind": one.source_kind,
            **{part: {"spans": getattr(one, part)} for part in ("source", "cue", "content")},
        }
        for one in attributions
    ]
    (folder / "attributions.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return folder


def test_the_command_indexes_asks_and_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [str(folder), "--index", str(folder / "index")]
    assert main([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["part"], report["articles"], len(report["results"])) == ("held back", 6, 6)
    assert report["shares"]["right statement first"]["mean"] >= 5 / 6
    assert main(command) == 0
    assert "right statement first, of 6" in capsys.readouterr().out


def test_an_index_of_other_articles_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(folder), "--index", str(folder / "index")])
    with pytest.raises(SystemExit) as ended:
        main([str(folder), "--index", str(folder / "index"), "--dev"])
    assert ended.value.code == 1
    assert "holds other articles" in capsys.readouterr().err
