"""Judges answers to written questions: is the first citation right, is a refusal right, is its reason true?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from onrecord.index import Article
from onrecord.search import Answer, Citation

from .questions import WrittenQuestion
from .refusal import auroc, calibration_error
from .significance import cluster_interval

CITED: Final = 3
"""How many citations a reader looks at."""

_SHARE: Final = 0.5
_ASKS_FACT: Final = frozenset({"fact", "who"})
_UNTRUE: Final = frozenset({"unknown_speaker", "nothing_on_topic"})
_SHORTEST_COPY: Final = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one question.

    Attributes:
        question: The question.
        answered: Whether it was answered.
        first: Whether the first citation answers it.
        marked: Whether it does by what the question's writer marked, and nobody else.
        among: Whether one of the first three does.
        refusal: The kind of the refusal, or None.
        reason: What was said, or None.
        confidence: Probability that the corpus answers it, as the answer has it.
        cited: The quotes.
    """

    question: WrittenQuestion
    answered: bool
    first: bool
    marked: bool
    among: bool
    refusal: str | None
    reason: str | None
    confidence: float
    cited: tuple[str, ...]

    @property
    def false_reason(self) -> bool:
        """Whether a refusal states what is not so: that somebody is not quoted, or not on this."""
        return self.question.answerable and self.refusal in _UNTRUE


def judge(question: WrittenQuestion, answer: Answer, articles: Mapping[str, Article]) -> Judged:
    """Judge one answer.

    Args:
        question: What was asked.
        answer: What came of it.
        articles: Of the corpus, by id.
    """
    cited = answer.citations[:CITED] if answer.answered else ()
    right = [is_right(question, one, articles) for one in cited]
    return Judged(
        question,
        answer.answered,
        right[:1] == [True],
        any(is_right(replace(question, judged=()), one, articles) for one in cited[:1]),
        any(right),
        answer.refusal,
        answer.reason,
        float(answer.confidence),
        tuple(one.quote for one in answer.citations[:CITED]),
    )


def is_right(question: WrittenQuestion, citation: Citation, articles: Mapping[str, Article]) -> bool:
    """Tell whether a citation answers.

    It does if it shares half of the shorter with evidence, in place or word for word in another article, or
    with what was judged to answer; and to a question for a fact also if it holds the answer's words.
    """
    cited = _letters(citation.quote)
    for place in (*question.evidence, *question.judged):
        if place.article_id == citation.article.id:
            shared = min(citation.end, place.end) - max(citation.start, place.start)
            if shared >= _SHARE * min(citation.end - citation.start, place.end - place.start):
                return True
        gold = _letters(articles[place.article_id].text[place.start : place.end])
        shorter, longer = sorted((cited, gold), key=len)
        if len(shorter) >= _SHORTEST_COPY and shorter in longer:
            return True
    if question.kind not in _ASKS_FACT or not question.answer:
        return False
    return re.search(rf"(?<!\w){re.escape(question.answer)}(?!\w)", citation.quote, re.IGNORECASE) is not None


def is_near(question: WrittenQuestion, citation: Citation, articles: Mapping[str, Article]) -> bool:
    """Tell whether a citation was judged to answer in part."""
    partly = replace(question, evidence=(), judged=question.partly, answer=None)
    return is_right(partly, citation, articles)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class Share:
    """A share of questions, with its interval: 95%, articles drawn with replacement."""

    measure: str
    mean: float
    low: float
    high: float
    n: int


def shares(judged: Sequence[Judged]) -> list[Share]:
    """Sum up: what came of those with an answer, and of those without, by the way in which they miss one."""
    able = [one for one in judged if one.question.answerable]
    spoken = [one for one in able if one.question.speaker]
    unable = [one for one in judged if not one.question.answerable]
    found = [
        _share("first answer right", able, lambda one: one.first),
        _share("  by what its writer marked alone", able, lambda one: one.marked),
        _share("  of questions for somebody's words", spoken, lambda one: one.first),
        _share("right among three", able, lambda one: one.among),
        _share("wrongly refused", able, lambda one: not one.answered),
        _share("refused for a reason that is not so", able, lambda one: one.false_reason),
        _share("without an answer, refused", unable, lambda one: not one.answered),
    ]
    for miss in ("topic", "speaker", "fact", "stranger"):
        its = [one for one in unable if one.question.near_miss == miss]
        found.append(_share(f"  another {miss}" if miss != "stranger" else "  a stranger", its, _refused))
    for kind in sorted({one.question.kind for one in able}):
        its = [one for one in able if one.question.kind == kind]
        found.append(_share(f"kind {kind}: first right", its, lambda one: one.first))
        found.append(_share(f"kind {kind}: refused", its, _refused))
    for form in sorted({one.question.form for one in able}):
        its = [one for one in able if one.question.form == form]
        found.append(_share(f"form {form}: first right", its, lambda one: one.first))
    return [one for one in found if one is not None]


def probabilities(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Tell how well probabilities part questions with an answer from those without: AUROC, calibration error."""
    values, able = [one.confidence for one in judged], [one.question.answerable for one in judged]
    found = {
        "AUROC": auroc(values, able),
        "calibration error": calibration_error(values, able) if values else None,
    }
    for miss in ("topic", "speaker", "fact", "stranger"):
        its = [one for one in judged if one.question.answerable or one.question.near_miss == miss]
        found[f"AUROC, {miss}"] = auroc([one.confidence for one in its], [one.question.answerable for one in its])
    return found


def record(one: Judged, articles: Mapping[str, Article]) -> dict[str, Any]:
    """Give what came of a question as JSON has it, with the words of its evidence."""
    question = one.question
    gold = [articles[place.article_id].text[place.start : place.end] for place in question.evidence]
    told = asdict(one) | {"false_reason": one.false_reason, "gold": list(dict.fromkeys(gold))}
    told["question"] = {
        key: getattr(question, key)
        for key in (
            "id",
            "corpus",
            "text",
            "previous",
            "kind",
            "form",
            "answerable",
            "near_miss",
            "speaker",
            "answer",
        )
    }
    return told


def is_fault(one: Judged) -> bool:
    """Whether a reader was ill served: a wrong first answer, a wrong refusal, or an answer where there is none."""
    return not one.first if one.question.answerable else one.answered


def _refused(one: Judged) -> bool:
    return not one.answered


def _share(measure: str, judged: Sequence[Judged], holds: Callable[[Judged], bool]) -> Share | None:
    if not judged:
        return None
    values = [float(holds(one)) for one in judged]
    low, high = cluster_interval(values, [one.question.articles[0] for one in judged])
    return Share(measure, sum(values) / len(values), low, high, len(values))
