"""The command, as `python -m onrecord`."""

from onrecord.api.cli import main

main()
