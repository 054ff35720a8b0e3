"""References made from the code name everything that there is."""

from __future__ import annotations

import re
from typing import Any, cast

import typer.main
import yaml

from onrecord.api.cli.program import app
from onrecord.api.http.app import create_app
from onrecord.api.manual import command_reference, http_reference

from ..conftest import ROOT

DOCS = ROOT / "docs"


def test_every_command_and_option_is_described() -> None:
    told = command_reference(app)
    program: Any = typer.main.get_command(app)
    commands = dict(program.commands)
    for name, command in program.commands.items():
        commands |= {f"{name} {inner}": one for inner, one in getattr(command, "commands", {}).items()}
    for name, command in commands.items():
        part = re.split(r"\n##+ ", told.partition(f"# onrecord {name}\n")[2])[0]
        assert part, name
        if not hasattr(command, "commands"):
            for one in command.params:
                assert f"`{one.opts[0] if one.opts[0].startswith('-') else one.human_readable_name}`" in part, one
    assert "\b" not in told


def test_every_address_is_described_and_every_record_that_is_linked() -> None:
    description = create_app(cast("Any", None), writing=cast("Any", object())).openapi()
    told = http_reference(description)
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            part = told.partition(f"## {method.upper()} {path}\n")[2].partition("\n## ")[0]
            assert all(f"`{one['name']}`" in part for one in operation.get("parameters", ())), path
    headings = {name.lower() for name in re.findall(r"^### (\w+)$", told, re.MULTILINE)}
    assert set(re.findall(r"\(#(\w+)\)", told)) <= headings


def test_the_site_s_contents_name_pages_that_there_are() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text())

    def pages(part: Any) -> list[str]:
        if isinstance(part, str):
            return [part]
        return [page for one in (part.values() if isinstance(part, dict) else part) for page in pages(one)]

    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert set(pages(settings["nav"])) <= there | {"reference/commands.md", "reference/http.md"}
    assert settings["strict"]
    assert settings["theme"]["font"] is False


def test_python_reference_names_what_is_there() -> None:
    for name in re.findall(r"^::: (\S+)$", (DOCS / "reference" / "python.md").read_text(), re.MULTILINE):
        module, _, thing = name.rpartition(".")
        found = __import__(module, fromlist=[thing])
        assert hasattr(found, thing), name
