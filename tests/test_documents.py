"""The documents say what is so: commands, options, files, limits and figures are held against the code."""

import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from onrecord.api.cli.demo import QUESTION
from onrecord.api.cli.program import app
from onrecord.eval.bench import figures
from onrecord.index.encoders.settings import read_settings
from onrecord.index.onnx.sessions import GRAPHS
from onrecord.index.onnx.weights import PINS

from .api.conftest import COMMAND, environment
from .conftest import ROOT

DOCUMENTS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "eval/REPORT.md")]
DOCUMENTS += sorted((ROOT / "docs").rglob("*.md"))
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
README = (ROOT / "README.md").read_text()


def code(text: str) -> Iterator[str]:
    """Yield the lines of code blocks, and what stands in backquotes."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def lines(path: Path, first: str) -> list[list[str]]:
    """Give the commands of a document whose first word is this one, as words."""
    found = []
    for line in code(path.read_text()):
        told = re.sub(r"^(\w+=\S+ )+", "", line.strip())
        if told.startswith(f"{first} ") and "…" not in told and "..." not in told:
            found.append(shlex.split(told, comments=True))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_options_exist(path: Path) -> None:
    for _, *told in lines(path, "onrecord"):
        words = told[2:] if told[0] == "--models" else told
        if not words or not words[0].islower() or not words[0].isalpha():
            continue
        assert words[0] in COMMANDS, f"{path.name}: no command {words}"
        command: Any = COMMANDS[words[0]]
        inner = getattr(command, "commands", {})
        if len(words) > 1 and words[1] in inner:
            command = inner[words[1]]
        elif words[0] == "eval":
            command = inner["score"]
        known = {
            "--help",
            "-h",
            *(name for option in command.params for name in option.opts + option.secondary_opts),
        }
        options = [word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)]
        assert set(options) <= known, f"{path.name}: {words}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_and_modules_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for _, target, *_ in lines(path, "make"):
        assert target in targets, f"{path.name}: make {target}"
    for module in re.findall(r"python -m (onrecord[\w.]*)", path.read_text()):
        assert importlib.util.find_spec(module.rstrip(".")), f"{path.name}: python -m {module}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(path: Path) -> None:
    text = path.read_text()
    linked = [name for name in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in name]
    for name in linked:
        if name.endswith(("reference/commands.md", "reference/http.md")):  # made from the code, in tests/docs
            continue
        assert (path.parent / name).exists(), f"{path.name} links to {name}"
    for name in re.findall(r"`((?:api|eval|search|index|tests|docs)/[\w/.-]*)`", text):
        assert (ROOT / name).exists(), f"{path.name} names {name}"


def test_nothing_is_installed_by_a_name_that_nobody_owns() -> None:
    for path in [*DOCUMENTS, *ROOT.glob("[aesi]*/**/*.py")]:
        assert not re.search(r"pip install\W+onrecord", path.read_text()), path


def test_the_makefile_s_help_names_its_targets() -> None:
    makefile = (ROOT / "Makefile").read_text()
    told = set(re.findall(r'^\t@echo "make ([a-z-]+)', makefile, re.MULTILINE))
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert told | {"help", "lint"} == set(phony)


def run(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment(**settings),
        timeout=120,
        check=False,
    )


def test_the_readme_s_example_is_what_the_demo_prints(tmp_path: Path) -> None:
    done = run("demo", "--index", tmp_path / "made", PATH="/usr/bin:/bin")
    shown = README.partition("`make demo` ends like this:\n\n```\n")[2].partition("\n```")[0]
    assert shown.startswith(f"> {QUESTION}\n")
    assert shown in done.stdout
    # A fresh shell knows no command before this.
    assert "\nsource .venv/bin/activate " in README.partition("make demo ")[2].partition("```")[0]
    told = re.findall(r"^In this shell, first:  source (.*)$", done.stderr, re.MULTILINE)
    assert [Path(one).resolve() for one in told] == (
        [Path(sys.prefix).resolve() / "bin" / "activate"] if sys.prefix != sys.base_prefix else []
    )


def test_the_readme_s_first_question_is_answered(sample_index: Path) -> None:
    [first] = [words for words in lines(ROOT / "README.md", "onrecord") if "onrecord-sample" in words]
    done = run(*first[1:-1], sample_index)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("[1] ")


def test_the_library_example_runs(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = README.partition("```python\n")[2].partition("```")[0].replace('"archive"', repr(str(sample_index)))
    scope: dict[str, Any] = {}
    exec(compile(example, "README.md", "exec"), scope)  # noqa: S102
    scope["engine"].close()
    assert len(capsys.readouterr().out.splitlines()) >= 1


def test_versions_and_platforms() -> None:
    versions = [name.rpartition(" ")[2] for name in PROJECT["classifiers"] if "Python :: 3." in name]
    assert f"Python {', '.join(versions[:-1])} or {versions[-1]}" in README
    assert PROJECT["requires-python"] == f">={versions[0]}"
    platforms = (ROOT / ".ci" / "platforms").read_text()
    for told, wheel in (
        ("Linux on x86-64 and ARM", "aarch64-manylinux"),
        ("macOS 14 on Apple silicon", "MACOSX_DEPLOYMENT_TARGET=14.0"),
        ("Windows, on Python 3.11 to 3.14", "3.11 3.12 3.13 3.14"),
    ):
        assert told in README
        assert wheel in platforms


def test_ports_and_other_defaults() -> None:
    options = {name: option for option in COMMANDS["serve"].params for name in option.opts}
    assert f"http://127.0.0.1:{options['--port'].default}:" in README
    assert options["--host"].default == "127.0.0.1"


def test_what_is_said_of_models(tmp_path: Path) -> None:
    models = (ROOT / "docs" / "models.md").read_text()
    for name, pin in PINS.items():
        assert pin.files["model.onnx"] in models
        assert f"[{pin.source}](https://huggingface.co/{pin.source})" in models
        assert pin.source in README
        assert f"{pin.source} ({pin.licence})" in README
        assert str(round(GRAPHS.joinpath(f"{name}.onnx").stat().st_size / 1000)) in models
    assert "512 tokens" in models
    assert read_settings(tmp_path) == ("mean", "", "", 512)
    weights = {path.name for path in ROOT.glob("[si]*/**/*.npz")}
    assert weights == set(re.findall(r"^## (\w+\.npz)", models, re.MULTILINE))


def test_who_imports_faiss_and_tantivy() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text()
    for library in ("faiss", "tantivy"):
        importing = re.compile(rf"^\s*(?:import|from) {library}\b", re.MULTILINE)
        files = [path for path in ROOT.glob("[aesi]*/**/*.py") if importing.search(path.read_text())]
        for path in files:
            assert f"{path.parent.name}/{path.name}" in told, f"{path} imports {library}"


def test_figures_stand_with_commands_that_give_them() -> None:
    table = README.partition(figures.BEGIN)[2].partition(figures.END)[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert rows
    assert re.search(r"^One run on \d\d \w+ \d{4}: \d+ processors", table, re.MULTILINE)
    known = (*figures.SAMPLE, *figures.CORPORA)
    for row in rows:
        assert row.rsplit("|", 2)[1].strip().strip("`") in known


def test_a_table_takes_the_place_of_the_old_one() -> None:
    made = figures.table([figures.Row("what", "1", "make figures")])
    text = f"a\n{figures.BEGIN}old\n{figures.END}b\n"
    assert figures.replaced(text, made) == f"a\n{figures.BEGIN}{made}{figures.END}b\n"
    with pytest.raises(ValueError, match="lacks"):
        figures.replaced("nothing", made)


def test_the_lock_leaves_out_only_what_is_said() -> None:
    """`make demo` installs what is locked, without looking for what that needs."""
    names = {
        re.split(r"[=<>~! ;\[]", line)[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if line and not line.startswith((" ", "#"))
    }
    declared = {re.split(r"[=<>~! ;\[]", need)[0].lower().replace("_", "-") for need in PROJECT["dependencies"]}
    assert declared <= names
    [unused] = re.findall(r"^UNUSED := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert names.isdisjoint(unused.split())
    assert "http" not in (ROOT / "requirements.lock").read_text().replace("httptools", "")
