"""What a record of a file says, as an article's fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from ..errors import CorpusError
from ..model import Article
from .encodings import encoded_twice
from .inputs import Options, OrderedDate, Remark, UnreadDate

MAX_ID = 512
MAX_DATE = 80
_MILLISECONDS = 1e11
_EARLIEST = 1e8  # 1973; a smaller number is a year, or no date

# Nobody writes the year, the day and then the month.
_YEAR_FIRST = re.compile(r"(?<!\d)[12]\d{3}([/.-])\d{1,2}\1\d{1,2}(?!\d)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?", re.DOTALL)
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6}
_ZONES |= {"PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "BST": 1}


def to_article(
    record: Mapping[str, object], path: Path, line: int | None, options: Options, *, text: str | None = None
) -> Article:
    """Build an article from a record, flat or with fields under `metadata` as in BEIR.

    Args:
        record: `_id` or `id`, `text`, `title`, `url`, `source`, `author`, `published_at` or `published` or
            `date`, `updated_at` or `updated`, `language`.
        path: Where the record stands, for the error.
        line: The line of it.
        options: How it is read; told of a date that cannot be read.
        text: The text, where the record has none of its own.

    Raises:
        CorpusError: There is no usable id or text.
    """
    nested = record.get("metadata")
    own = stated(record)
    fields = (dict(nested) if isinstance(nested, dict) else {}) | own
    published = _first(fields, "published_at", "published", "date")
    updated = _first(fields, "updated_at", "updated")
    try:
        article = Article(
            id=_id(own.get("_id", own.get("id"))),
            text=_text(record.get("text") if text is None else text),
            title=_line(fields.get("title")) or "",
            url=_url(fields.get("url")),
            source=_line(fields.get("source")),
            author=_line(_first(fields, "author", "authors", "byline", "by")),
            published=iso_date(published, day_first=options.day_first),
            updated=iso_date(updated, day_first=options.day_first),
            language=_language(fields.get("language")) or options.language,
        )
    except ValueError as error:
        raise CorpusError(path, line, str(error)) from None
    if (word := encoded_twice(article.text)) is not None:
        reason = f"encoded twice, it seems: {word[:MAX_DATE]!r}; mend the file, as ftfy does, and index again"
        options.tell(Remark(path, line, reason))
    for given, read in ((published, article.published), (updated, article.updated)):
        if given is not None and read is None:
            options.tell(UnreadDate(path, line, f"the date {str(given)[:MAX_DATE]!r} {_doubt(given)}"))
        elif options.by_memory and read is not None and iso_date(given) is None:
            order = "day first" if options.day_first else "month first"
            read_so = f"{str(given)[:MAX_DATE]!r} and its like are read {order}, as the index was told before"
            options.tell(OrderedDate(path, line, f"{read_so}; --dates says otherwise"))
    return article


def stated(record: Mapping[str, object]) -> dict[str, object]:
    """Give what a record states: null is nothing."""
    return {name: value for name, value in record.items() if value is not None}


def _first(fields: Mapping[str, object], *names: str) -> object:
    return next((fields[name] for name in names if fields.get(name)), None)


def _id(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or value == "":
        raise ValueError('no "_id" or "id"')
    if not isinstance(value, str):
        raise ValueError("the id is neither text nor a whole number")  # noqa: TRY004 - see to_article
    if len(value) > MAX_ID:
        raise ValueError(f"the id has {len(value):,} characters; {MAX_ID} are allowed")
    if value.isspace() or any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in value):
        raise ValueError("the id is blank or has a control character in it")
    return carried(value)


def _text(value: object) -> str:
    if value is None:
        raise ValueError('no "text"')
    if not isinstance(value, str):
        raise ValueError('"text" is not a string')  # noqa: TRY004 - see to_article
    if not value or value.isspace():
        raise ValueError('"text" is empty')
    return carried(value)


def carried(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot carry, one for one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _line(value: object) -> str | None:
    """Give a field of one line: a string, a number, or a list of strings."""
    if isinstance(value, list):
        value = ", ".join(item for item in value if isinstance(item, str))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return carried(" ".join(_CONTROL.sub(" ", value).split())) or None


def _url(value: object) -> str | None:
    """Give a web address, and nothing that a page could not safely link to."""
    url = _line(value)
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _language(value: object) -> str | None:
    found = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    return found[1].lower() if found else None


def iso_date(value: object, *, day_first: bool | None = None) -> str | None:
    """Normalise a date, or a date and time, to ISO 8601.

    A date alone stays one, and a zone that is stated is kept. Formats other than ISO 8601 are read if they name
    one day for certain: with a year of four digits, a month and a day, and not like 03/04/2023, which is March
    here and April there; behind a year the month comes first everywhere. A whole number is seconds since 1970, or
    milliseconds, as it fits.

    Args:
        value: Text or a number.
        day_first: How 03/04/2023 is to be read; None reads it not at all.

    Returns:
        The date, or None where there is none that can be read.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _since_1970(float(value))
    if not isinstance(value, str) or len(text := value.strip()) > MAX_DATE:
        return None
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return _since_1970(float(text))
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return _read_date(text, day_first=day_first)


def _since_1970(number: float) -> str | None:
    seconds = number / 1000 if number > _MILLISECONDS else number
    if seconds < _EARLIEST:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None


def _read_date(text: str, *, day_first: bool | None) -> str | None:
    from dateutil import parser

    if not re.search(r"(?<!\d)[12]\d{3}(?!\d)", text):
        return None
    if _YEAR_FIRST.search(text):
        day_first = False
    defaults = datetime(2000, 1, 1, 0, 0), datetime(2001, 2, 2, 1, 1)  # noqa: DTZ001
    try:
        readings = [
            parser.parse(text, default=default, dayfirst=first, tzinfos=_zone)
            for default in defaults
            for first in ((False, True) if day_first is None else (day_first,))
        ]
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return _in_words(text)
    if len({reading.date() for reading in readings}) > 1:
        return None
    has_time = len({reading.time() for reading in readings}) == 1
    return readings[0].isoformat() if has_time else readings[0].date().isoformat()


def _in_words(text: str) -> str | None:
    """Read a date whose month is a word of another language; one without a word is not guessed at."""
    if not any(character.isalpha() for character in text):
        return None
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    found: datetime | None = dateparser.parse(text, settings=settings)
    if found is None:
        return None
    return found.isoformat() if re.search(r"\d[:hH.]\d\d", text) else found.date().isoformat()


def _doubt(given: object) -> str:
    text = str(given).strip()
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", text) and any(
        iso_date(text, day_first=first) for first in (True, False)
    ):
        which = "--dates day-first or month-first says which, dates in onrecord.toml for a source"
        return f"may be read in two ways; {which}"
    return "cannot be read"


def _zone(name: str | None, offset: int | None) -> timezone | None:
    hours = _ZONES.get(name or "")
    seconds = offset if offset is not None else None if hours is None else hours * 3600
    return None if seconds is None else timezone(timedelta(seconds=seconds))
