"""Each check by itself, over quotes that are made up."""

import math
from dataclasses import replace

import pytest

from onrecord.index import Article, Span, Statement
from onrecord.search import Citation, Engine
from onrecord.search.prose import Checker, Cut, Quote, Written, written
from onrecord.search.prose.checks.certainty import check_certainty
from onrecord.search.prose.checks.claim import Claim, tokens
from onrecord.search.prose.checks.dates import check_dates
from onrecord.search.prose.checks.deeds import check_deeds, check_sequence
from onrecord.search.prose.checks.names import check_names, check_near_names
from onrecord.search.prose.checks.novelty import check_novelty
from onrecord.search.prose.checks.numbers import numbers
from onrecord.search.prose.checks.opposites import check_alternatives, check_opposites
from onrecord.search.prose.checks.polarity import check_not_only, check_polarity
from onrecord.search.prose.checks.pronouns import check_pronouns
from onrecord.search.prose.checks.quantities import check_numbers
from onrecord.search.prose.checks.quotations import check_quotations
from onrecord.search.prose.checks.scope import check_scope
from onrecord.search.prose.checks.speakers import parts


def quote(
    text: str, speaker: str = "Jane Roe", before: str = "", behind: str = "", day: str = "2025-10-02"
) -> Quote:
    article = Article("x", f"{before}{text}{behind}", source="Post", published=f"{day}T10:00:00Z")
    start = len(before)
    span = Span(start, start + len(text))
    said = Statement(article, speaker, speaker, None, None, "said", (span,), "indirect", 0, 0.9)
    return Quote(1, Citation(article, *span, 0, 0.9, said), article.text, (said,))


@pytest.fixture(scope="module")
def claim(engine: Engine):  # type: ignore[no-untyped-def]
    def make(sentence: str, cited: Quote) -> Claim:
        return Claim(sentence, [cited], engine.index.words)

    return make


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-seven ships", 27),
        ("1,400 dockers", 1400),
        ("$2 million", 2e6),
        ("1.7bn crowns", 1.7e9),
        ("a hundred boats", 100),
        ("half of them", 0.5),
        ("a third of it", 1 / 3),
        ("two thirds", 2 / 3),
        ("a dozen eggs", 12),
        ("the second winter", 2),
        ("twice as many", 2),
        ("half a billion crowns", 5e8),
        ("the third quarter", 3),
        ("Q3", 3),
    ],
)
def test_numbers_are_read_in_digits_and_words(engine: Engine, text: str, value: float) -> None:
    assert [one.value for one in numbers(tokens(text, engine.index.words))] == [pytest.approx(value)]


def test_one_is_no_number_where_it_counts_nothing(engine: Engine) -> None:
    for text in ("one of them", "no one came", "the one who left", "this one"):
        assert list(numbers(tokens(text, engine.index.words))) == []


def test_numbers_are_of_the_same_things_and_bounded_alike(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("it would cost more than 23 million crowns over two years, or half of the budget")
    for good in ("23 million crowns", "more than 23,000,000 crowns", "2 years", "50 per cent", "half"):
        assert check_numbers(claim(good, cited)) is None, good
    for bad in ("32 million crowns", "23 million euros", "less than 23 million crowns", "two weeks", "23 billion"):
        assert check_numbers(claim(bad, cited)), bad


def test_dates_are_those_of_the_quote_or_of_publication(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("work would begin on December 9 and end next spring", day="2025-10-02")
    for good in (
        "On 9 December",
        "on Thursday",
        "on October 2",
        "in October 2025",
        "2025",
        "next spring",
        "in December",
    ):
        assert check_dates(claim(good, cited)) is None, good
    for bad in ("On 8 December", "on Friday", "in November", "in 2024", "last spring", "on December 9, 2026"):
        assert check_dates(claim(bad, cited)), bad


def test_a_day_of_publication_is_no_day_of_what_was_said(engine: Engine) -> None:
    cited = quote("the heat would last until Friday", day="2025-10-02")
    sentence = "Jane Roe said that the heat would last until Thursday"
    assert check_dates(Claim(sentence, [cited], engine.index.words, [Span(14, len(sentence))]))


def test_denials_are_compared_clause_by_clause(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("the bank had not raised the rate, but would lower the fee")
    for good in ("the bank had not raised the rate", "the bank refused to raise the rate", "would lower the fee"):
        assert check_polarity(claim(good, cited)) is None, good
    for bad in (
        "the bank had raised the rate",
        "would not lower the fee",
        "the bank denied that it would lower the fee",
    ):
        assert check_polarity(claim(bad, cited)), bad
    assert check_polarity(claim("they can be used without pilots", quote("they cannot be used without pilots")))


def test_what_is_kept_from_something_or_free_of_it_is_denied(claim) -> None:  # type: ignore[no-untyped-def]
    for good, cited in (
        ("nobody has been arrested", "nobody's been arrested"),
        ("she is ready to sail if they do not pay", "she is prepared to sail if they don't pay"),
        ("more must be done to keep ships from sinking", "we must do more to prevent ships from sinking"),
        ("it runs without the incentives of others", "it runs free from the incentives of others"),
    ):
        assert check_polarity(claim(good, quote(cited))) is None, good
    assert check_polarity(claim("people have been arrested", quote("nobody's been arrested")))
    assert check_polarity(claim("it has the incentives of others", quote("it is free of the incentives")))


def test_what_is_turned_round_is_what_follows(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("the launch would be controlled by the army and not by the port, unless it rains")
    assert check_polarity(claim("the army would control the launch", cited)) is None
    assert check_polarity(claim("the port would control the launch", cited))
    assert check_polarity(claim("the cuts were late", quote("the cuts were late rather than deep"))) is None
    assert check_polarity(claim("the cuts were deep", quote("the cuts were late rather than deep")))


def test_words_may_be_others_but_no_opposites_or_neighbours(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote(
        "the unlawful strike would harm the harvest, and the talks were put off for two days by the minister"
    )
    for good in (
        "the illegal walkout would damage the harvest",
        "the negotiations were postponed",
        "the harvest would be harmed",
    ):
        assert check_novelty(claim(good, cited)) is None, good
    for bad in (
        "the lawful strike",
        "the strike would help the harvest",
        "put off for two weeks",
        "by the mayor",
        "the talks were held",
    ):
        assert check_novelty(claim(bad, cited)), bad


def test_a_thing_may_have_its_name_where_the_quote_leaves_nothing_out(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("it was a strong fence", before="The vaccine and the alarm were shown. ")
    cited = replace(cited, around=cited.text)
    assert check_novelty(claim("the vaccine was a strong fence", cited)) is None
    assert check_novelty(claim("the vaccine was strong", cited))
    assert check_novelty(claim("the medicine was a strong fence", cited))


def test_a_country_is_not_put_for_another(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("it would take Ukrainian troops a year", before="The American president said that ")
    assert check_names(claim("Ukrainian soldiers would need a year", cited)) is None
    assert check_names(claim("American soldiers would need a year", cited))


def test_verbs_of_telling_need_what_they_tell(claim) -> None:  # type: ignore[no-untyped-def]
    coming = quote("the bridge would open")
    assert check_novelty(claim("Roe promised that the bridge would open", coming)) is None
    assert check_novelty(claim("Roe promised a bridge", quote("the bridge was open")))
    assert check_novelty(claim("Roe conceded that the bridge was open", quote("the bridge was open"))) is None


def test_numbers_stay_with_their_things(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("two ships left, and ten boats came")
    assert check_scope(claim("ten boats came and two ships left", cited)) is None
    assert check_scope(claim("ten ships left and two boats came", cited))


def test_what_is_open_or_to_come_is_not_told_as_settled(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("the scratch, behind the ear, could be repaired, and the pumps would be connected first")
    for good in (
        "the scratch could be repaired",
        "the scratch behind the ear is repairable",
        "the pumps will be connected",
        "the first to be connected are the pumps",
    ):
        assert check_certainty(claim(good, cited)) is None, good
    for bad in (
        "the scratch behind the ear will be repaired",
        "the pumps had been connected",
        "pumps were connected",
    ):
        assert check_certainty(claim(bad, cited)), bad


def test_what_is_wanted_or_under_way_is_not_told_as_done(claim) -> None:  # type: ignore[no-untyped-def]
    for cited, good, bad in (
        (
            "the province would nevertheless ask for help",
            "Roe said it would ask",
            "Roe said it had asked for help",
        ),
        ("the firm plans to raise rents", "Roe said it plans to raise rents", "Roe said it has raised rents"),
        ("she wanted to operate a ferry", "Roe wanted to operate one", "Roe operated a ferry"),
        ("he would bring war to the world", "he will bring war", "he had brought war to the world"),
        ("the town is building a school", "the town is building one", "the town has built a school"),
    ):
        assert check_certainty(claim(good, quote(cited))) is None, good
        assert check_certainty(claim(bad, quote(cited))), bad


def test_what_is_settled_is_not_told_as_open(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("users must have the ability to refuse")
    assert check_certainty(claim("users must be able to refuse", cited)) is None
    assert check_certainty(claim("users might have the ability to refuse", cited))
    assert check_certainty(claim("users might refuse", quote("users would possibly refuse"))) is None


def test_not_only_is_not_only(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("it isn't just the harbour that is closed")
    assert check_not_only(claim("it is not just the harbour", cited)) is None
    assert check_not_only(claim("it is just the harbour that is closed", cited))
    assert check_not_only(claim("it is just rain", quote("it is just rain, not only the harbour"))) is None


def test_the_first_word_of_a_sentence_is_nobody_s_name(engine: Engine) -> None:
    checker = Checker(engine.index.words)
    cited = quote("poor weather kept Jane Roe from sailing", before="Then Smith left. ", behind=", Jane Roe said.")
    kept = Written("Poor weather kept Roe from sailing, she said.", (1,))
    assert checker.find(kept, [cited]).lasting is None
    wrong = checker.find(Written("Smith kept Roe from sailing, she said.", (1,)), [cited]).lasting
    assert wrong is not None
    assert wrong[0] == "speaker"


def test_a_handle_is_a_name(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("Just announced: @jackharlow will play")
    assert check_near_names(claim("Roe said that Jack Harlow will play", cited)) is None
    assert check_near_names(claim("Roe said that Jack Harper will play", cited))


def test_names_may_be_told_otherwise(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("the US is considering a Ukrainian request")
    for good in ("Kyiv’s request", "the United States", "Ukraine"):
        assert check_names(claim(good, cited)) is None, good
    for bad in ("the request of Moscow", "the United Nations"):
        assert check_names(claim(bad, cited)), bad
    short = quote("Brightwater would apply", before="The plan of Brightwater Biologics failed. ")
    short = replace(short, around=short.text)
    assert check_names(claim("the plan of Brightwater Biologics", short)) is None
    assert check_names(claim("the plan of Biologics", short))


def test_names_of_a_party_a_people_and_a_place_are_one(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("Democratic voters of New York went to the Mexican frontier")
    for good in ("Democrats went to Mexico", "New Yorkers went"):
        assert check_names(claim(good, cited)) is None, good
    assert check_names(claim("the Republicans went", cited))
    assert (
        check_names(claim("Bernie Sanders added that war is bad", quote("war in Iraq is bad", "Bernie Sanders")))
        is None
    )


def test_a_pronoun_is_of_somebody_s_sex(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("the bridge will open", speaker="Mary Roe")
    assert check_pronouns(claim("she said that the bridge will open", cited)) is None
    assert check_pronouns(claim("he said that the bridge will open", cited))
    assert check_pronouns(claim("he said that it will open", quote("it will open", speaker="Rho"))) is None


def test_quotation_marks_stand_around_words_that_were_quoted(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("the plan, “a handbrake on a hill”, was bad", before="She said that ")
    assert check_quotations(claim("She called it “a handbrake on a hill”.", cited)) is None
    for bad in (
        "“the plan was bad”",
        "“a handbrake on the hill”",
        "“a handbrake … hill”",
        "“a handbrake on a hill",
    ):
        assert check_quotations(claim(f"She said: {bad}", cited)), bad
    # A reporter's words are no quotation, though they stand there.
    assert check_quotations(claim("She said it “was bad”.", cited))


def test_what_is_written_is_cut_into_sentences_with_what_they_cite() -> None:
    told = written(
        "- **Roe** agreed [1]. Doe, said the U.S. envoy, left. [2][3]\n\nNobody knew [Quote 4, 5]! The end"
    )
    assert [(one.text, one.cites) for one in told] == [
        ("Roe agreed.", (1,)),
        ("Doe, said the U.S. envoy, left.", (2, 3)),
        ("Nobody knew!", (4, 5)),
        ("The end", ()),
    ]
    assert [one.text for one in written("\x1b[2JRoe\u202e left [1].")] == ["[2JRoe left."]


def test_words_of_a_supported_sentence_stand_in_the_quote_s_order(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("that the harbour would not move a ship")
    assert check_sequence(claim("Roe said the harbour would not move a ship.", cited)) is None
    assert check_sequence(claim("Roe said a ship would not move the harbour.", cited)) is not None


def test_a_deed_is_done_by_whom_the_quote_has_do_it(claim) -> None:  # type: ignore[no-untyped-def]
    assert (
        check_deeds(claim("Roe said the dealer had deceived.", quote("that the dealer was deceived"))) is not None
    )
    assert check_deeds(claim("Roe said the dealer was deceived.", quote("that the dealer was deceived"))) is None
    assert (
        check_deeds(claim("Roe said she would go.", quote("that she would go if somebody carried her")))
        is not None
    )


def test_a_free_sentence_names_who_was_named_before_the_quote(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("that he paid for it", before="John Brannigan was sacked. Roe said ")
    assert check_near_names(claim("Roe said Brannigan paid for it.", cited)) is None
    assert check_near_names(claim("Roe said Hartz paid for it.", cited)) is not None


def test_a_learnt_reader_lifts_no_fault_to_supported(engine: Engine) -> None:
    cited = quote("the festival would return to the harbour in 2026", behind=", Jane Roe said.")
    sure = Checker(engine.index.words, Cut(-99, -99))
    marking = Checker(engine.index.words, Cut(-99, 99))
    strict = Checker(engine.index.words, Cut(99, 99))
    plain = Written("Jane Roe said the festival would return to the harbour in 2026.", (1,))
    assert [one.check(plain, [cited]).grade for one in (sure, marking, strict)] == [
        "supported",
        "free",
        "unsupported",
    ]
    for freely in (
        "Jane Roe said the popular festival would return to the harbour in 2026.",
        "Jane Roe said that in 2026 the festival would return to the harbour.",
    ):
        assert sure.check(Written(freely, (1,)), [cited]).grade == "free", freely
    for wrong in (
        "Jane Roe said the festival would return to the harbour in 2027.",
        "Kim Doe said the festival would return to the harbour in 2026.",
        "Jane Roe said the festival would not return to the harbour in 2026.",
    ):
        assert not sure.check(Written(wrong, (1,)), [cited]).supported, wrong
        assert strict.check(Written(wrong, (1,)), [cited]).grade == "unsupported", wrong


def test_no_word_is_the_opposite_of_the_quote_s(claim) -> None:  # type: ignore[no-untyped-def]
    cited = quote("that the price was a discount and the wet paint increased it")
    assert check_opposites(claim("Roe said the wet paint decreased it.", cited)) is not None
    assert check_opposites(claim("Roe said the price increased.", cited)) is None
    either = quote("that 9 or more firms pay for full or partial leave")
    assert check_alternatives(claim("Roe said 9 or more firms pay for full leave.", either)) is not None
    assert check_alternatives(claim("Roe said firms pay for full or partial leave.", either)) is None
    assert check_polarity(claim("Roe said they had staff.", quote("that they had zero staff"))) is not None


def test_what_is_wrong_for_good_is_not_read(engine: Engine) -> None:
    cited = quote("the festival would return to the harbour in 2026", behind=", Jane Roe said.")
    wrong = Written("Jane Roe said the festival would return in 2027.", (1,))
    found = Checker(engine.index.words).find(wrong, [cited])
    assert found.lasting is not None
    assert found.logit == -math.inf
    assert found.graded(Cut(-math.inf, -math.inf))[0] == "unsupported"


def test_numbers_and_days_said_otherwise_are_the_same(claim) -> None:  # type: ignore[no-untyped-def]
    for said, cited in (
        ("Roe said seven in ten came.", "that 70 percent came"),
        ("Roe said at least 50 ships came.", "that 50 ships or more came"),
        ("Roe said a third of it was lost.", "that one-third of it was lost"),
        ("Roe said it would grow fourfold.", "that it would grow four times"),
        ("Roe said one of the reasons was rain.", "that a reason was rain"),
        ("Roe said up to 50 ships came.", "that as many as 50 ships came"),
        ("Roe said sales fell in the third quarter.", "that sales fell in Q3"),
        ("Roe said it declined for four decades.", "that it had declined for 40 years"),
        ("Roe said deals went beyond half a billion crowns.", "that deals topped 500 million crowns"),
        ("Roe said well over half came.", "that 58 percent came"),
        ("Roe said nearly 900 boats came.", "that 894 boats came"),
        ("Roe said more than 50 ships came.", "that more ships came than the 50 of last year"),
    ):
        assert check_numbers(claim(said, quote(cited))) is None, said
    for said, cited in (
        ("Roe said eight in ten came.", "that 70 percent came"),
        ("Roe said at most 50 ships came.", "that 50 ships or more came"),
        ("Roe said one ship was lost.", "that two ships were lost"),
        ("Roe said at least 50 ships came.", "that as many as 50 ships came"),
        ("Roe said sales fell in Q2.", "that sales fell in Q3"),
        ("Roe said it declined for four decades.", "that it had declined for four years"),
        ("Roe said more than 58 percent came.", "that half came"),
        ("Roe said nearly 900 boats came.", "that 946 boats came"),
        ("Roe said more than 50 ships came.", "that 80 ships came"),
        ("Roe said it was the tenth manager in six years.", "that it was the sixth manager in 10 years"),
    ):
        assert check_numbers(claim(said, quote(cited))) is not None, said
    assert check_dates(claim("Jan Brewer said it rained.", quote("that it rained"))) is None


@pytest.mark.parametrize(
    ("sentence", "speaker", "own"),
    [
        ("The bridge opened a month late, according to Orlo News.", "OrloNews.com", False),
        ("The bridge opened a month late, according to OrloNews.", "OrloNews.com", True),
        ("The bridge opened a month late, OrloNews.com reported.", "OrloNews", True),
        ("Kelso Post said that the bridge opened a month late.", "OrloNews.com", False),
        # "Speed is said" has nobody say anything.
        ("Speed is said to be why Jane Roe opened the bridge.", "Jane Roe", True),
        ("Speed is said to be why the bridge opened.", "Jane Roe", False),
        # Nobody says the title.
        ('A month later Jane Roe was called to do "The Bridge", which she thinks had to be.', "Jane Roe", True),
        ('A month later Jane Roe was called to do "The Bridge", which she thinks had to be.', "Ann Lee", False),
    ],
)
def test_whose_words_a_sentence_tells(sentence: str, speaker: str, *, own: bool) -> None:
    found = parts("", sentence, [quote("the bridge opened a month late", speaker)])
    assert isinstance(found, str) is not own
