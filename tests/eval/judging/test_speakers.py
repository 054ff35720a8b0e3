import pytest

from onrecord.eval.judging.cast import Cast, is_description, name_words
from onrecord.eval.judging.speakers import SpeakerReport, score_speakers
from onrecord.eval.judging.standoff import AnnotatedStatement, CueClass, Mention, SpeakerType
from onrecord.index import Article, Span, Statement

TEXT = (
    "“It rains,” said Ann Lee, a roofer. “It pours,” she said. The mayor, Bo Fox, denied it. The Tile Guild warned"
    " of hail. It saw sleet. Lee’s aides said nothing leaked. The regulator said it did. Rain, Ms White and Jo"
    " White said."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(
    content: str,
    source: str,
    entity: str | None,
    mention: Mention,
    *,
    speaker_type: SpeakerType = "person",
    cue_class: CueClass = "said",
) -> AnnotatedStatement:
    return AnnotatedStatement(
        article_id="a",
        content=(span(content),),
        source=span(source) if source else None,
        cue=None,
        entity=entity,
        speaker_type=speaker_type,
        mention=mention,
        kind="indirect",
        cue_class=cue_class,
    )


LEE = gold("“It rains,”", "Ann Lee, a roofer", "Ann Lee", "name")
SHE = gold("“It pours,”", "she", "Ann Lee", "pronoun")
FOX = gold("it.", "The mayor, Bo Fox", "Bo Fox", "name", cue_class="denied")
GUILD = gold("hail", "The Tile Guild", "Tile Guild", "organisation", speaker_type="organisation")
AIDES = gold("nothing leaked", "Lee’s aides", None, "nominal", speaker_type="group")
REGULATOR = gold("it did", "The regulator", "The regulator", "nominal", speaker_type="organisation")
ANNOTATED = [LEE, SHE, FOX, GUILD, AIDES, REGULATOR]
CAST = Cast(TEXT, ANNOTATED)


def found(content: str, speaker: str | None) -> Statement:
    article = Article(id="a", text=TEXT)
    return Statement(article, speaker, "", None, None, "said", (span(content),), "indirect", 0)


@pytest.mark.parametrize(
    ("name", "one", "right"),
    [
        ("Ann Lee", SHE, True),
        ("Lee", SHE, True),
        ("Ms Lee", SHE, True),
        ("Mayor Ann Lee", SHE, True),
        ("Bo Fox", SHE, False),
        (None, SHE, False),
        ("Lee campaign", SHE, False),
        ("Tile Guild", GUILD, True),
        ("the Guild", GUILD, True),
        ("Guild of Potters", GUILD, False),
        (None, AIDES, True),
        ("Lee’s aides", AIDES, True),
        ("Lee", AIDES, False),
        (None, REGULATOR, True),
        ("the regulator", REGULATOR, True),
        ("Tile Guild", REGULATOR, False),
    ],
)
def test_whether_a_name_means_who_spoke(name: str | None, one: AnnotatedStatement, *, right: bool) -> None:
    assert CAST.is_right(name, one) == right


def test_a_short_name_of_two_people_means_neither() -> None:
    whites = [gold("Rain", "Ms White", "Mary White", "name"), gold("Rain", "Jo White", "Jo White", "name")]
    cast = Cast(TEXT, whites)
    assert not cast.is_right("White", whites[1])
    assert cast.is_right("Jo White", whites[1])


def test_speakers_are_counted_by_how_they_are_named() -> None:
    report = SpeakerReport()
    ours = [
        found("“It rains,”", "Ann Lee"),
        found("“It pours,”", "Bo Fox"),
        found("it.", "Bo Fox"),
        found("hail", None),
    ]
    score_speakers(TEXT, ours, ANNOTATED, report)
    assert (report.every.right, report.every.found, report.every.there) == (1, 3, 5)
    assert (report.by_mention["pronoun"].right, report.by_mention["pronoun"].found) == (0, 1)
    assert (report.others.found, report.others.there) == (1, 1), "a denial is found as if it had been said"
    figures = report.figures()
    assert figures["speaker, of those found"].value == pytest.approx(1 / 3)
    assert figures["speaker by name"].value == 1


def test_half_of_a_content_is_enough_to_ask_whose_it_is() -> None:
    report = SpeakerReport()
    score_speakers(TEXT, [found("“It", "Ann Lee"), found("It pours,” she said", "Ann Lee")], ANNOTATED, report)
    assert (report.every.right, report.every.found) == (1, 1)


def test_names_are_folded() -> None:
    assert name_words("President José Muñoz’s") == ("jose", "munoz")
    assert name_words("the President") == ("president",)
    assert [is_description(e) for e in ("The regulator", "its board", "police", "Moorlink", "Tile Guild")] == [
        *[True] * 3,
        *[False] * 2,
    ]
