"""The rules around the tagger, on frames made by hand: what they do does not hang on the weights."""

import re

import numpy as np
import pytest

from onrecord.index import Article, Span
from onrecord.index.attribution.content_spans import share_quotations
from onrecord.index.attribution.floating_quotations import attach_loose
from onrecord.index.attribution.likelihoods import Likelihoods
from onrecord.index.attribution.span_decoder import Draft, draft
from onrecord.index.entities.coreference import Resolver
from onrecord.index.entities.discourse import Discourse
from onrecord.index.lexicon.word_classes import is_attitude, names_nobody
from onrecord.index.tagger.tagger import Frame
from onrecord.index.text.document import Document
from onrecord.index.text.paragraphs import paragraphs
from onrecord.index.text.quotations import quotations
from onrecord.index.text.tokens import windows


def drafts(text: str, *frames: tuple[str, str, str, float]) -> list[Draft]:
    """Draft frames given as cue, source, content and certainty; several contents are parted by a bar."""
    made = []
    for cue, source, content, certainty in frames:
        place = text.index(cue)
        window = next(w for w in windows(text) if w.span.start <= place < w.span.end)

        def under(part: str, tokens: list[Span] = window.tokens) -> list[bool]:
            spans = [re.search(re.escape(piece), text) for piece in part.split("|") if piece]
            return [any(s and s.start() <= t.start < s.end() for s in spans) for t in tokens]

        chances = [np.array(under(part), dtype=np.float32) for part in (source, content)]
        frame = Frame(tuple(np.flatnonzero(under(cue)).tolist()), chances[0], chances[1], certainty)
        made.append(draft(text, window, quotations(text, window.span), frame, {}))
    return made


def attached(text: str, *frames: tuple[str, str, str, float]) -> list[tuple[str, list[str]]]:
    found = attach_loose(Document(Article("a", text)), drafts(text, *frames))
    return [(text[slice(*d.cue)], [text[slice(*piece)] for piece in d.content]) for d in found]


@pytest.mark.parametrize(
    ("text", "chances", "contents"),
    [
        ("Lee said the pool opens, though he left.", {"the pool opens": 1, ", though": 0.4}, ["the pool opens"]),
        (
            "Lee said the pool opens, if it rains.",
            {"the pool opens": 1, ", if it": 0.4},
            ["the pool opens, if it"],
        ),
        ("Lee called it “dear” in a talk.", {"it “dear”": 1, "in a talk": 0.4}, ["it “dear”"]),
        ("Lee called it “dear” in a talk.", {"it “dear”": 1, "in a talk": 0.6}, ["it “dear” in a talk"]),
        (
            "Lee said it is “dear,” limiting its reach.",
            {"it is “dear,”": 1, "limiting its reach": 0.75},
            ["it is “dear,” limiting its reach"],
        ),
        ("Lee said last week that it rains.", {"last week": 0.55, "that it rains": 1}, ["that it rains"]),
        ("Lee said after the trial that it rains.", {"the trial that it rains": 1}, ["that it rains"]),
        ("Lee said the news that it rains is old.", {"the news that it rains is old": 1}, []),
        (
            "The launches, Lee said, after what was a success.",
            {"launches": 1, "success": 1},
            ["The launches"],
        ),
        ("But the pool opens, Lee said.", {"the pool opens": 1}, ["the pool opens"]),
        (
            "Lee said the pool opens in a week, Roe left.",
            {"the pool opens in": 1, "a week": 0.2},
            ["the pool opens in a week"],
        ),
        (
            "Lee said the pool opens in a week and left.",
            {"the pool opens in a week": 1, "and left": 0.2},
            ["the pool opens in a week"],
        ),
        (
            "Lee said Roe Jr. and Doe swim there.",
            {"Roe Jr": 1, "and Doe swim there": 0.4},
            ["Roe Jr. and Doe swim there"],
        ),
        (
            "Though Lee said the pool opens, nobody swims in it.",
            {"the pool opens": 1, ", nobody swims in it": 0.6},
            ["the pool opens"],
        ),
        ("Lee said the pool opens. Roe dived.", {"the pool opens. Roe": 1}, ["the pool opens"]),
        ("Lee said then-Sen. Roe dived.", {"then-Sen. Roe dived": 1}, ["then-Sen. Roe dived"]),
        ("Lee said the pool opens and — he left.", {"the pool opens and": 1}, ["the pool opens"]),
        (
            "Press Wire “We will open it soon,” said Lee.",
            {"“We will open it soon,”": 1},
            ["We will open it soon,"],
        ),
        (
            "And so “we will open it soon,” said Lee.",
            {"“we will open it soon,”": 1},
            ["And so “we will open it soon,”"],
        ),
    ],
)
def test_where_a_content_begins_and_ends(text: str, chances: dict[str, float], contents: list[str]) -> None:
    (window,) = windows(text)
    probable = np.zeros(len(window.tokens), dtype=np.float32)
    for words, chance in chances.items():
        start = text.index(words)
        probable[[start <= t.start < start + len(words) for t in window.tokens]] = chance
    cue, source = text.index("called" if "called" in text else "said"), text.index("Lee")
    places = {t.start: place for place, t in enumerate(window.tokens)}
    frame = Frame((places[cue],), np.eye(len(probable), dtype=np.float32)[places[source]], probable, 1.0)
    said = draft(text, window, quotations(text, window.span), frame, {}).content
    assert [text[slice(*piece)] for piece in said] == (contents or list(chances))


@pytest.mark.parametrize(
    ("text", "content", "said"),
    [
        ("Lee said, in the clearest words yet, that it rains.", "words yet, that it rains", "that it rains"),
        ("Lee called it “dear” in an interview with Roe.", "it “dear” in an interview with Roe", "it “dear”"),
        ("Lee said Doe admitted it in a letter to Roe.", "Doe admitted it in a letter to Roe", ""),
        ("It leaks, Lee said, in one of the gravest cases.", "It leaks|the gravest cases", "It leaks"),
        (
            "It is, Lee said, in the interest of all.",
            "It is|in the interest of all",
            "It is|in the interest of all",
        ),
        ("Lee said it was on a video of the pool.", "it was on a video of the pool", ""),
        ('Lee said, "We all leave now," and he left.', '"We all leave now," and he left', "We all leave now,"),
        ('Lee said, "Go," and "Come."', '"Go," and "Come."', ""),
        (
            'Lee said a book, "We All Leave Now," sells quite well.',
            'a book, "We All Leave Now," sells quite well',
            "",
        ),
        ("Lee said he had dived, but had not said yes.", "he had dived", "he had dived, but had not said yes"),
    ],
)
def test_what_the_writer_sets_beside_a_report_is_no_content(text: str, content: str, said: str) -> None:
    cue = "called" if "called" in text else "said"
    (only,) = drafts(text, (cue, "Lee", content, 1.0))
    assert "|".join(text[slice(*piece)] for piece in only.content) == (said or content)


@pytest.mark.parametrize(
    ("text", "cue", "content", "said"),
    [
        ("Lee told the staff that it rains.", "told", "the staff that it rains", ["that it rains"]),
        ("Lee told staff they swim well.", "told", "staff they swim well", ["they swim well"]),
        ("Lee reminded the town of its duty.", "reminded", "the town of its duty", ["its duty"]),
        ("Lee told the tale of its end.", "told", "the tale of its end", ["the tale of its end"]),
        ("Lee told them what they can do.", "told", "what they can do", ["what they can do"]),
        ("Lee asked the court if it rains.", "asked", "the court if it rains", ["if it rains"]),
        ("Lee asked Roe to swim.", "asked", "Roe to swim", ["to swim"]),
        ("Lee asked anyone who swims to call.", "asked", "anyone who swims to call", ["anyone who swims to call"]),
        ("Lee told Roe the pool leaks.", "told", "Roe the pool leaks", ["the pool leaks"]),
        ("Lee told her “We can swim.”", "told", "her “We can swim.”", ["We can swim."]),
        (
            "Lee explained to her father that it rains.",
            "explained to",
            "her father that it rains",
            ["that it rains"],
        ),
    ],
)
def test_who_is_told_is_no_content(text: str, cue: str, content: str, said: list[str]) -> None:
    (only,) = drafts(text, (cue, "Lee", content, 1.0))
    assert [text[slice(*piece)] for piece in only.content] == said


def test_a_quotation_that_words_lead_to_is_content_though_it_is_another_s_too() -> None:
    text = "Lee said they call it a “very bad joke” there."
    found = drafts(text, ("said", "Lee", "they call it a", 1.0), ("call", "they", "it a “very bad joke”", 1.0))
    assert [text[slice(*d.content[0])] for d in found] == [
        "they call it a “very bad joke”",
        "it a “very bad joke”",
    ]


def test_of_two_drafts_with_the_same_words_the_likelier_stays() -> None:
    text = "Lee said this week it rains."
    likelier, other = drafts(text, ("said", "Lee", "it rains", 1.0), ("week", "", "it rains", 1.0))
    likelier.likely, other.likely = Likelihoods(0.9, 0, 0, 0.1), Likelihoods(0.6, 0, 0, 0.4)
    assert attach_loose(Document(Article("a", text)), [likelier, other]) == [likelier]


def test_a_quotation_that_is_surely_one_cue_s_is_no_other_s() -> None:
    text = "“We will open all of it,” said Lee. He noted “a boat.”"
    (window,) = windows(text)
    words = [text[slice(*token)] for token in window.tokens]
    within, boat = slice(0, words.index("”") + 1), slice(words.index("noted") + 1, len(words))
    frames = []
    for cue, chances in (("said", [(within, 0.95)]), ("noted", [(slice(0, 5), 0.6), (boat, 0.9)])):
        content = np.zeros(len(words), dtype=np.float32)
        for part, chance in chances:
            content[part] = chance
        frames.append(Frame((words.index(cue),), np.zeros_like(content), content, 1.0))
    share_quotations(text, window.tokens, quotations(text, window.span), frames)
    assert not frames[1].content[within].any()


def test_a_full_stop_in_brackets_ends_a_sentence() -> None:
    text = "(It was shut.) It “opens soon,” said Lee."
    (only,) = drafts(text, ("said", "Lee", "“opens soon,”", 1.0))
    assert [text[slice(*piece)] for piece in only.content] == ["It “opens soon,”"]


def test_what_another_cue_tells_is_no_content() -> None:
    text = "Lee said the pool opens but he denied that it rains."
    found = drafts(text, ("said", "Lee", "the pool opens", 1.0), ("denied", "he", "that it rains", 1.0))
    assert [text[slice(*d.content[0])] for d in found] == ["the pool opens", "that it rains"]


@pytest.mark.parametrize("source", ["of", "In the", "2019", "Mr"])
def test_a_source_without_a_word_that_names_is_none(source: str) -> None:
    (only,) = drafts(f"{source} said that it rains.", ("said", source, "that it rains", 1.0))
    assert only.source is None


@pytest.mark.parametrize("source", ["They", "The Danes", "Officials"])
def test_a_pronoun_or_noun_is_a_source(source: str) -> None:
    (only,) = drafts(f"{source} said that it rains.", ("said", source, "that it rains", 1.0))
    assert only.source == (0, len(source))


@pytest.mark.parametrize(
    ("text", "cue", "source", "name"),
    [
        (
            "He, like many others of Orlo, testified that it rains.",
            "testified",
            "He, like many others of Orlo",
            "He",
        ),
        ("Lee, who met Doe and said that it rains, left.", "said", "who met Doe", "who"),
        ("“It rains,” chimed in Ann Lee.", "chimed", "in Ann Lee", "Ann Lee"),
        ("Orlo today says that it rains.", "says", "Orlo today", "Orlo"),
        ("After March 1, 2024 it says that it rains.", "says", "2024 it", "it"),
        ("Vexa (then Orlo) said that it rains.", "said", "Orlo", "Vexa"),
        ("Vexa (and Orlo) said that it rains.", "said", "Orlo", "Orlo"),
    ],
)
def test_what_is_no_part_of_a_source(text: str, cue: str, source: str, name: str) -> None:
    [d] = drafts(text, (cue, source, "it rains", 1))
    assert d.source is not None
    assert text[slice(*d.source)] == name


def test_a_source_stands_in_the_sentence_of_its_cue() -> None:
    [d] = drafts("Report all rain. “It rains.” Assure Vexa.", ("Report", "Assure Vexa", "It rains", 1))
    assert d.source is None
    [d] = drafts("Reported by Vexa. “It rains.”", ("Reported", "Vexa", "It rains", 1))
    assert d.source == (12, 16)


def test_a_comma_before_a_quotation_is_no_content() -> None:
    text = "In June, “the river will rise again,” said Diaz."
    (only,) = drafts(text, ("said", "Diaz", ", “the river will rise again,”", 1.0))
    assert [text[slice(*piece)] for piece in only.content] == ["In June, “the river will rise again,”"]
    text = "Asked in June, Diaz said: “The river will rise again.”"
    (only,) = drafts(text, ("said", "Diaz", ": “The river will rise again.”", 1.0))
    assert [text[slice(*piece)] for piece in only.content] == ["The river will rise again."]


def test_two_words_behind_a_finished_quotation_are_no_content() -> None:
    text = "Diaz said: “The river will rise again.” The town waits."
    (only,) = drafts(text, ("said", "Diaz", "“The river will rise again.” The town", 1.0))
    assert [text[slice(*piece)] for piece in only.content] == ["The river will rise again."]


def test_a_quotation_longer_than_a_window_is_whole() -> None:
    said = " ".join(["It rained on the hills, and the river rose."] * 30)
    for text in (f"Diaz said: “{said}”", f"“{said}” said Diaz."):
        window = next(w for w in windows(text) if "said" in text[w.tokens[0].start : w.tokens[-1].end])
        tokens = window.tokens
        said_by = [text[t.start : t.end] for t in tokens]
        content = np.array([word not in {"said", "Diaz", ":", "."} for word in said_by])
        cue = said_by.index("said")
        source = np.array([word == "Diaz" for word in said_by], dtype=np.float32)
        made = Frame((cue,), source, content.astype(np.float32), 1.0)
        only = draft(text, window, quotations(text, window.span), made, {})
        assert len(list(windows(text))) > 1
        assert [text[slice(*piece)] for piece in only.content] == [said]


SUDDEN = "Quite suddenly, after the flood, Diaz said, “The river will rise again.”"


def test_a_title_within_a_report_stays() -> None:
    text = "Diaz said she had never seen the film “Duck Soup” before."
    assert attached(text, ("said", "Diaz", "she had never seen the film “Duck Soup” before", 1.0)) == [
        ("said", ["she had never seen the film “Duck Soup” before"])
    ]


def test_a_paragraph_in_quote_marks_is_of_who_spoke_last() -> None:
    text = "The rules did not apply to her, Diaz said in May:\n\n“The river will rise before the spring.”"
    found = attached(text, ("said", "Diaz", "The rules did not apply to her", 1.0))
    assert ("", ["The river will rise before the spring."]) in found


BROKEN = "“The river will rise,” Diaz said on Monday in Lisbon. “We need the dam now.”"


@pytest.mark.parametrize("second", [("Monday", 0.5), ("on", 0.6)])
def test_a_place_or_day_is_no_second_cue(second: tuple[str, float]) -> None:
    cue, certainty = second
    found = attached(
        BROKEN,
        ("said", "Diaz", "“The river will rise,”", 1.0),
        (cue, "Diaz", "“We need the dam now.”", certainty),
    )
    assert found == [("said", ["The river will rise,", "We need the dam now."])]


@pytest.mark.parametrize(
    ("behind", "pieces"), [(", “and pours.”", 2), (". “It pours on us all.”", 1), (", “loud,”", 2)]
)
def test_a_quotation_that_breaks_off_goes_on_in_its_sentence(behind: str, pieces: int) -> None:
    text = f"“It rains a lot here,” said Roe{behind} They left."
    found = attached(text, ("said", "Roe", "It rains a lot here,", 1.0))
    assert len(found[0][1]) == pieces


def test_a_certain_second_cue_keeps_its_quotation() -> None:
    text = "“The river will rise,” Diaz said, adding: “We need the dam now.”"
    frames = ("said", "Diaz", "“The river will rise,”", 1.0), ("adding", "Diaz", "“We need the dam now.”", 0.99)
    assert [pieces for _, pieces in attached(text, *frames)] == [
        ["The river will rise,"],
        ["We need the dam now."],
    ]


def test_a_title_in_the_middle_of_a_sentence_is_not_spoken() -> None:
    text = "“We play again tonight,” said Ana Costa, who once sang “The Last Train Home.”"
    assert attached(text, ("said", "Ana Costa", "“We play again tonight,”", 1.0)) == [
        ("said", ["We play again tonight,"])
    ]


def test_a_quotation_after_the_sentence_that_reports_it() -> None:
    text = "Costa praised the dam, and that was the subject of the day. “It will hold for a century.”"
    found = attached(text, ("praised", "Costa", "the dam", 0.95))
    assert ("praised", ["It will hold for a century."]) in found


@pytest.mark.parametrize("gap", [" — ", "\n\n- "])
def test_a_name_that_signs_a_quotation(gap: str) -> None:
    text = f"“The river will rise before spring.”{gap}Ana Costa\n\nThe dam is old."
    (only,) = attach_loose(Document(Article("a", text)), [])
    assert only.source is not None
    assert text[slice(*only.source)] == "Ana Costa"
    assert [text[slice(*piece)] for piece in only.content] == ["The river will rise before spring."]


def test_a_pronoun_means_the_subject_behind_an_adverb() -> None:
    text = (
        "Ben Ortiz met the new mayor, Carlos Diaz, in Lisbon.\n\n"
        "“We talked,” Ortiz told a reporter. It rained.\n\n"
        "First, Diaz praised the dam, which, according to him, will hold."
    )
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    place = text.index(" him,") + 1
    assert resolver.resolve(Span(place, place + len("him"))).name == "Carlos Diaz"


@pytest.mark.parametrize(
    "cue", ["believes", "has long feared", "is afraid", "hopes to", "still wants", "does not like"]
)
def test_attitudes(cue: str) -> None:
    assert is_attitude(cue)


@pytest.mark.parametrize("cue", ["said", "told", "has repeatedly said", "according to", "warned of", ":", ""])
def test_words_of_saying_are_no_attitudes(cue: str) -> None:
    assert not is_attitude(cue)


def test_pronouns_name_nobody() -> None:
    assert all(map(names_nobody, ("They", "one", "who", "it", "")))
    assert not any(map(names_nobody, ("the union", "Diaz", "officials")))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Prince of Orlo Bay actress", None),
        ("the Vexa voters", None),
        ("various Vexa company reports", None),
        ("the Vexa company", "Vexa company"),
        ("the Vexa coach, Ben Ortiz", "Ben Ortiz"),
        ("Ortiz-Diaz", "Ortiz-Diaz"),
        ("critics, including the poet Ben Ortiz,", None),
        ("several papers such as The Vexa Post", None),
    ],
)
def test_names_in_descriptions_are_no_speakers(source: str, name: str | None) -> None:
    resolver = Resolver(Discourse(f"{source} said so.", [Span(0, len(source) + len(" said so."))], []))
    assert resolver.resolve(Span(0, len(source))).name == name


def test_contents_that_are_joined_do_not_overlap() -> None:
    text = "“ Smith said that it : said said"
    cues = [Span(24, 28), Span(29, 32)]
    contents = [[Span(13, 20)], [Span(13, 32)]]
    sure = [0.9, 0.7]
    parts = zip(cues, contents, sure, strict=True)
    made = [Draft(0, cue, Span(2, 7), said, "direct", certainty) for cue, said, certainty in parts]
    found = attach_loose(Document(Article("a", text)), made)
    assert [d.content for d in found] == [[Span(13, 32)]]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“It rains,” Roe said, according to the Orlo Herald.", "said", "Roe"),
        ("“It rains,” he told a rally in Orlo on Monday, according to the Orlo Herald.", "told", "he"),
        ("It rains, said Dr. Roe, according to the Orlo Herald.", "said", "Dr. Roe"),
        ("“It rains,” wrote Roe in a letter, according to the Orlo Herald.", "wrote", "Roe"),
        ("It rains, and Roe said it rains, according to the Orlo Herald.", "according to", "the Orlo Herald"),
        ("“It rains,” according to the Orlo Herald.", "according to", "the Orlo Herald"),
    ],
)
def test_an_outlet_that_passes_words_on_does_not_speak(text: str, cue: str, source: str) -> None:
    (d,) = drafts(text, ("according to", "the Orlo Herald", "It rains", 0.9))
    assert d.source is not None
    assert (text[slice(*d.cue)], text[slice(*d.source)], d.subject) == (cue, source, None)
