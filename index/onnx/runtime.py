"""onnxruntime, which tells nobody that it runs."""

from __future__ import annotations

import os
from types import ModuleType


def runtime() -> ModuleType:
    """Import onnxruntime with its telemetry off: some of its builds report their use to their maker."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    found: ModuleType = onnxruntime
    return found
