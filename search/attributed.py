"""Finds sentences that name somebody as saying something, for words that indexing made no statement of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from index import Index, Selection, Span, Speaker, is_role, other_sex, plain_words, words_of

from .confidence import ENOUGH, statement_probability
from .model import Citation
from .passage_answers import whole_sentences
from .question import Question, Understanding
from .reranker import Reranker
from .retriever import Retriever
from .speech import SAYING

_PASSAGES: Final = 20
_CAPITALISED: Final = r"(?:[A-Z][\w.’'-]*\s+){0,3}"
_OPENING: Final = frozenset(
    "and as although because but if later so that then though when where while yet".split()
)
_MEN: Final = frozenset("mr sir lord".split())
_WOMEN: Final = frozenset("mrs ms miss lady dame".split())


class AttributedSentences:
    """Finds sentences that attribute words, over one index.

    They are held to more than statements, as nothing has told their parts: the name stands right beside the verb
    of saying, and the sentence holds every word that the question is about.
    """

    def __init__(
        self, index: Index, understanding: Understanding, retriever: Retriever, reranker: Reranker
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._retriever = retriever
        self._reranker = reranker

    def find(
        self, question: str, topic: str, asked: str, *, speaker: Speaker | None, among: Selection | None
    ) -> list[Citation]:
        """Find what somebody is reported to have said on a topic.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What it is about.
            asked: Whose words, as the question has it.
            speaker: The same as a speaker of the corpus, if there is one.
            among: Passages that may be looked at; None allows all.

        Returns:
            The sentences that are sure enough, best first.
        """
        about, names = self._understanding.read(topic), plain_words(asked)
        if not topic or not about.words or not names or is_role(names[-1]):
            return []
        last = names[-1]
        spellings = self._understanding.names.spellings(last, known=True) or (last[0].upper() + last[1:],)
        named = self._index.holding([word for one in spellings for word in self._index.words(one)])
        allowed = named if among is None else named & among
        rows = self._retriever.retrieve(about, _PASSAGES, among=allowed, rerank=False).rows
        found = [
            Citation(passage.article, passage.start + start, passage.start + end, passage.paragraph, 0.0)
            for passage in self._index.passages(rows.tolist())
            for start, end in _saying(passage.text, spellings, lambda before: _fits(before, asked, speaker))
            if all(about.held(set(self._index.words(passage.text[start:end]))))
        ]
        return self._rated(question, about, found)

    def _rated(self, question: str, about: Question, found: Sequence[Citation]) -> list[Citation]:
        if not found:
            return []
        logits = self._reranker.score(question, [f"{one.article.title}. {one.quote}" for one in found])
        cosines = self._retriever.similarities(about.text, [one.quote for one in found])
        rated = [
            replace(one, score=statement_probability(float(logit), 1.0, 1.0, float(cosine)))
            for one, logit, cosine in zip(found, logits, cosines, strict=True)
        ]
        return sorted((one for one in rated if one.score >= ENOUGH), key=lambda one: -one.score)


def _saying(text: str, spellings: Sequence[str], fits: Callable[[str], bool]) -> list[Span]:
    patterns = [_attribution(spelling) for spelling in spellings]
    return [
        span
        for span in whole_sentences(text)
        if any(
            fits(found["ahead"] or found["behind"] or "")
            for pattern in patterns
            for found in pattern.finditer(text, span.start, span.end)
        )
    ]


def _attribution(last: str) -> re.Pattern[str]:
    """Recognise "Jane Roe said", "Roe, a judge, also said", "Roe: ..."; "said Ms. Roe", "according to Roe"."""
    name = rf"\b{re.escape(last)}\b"
    aside = r",[^.;:?!“”\"]{1,80},"
    return re.compile(
        rf"(?P<ahead>{_CAPITALISED}){name}(?:(?:{aside})?\s+(?:\w+\s)?{SAYING}\b|:)"
        rf"|\b(?:{SAYING}|according to)\s+(?P<behind>{_CAPITALISED}){name}(?!['’]s)"
    )


def _fits(before: str, asked: str, speaker: Speaker | None) -> bool:
    """Whether the words before a last name leave it the one asked for: "But Mr." and own names, not "Ivanka".

    Of a stranger who is asked for by the last name alone, nobody knows the first name.
    """
    own = {
        *plain_words(asked),
        *(word for name in (speaker.names if speaker else ()) for word in plain_words(name)),
    }
    words, titles = plain_words(before), {word.lower() for word in own}
    for word in words:
        if (word.lower() in _MEN and titles & _WOMEN) or (word.lower() in _WOMEN and titles & _MEN):
            return False
    if not words or words[-1] in own or words[-1].lower() in _OPENING or is_role(words[-1]):
        return True
    return speaker is None and len(words_of(asked)) == 1 and not other_sex(asked, before)
