"""Questions for statements put to an engine: is the right statement first, is a wrong speaker refused?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from onrecord.index import Span
from onrecord.search import Answer, Engine

from .report import Estimate
from .significance import bootstrap_interval

_OVERLAP: Final = 20
"""Characters by which a citation must share an annotated piece, or the whole piece where that is shorter."""


@dataclass(frozen=True, slots=True)
class StatementQuestion:
    """A question for somebody's words on something.

    Attributes:
        text: "what did NAME say about PHRASE?"
        speaker: The name as annotated.
        article_id: Where the statement stands; None where that speaker said no such thing.
        content: The statement's content there.
    """

    text: str
    speaker: str
    article_id: str | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StatementResult:
    """What came of one question.

    Attributes:
        text: The question.
        answerable: Whether somebody of that name said so.
        answered: Whether it was answered.
        right: Whether the first citation is the statement asked for.
        refusal: Why it was not answered, or None.
        confidence: Of the answer or refusal.
    """

    text: str
    answerable: bool
    answered: bool
    right: bool
    refusal: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class StatementReport:
    """Results on one part of a corpus.

    Attributes:
        part: Which articles they are of.
        articles: How many.
        estimates: Shares of the questions, with intervals.
        reasons: Why questions with an answer were refused, and how many for each, most first.
        results: One for each question, in its order.
    """

    part: str
    articles: int
    estimates: tuple[Estimate, ...]
    reasons: dict[str, int]
    results: tuple[StatementResult, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it."""
        shares = {
            one.measure: {"mean": one.mean, "low": one.low, "high": one.high, "n": one.n} for one in self.estimates
        }
        return {
            "part": self.part,
            "articles": self.articles,
            "shares": shares,
            "reasons": self.reasons,
            "results": [asdict(one) for one in self.results],
        }

    def __str__(self) -> str:
        """A line for each share, and one for the reasons."""
        lines = [f"{self.part}: {self.articles:,} articles, {len(self.results):,} questions"]
        lines += [
            f"{one.mean:.3f} [{one.low:.3f}, {one.high:.3f}]  {one.measure}, of {one.n:,}"
            for one in self.estimates
        ]
        if self.reasons:
            lines.append(f"refused for: {', '.join(f'{why} {n}' for why, n in self.reasons.items())}")
        return "\n".join(lines)


def ask_all(
    engine: Engine, questions: Iterable[StatementQuestion], progress: Callable[[int], None] | None = None
) -> list[StatementResult]:
    """Ask every question.

    Args:
        engine: Over an index of the articles that the questions were made from.
        questions: In any order.
        progress: Told, after each, how many have been asked.
    """
    results = []
    for question in questions:
        answer = engine.ask(question.text)
        result = StatementResult(
            question.text,
            question.article_id is not None,
            answer.answered,
            is_right(question, answer),
            answer.refusal,
            float(answer.confidence),
        )
        results.append(result)
        if progress is not None:
            progress(len(results))
    return results


def is_right(question: StatementQuestion, answer: Answer) -> bool:
    """Tell whether the first citation shares enough with a piece of the statement asked for."""
    if not answer.citations:
        return False
    first = answer.citations[0]
    return first.article.id == question.article_id and any(
        min(first.end, end) - max(first.start, start) >= min(_OVERLAP, end - start)
        for start, end in question.content
    )


def sum_up(part: str, articles: int, results: Sequence[StatementResult]) -> StatementReport:
    """Make a report.

    Args:
        part: Which articles the questions are of.
        articles: How many.
        results: Of all of them; without questions of a sort, shares of that sort are left out.
    """
    answerable = [one for one in results if one.answerable]
    shares = {
        "right statement first": [one.right for one in answerable],
        "wrong speaker refused": [not one.answered for one in results if not one.answerable],
        "answerable refused": [not one.answered for one in answerable],
    }
    reasons = Counter(one.refusal or "" for one in answerable if not one.answered)
    estimates = tuple(_estimate(measure, values) for measure, values in shares.items() if values)
    return StatementReport(part, articles, estimates, dict(reasons.most_common()), tuple(results))


def _estimate(measure: str, values: Sequence[bool]) -> Estimate:
    numbers = [float(value) for value in values]
    low, high = bootstrap_interval(numbers)
    return Estimate(measure, sum(numbers) / len(numbers), low, high, len(numbers))
