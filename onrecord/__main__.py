"""The command, as `python -m onrecord` and as a script."""

import os
import signal
from typing import Final

_INTERRUPTED: Final = 130


def main() -> None:
    """Run the command; Ctrl-C while it is still being imported ends it as later on, without a traceback."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # where it is ignored, as behind nohup, it stays so
        signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    from onrecord.api.cli import main as run

    signal.signal(signal.SIGINT, before)
    run()


if __name__ == "__main__":
    main()
