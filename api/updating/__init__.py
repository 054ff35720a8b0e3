"""What `onrecord update` does every night: an index and its sources, in a file."""

from .config import EXAMPLE, Config, Source, read_config

__all__ = ["EXAMPLE", "Config", "Source", "read_config"]
