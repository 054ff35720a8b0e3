"""The examples of docs/integrations run as they stand."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PAGES = ROOT / "docs" / "integrations"


@pytest.mark.parametrize(
    ("page", "package"),
    [("langchain", "langchain_core"), ("llamaindex", "llama_index.core"), ("haystack", "haystack")],
)
def test_the_example_runs(page: str, package: str, sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip(package, reason=f"{package} is not installed; make test-integrations installs it")
    importlib.import_module(f"onrecord.api.integrations.{page}")
    [example] = re.findall(r"^```python\n(.*?)^```", (PAGES / f"{page}.md").read_text(), re.DOTALL | re.MULTILINE)
    scope: dict[str, Any] = {}
    exec(compile(example.replace('"archive"', repr(str(sample_index))), page, "exec"), scope)  # noqa: S102
    printed = capsys.readouterr().out
    assert "Vladimir Putin" in printed
    assert "Tomahawks could do damage" in printed
