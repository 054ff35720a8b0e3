"""References in Markdown, made from what runs: the command line from its parser, HTTP from its description."""

from .command_line import command_reference
from .http import http_reference

__all__ = ["command_reference", "http_reference"]
