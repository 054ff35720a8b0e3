"""The language of a text, for articles that state none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

STATEMENT_LANGUAGES: Final = frozenset({"en"})
"""Languages in which statements are found; articles in others have passages alone."""

_READ: Final = 1_000
_FEWEST_BYTES: Final = 20
"""Of letters, in UTF-8: a Chinese one tells more than a Latin one."""

_SURE: Final = 0.9
_NO_LANGUAGE: Final = "zxx"


def language_of(text: str) -> str | None:
    """Detect the language that a text is written in, from how it begins.

    Args:
        text: Plain text.

    Returns:
        ISO 639-1 code; None where the text is too short to tell, or the language is not sure.
    """
    begins = text[:_READ]
    if len("".join(filter(str.isalpha, begins)).encode(errors="replace")) < _FEWEST_BYTES:
        return None
    language, probability = _identifier().classify(begins.encode(errors="replace"))
    return language if probability >= _SURE and language != _NO_LANGUAGE else None


@cache
def _identifier() -> LanguageIdentifier:
    """Load naive Bayes over bytes (Lui and Baldwin 2012), for the languages that have a code of two letters."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2 or code == _NO_LANGUAGE])  # noqa: PLR2004
    return identifier
