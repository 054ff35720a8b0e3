"""Saved questions: what is new since they were last run, each statement once."""

from .book import Follow, FollowBook
from .feed import atom
from .news import News, Seen, find_news

__all__ = ["Follow", "FollowBook", "News", "Seen", "atom", "find_news"]
