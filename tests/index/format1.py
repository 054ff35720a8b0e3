"""What the small index of format 1 in `data/format1` holds."""

from pathlib import Path
from typing import Final

from onrecord.index import Article

FOLDER: Final = Path(__file__).parent / "data" / "format1"
ARTICLES: Final = [
    Article(
        id="harbour/1",
        title="Harbour to close in May",
        text='The harbour will close for three weeks.\n\n"We had no choice," said Ada Morrow, the port master.',
        source="Coast Post",
        author="Tom Halvorsen",
        published="2025-05-01",
        language="en",
    ),
    Article(
        id="ferry/1",
        title="Ferry expects more passengers",
        text="The ferry company expects twice as many passengers while the old bridge is shut for repairs.",
        source="Island News",
        published="2025-05-02T08:00:00+00:00",
        language="en",
    ),
]
