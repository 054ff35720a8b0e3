"""The commands that the documents tell: lines of code blocks, and what stands in backquotes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

NOT_RUN: Final = {
    "onrecord models fetch --to DIR": "asks the model hub",
    "onrecord models fetch --from URL --to DIR": "wants a server that has the models; tests/index/onnx does so",
    "onrecord index articles/ --index other --model FOLDER_OR_NAME": "its form with a name of models.md is run",
    "onrecord said --by NAME": "half a command",
    "onrecord remove ID... --source --before --index DIR": "a form; operations.md runs it",
    "onrecord --config FILE": "half a command",
    "onrecord index https://example.org/feed.xml --full-text": "half a command; indexing.md runs it whole",
    "onrecord index FILE --dry-run": "half a command; indexing.md runs it whole",
    "onrecord index --prepared": "half a command; scaling.md runs it whole",
    "onrecord index --prepared DIR --index archive --store URL": "scaling.md runs one half, milvus.md the other",
    "onrecord index --store URL": "half a command; milvus.md runs it whole",
    "onrecord eval DATASET": "evaluation.md runs it with a dataset",
}
"""Commands that no test of the documents runs, and why."""
ELSEWHERE: Final = {
    "make": "a target of its own; CI runs those that it needs",
    "source": "changes the shell that reads it",
    "pip": "installs; make wheel and make test-lowest do",
}
_RUN: Final = ("onrecord", "cat", "curl")
_CRON: Final = re.compile(r"^(?:[\d*/,-]+ +){5}(?P<command>\S.*)$")
_PLACES: Final = {
    "DIR": "archive",
    "PATH": "articles",
    "ARTICLES": "articles",
    "FOLDER": "backup",
    "ID": "harbour",
    "COMMAND": "info",
    "NAME_OR_FOLDER": "bge-small-en-v1.5-int8",
}


def commands(path: Path) -> list[str]:
    """Give the commands of a document in their order, as they are typed; forms are filled in."""
    told = path.read_text(encoding="utf-8")
    found = []
    for part in re.split(r"(^```\w*\n.*?^```$)", told, flags=re.DOTALL | re.MULTILINE):
        block = re.fullmatch(r"```(\w*)\n(.*?)```", part, re.DOTALL)
        if block is not None:
            found += [] if block[1] else _block(block[2])
            continue
        for inline in re.findall(r"`(onrecord [^`\n]+)`", part):
            if inline not in NOT_RUN and re.search(r" (?:-|[A-Z]{2})", inline):
                found.append(_filled(inline))
    return found


def others(path: Path) -> set[str]:
    """Give the first words of the lines of a document's blocks, of commands and of what they print."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line for language, block in fenced if not language for line in block.splitlines()]
    return {line.split()[0] for line in lines if line.strip() and line[0] != " "}


def _block(text: str) -> list[str]:
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    found = []
    for line in lines:
        cron = _CRON.match(line)
        if cron is not None:
            found.append(re.sub(r"^cd \S+ && ", "", cron["command"]))
        elif line.split(" ")[0] in _RUN:
            found.append(line)
    return found


def _filled(form: str) -> str:
    plain = re.sub(r"[\[\]]", "", form)
    if "--help" in plain:
        return plain.replace("COMMAND", "index")
    models = "--models DIR" in plain
    words = [_PLACES.get(word, word) for word in plain.split()]
    return " ".join(words) + (" --index archive" if models else "")
