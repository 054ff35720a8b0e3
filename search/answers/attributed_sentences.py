"""Finds sentences that name somebody as saying something, for words that indexing made no statement of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from onrecord.index import (
    Article,
    Index,
    Selection,
    Span,
    Speaker,
    Statement,
    is_role,
    other_sex,
    plain_words,
    words_of,
)

from ..query.query_parser import Question, Understanding
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retriever
from .confidence import ENOUGH, statement_probability
from .sentence_attribution import attributions
from .speaker_linker import are_many, fits_name, group
from .statement_retriever import Fit, Found

if TYPE_CHECKING:
    from onrecord.index.attribution import Reports

_PASSAGES: Final = 20
_LITTLE_KNOWN: Final = 10
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
        self, question: str, topic: str, asked: str, *, meant: Sequence[Speaker], among: Selection | None
    ) -> list[Found]:
        """Find what somebody is reported to have said on a topic.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What it is about.
            asked: Whose words, as the question has it.
            meant: The speakers of the corpus who may be the same, the best known first.
            among: Passages that may be looked at; None allows all.

        Returns:
            The statements that the sentences make and that are sure enough, best first.
        """
        about, names = self._understanding.read(topic), plain_words(asked)
        if not topic or not about.words or not names or (is_role(names[-1]) and not are_many(names[-1])):
            return []
        last = names[-1]
        spellings = self._understanding.names.spellings(last, known=True) or (last[0].upper() + last[1:],)
        named = self._index.holding([word for one in spellings for word in self._index.words(one)])
        allowed = named if among is None else named & among
        rows = self._retriever.retrieve(about, _PASSAGES, among=allowed, rerank=False).rows
        reports: dict[str, Reports] = {}
        found: list[tuple[Statement, Span]] = []
        for passage in self._index.passages(rows.tolist()):
            for one in attributions(passage.article.text, Span(passage.start, passage.end), spellings):
                words = passage.article.text[one.sentence.start : one.sentence.end]
                if not all(about.held(set(self._index.words(words)))):
                    continue
                if passage.article.id not in reports:
                    reports[passage.article.id] = _reports(passage.article)
                statement = reports[passage.article.id].statement(*one)
                if _is_asked(statement, passage.article.text[slice(*one.source)], asked, meant):
                    found.append((statement, one.sentence))
        return self._rated(question, about, found)

    def _rated(self, question: str, about: Question, found: Sequence[tuple[Statement, Span]]) -> list[Found]:
        if not found:
            return []
        sentences = [one.article.text[start:end] for one, (start, end) in found]
        titled = [f"{one.article.title}. {text}" for (one, _), text in zip(found, sentences, strict=True)]
        logits = self._reranker.score(question, titled)
        cosines = self._retriever.similarities(about.text, sentences)
        fits = [Fit(float(logit), 1.0, 1.0, float(cosine)) for logit, cosine in zip(logits, cosines, strict=True)]
        rated = [Found(one, statement_probability(*fit), fit) for (one, _), fit in zip(found, fits, strict=True)]
        return sorted((one for one in rated if one.probability >= ENOUGH), key=lambda one: -one.probability)


def _reports(article: Article) -> Reports:
    from onrecord.index.attribution import Reports  # with what finds statements, which few questions need

    return Reports(article)


def _is_asked(statement: Statement, source: str, asked: str, meant: Sequence[Speaker]) -> bool:
    """Whether who speaks is the one asked for: not Mr. Roe for Jane Roe, nor John."""
    if are_many(plain_words(asked)[-1]):
        return group(asked) <= group(source)
    name, words = statement.speaker, words_of(asked)
    if other_sex(asked, name or "") or other_sex(source, asked) or _sexes(asked) * _sexes(source) < 0:
        return False
    # The article resolves "the FTC" to what it spells out, and "Rival Jane Roe" to what it calls her elsewhere.
    acronyms = {word.lower() for word in plain_words(source) if word.isupper()}
    if (len(words) > 1 and set(words) <= set(words_of(source))) or asked.lower().removeprefix("the ") in acronyms:
        return True
    if name is None:
        return False
    if any(name in one.names or fits_name(one.name, name) for one in meant):
        return True
    return all(one.statements <= _LITTLE_KNOWN for one in meant) and fits_name(asked, name)


def _sexes(name: str) -> int:
    """Give 1 for a man's title, -1 for a woman's, 0 for none."""
    titles = {word.lower() for word in plain_words(name)}
    return bool(titles & _MEN) - bool(titles & _WOMEN)
