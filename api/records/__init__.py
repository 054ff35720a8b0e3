"""What a program reads: the JSON of the command line and of HTTP, one shape for both.

Plain dictionaries with their types written down, so that `--json` costs no import and HTTP still has a schema.
"""

from .answers import (
    AnswerRecord,
    CitationRecord,
    PieceRecord,
    SpeakerRecord,
    ToldRecord,
    VoiceRecord,
    answer_record,
    beside_refusal,
    citation_record,
    citation_records,
    told_record,
    voice_record,
)
from .articles import (
    AlikeRecord,
    ArticleRecord,
    ArticlesRecord,
    FullArticleRecord,
    HitRecord,
    SearchRecord,
    SimilarRecord,
    article_record,
    full_article_record,
    hit_records,
    search_record,
    similar_record,
)
from .checks import CheckRecord, check_record
from .holdings import InfoRecord, PeriodRecord, info_record
from .prose import (
    ProseAnswerRecord,
    ProseRecord,
    SentenceRecord,
    prose_answer_record,
    prose_record,
    sentence_record,
)
from .rests import RestRecord, rest_records
from .spellings import also_searched, is_typed
from .statements import (
    ComparedRecord,
    PairRecord,
    QuotedSpeakerRecord,
    SpeakersRecord,
    StatementsRecord,
    compared_record,
    speakers_record,
    statements_record,
)
from .understanding import DaysRecord, UnderstoodRecord, understood_record

__all__ = [
    "AlikeRecord",
    "AnswerRecord",
    "ArticleRecord",
    "ArticlesRecord",
    "CheckRecord",
    "CitationRecord",
    "ComparedRecord",
    "DaysRecord",
    "FullArticleRecord",
    "HitRecord",
    "InfoRecord",
    "PairRecord",
    "PeriodRecord",
    "PieceRecord",
    "ProseAnswerRecord",
    "ProseRecord",
    "QuotedSpeakerRecord",
    "RestRecord",
    "SearchRecord",
    "SentenceRecord",
    "SimilarRecord",
    "SpeakerRecord",
    "SpeakersRecord",
    "StatementsRecord",
    "ToldRecord",
    "UnderstoodRecord",
    "VoiceRecord",
    "also_searched",
    "answer_record",
    "article_record",
    "beside_refusal",
    "check_record",
    "citation_record",
    "citation_records",
    "compared_record",
    "full_article_record",
    "hit_records",
    "info_record",
    "is_typed",
    "prose_answer_record",
    "prose_record",
    "rest_records",
    "search_record",
    "sentence_record",
    "similar_record",
    "speakers_record",
    "statements_record",
    "told_record",
    "understood_record",
    "voice_record",
]
