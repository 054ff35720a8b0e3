"""Prints the README's figures anew, each with the command that gives it, and all in one run.

    python -m onrecord.eval.bench.figures [--corpora CORPORA] [--indexes FOLDER] [--rounds 12] [--readme FILE]

CORPORA is a folder with `multihoprag` and `polnear`; without it there are the figures of the sample alone. FOLDER
holds an index of each, built where there is none. With --readme the table replaces the one in that file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from .running import ONRECORD

BEGIN, END = "<!-- figures: make figures -->\n", "<!-- end of figures -->\n"
"""What the table stands between."""

_CPU: Final = Path("/proc/cpuinfo")

SAMPLE: Final = (
    "onrecord eval sample",
    "python -m onrecord.eval.attribution sample",
    "python -m onrecord.eval.linking sample",
    "python -m onrecord.eval.bench.starting --rounds ROUNDS",
)
"""Commands that need nothing but the project."""

CORPORA: Final = (
    "python -m onrecord.eval.ablate CORPORA/multihoprag --index INDEXES/multihoprag --half held-back",
    "python -m onrecord.eval.statement_questions CORPORA/polnear --index INDEXES/polnear",
)
"""Commands that need corpora, which are no part of the project."""


class Row(NamedTuple):
    """A figure.

    Attributes:
        what: In words.
        value: As it is printed.
        command: What gives it.
    """

    what: str
    value: str
    command: str


def of_sample(rounds: int) -> Iterator[Row]:
    """Measure on the sample."""
    evaluate, attribution, linking, starting = SAMPLE
    report = _json(evaluate)
    measures = report["measures"]
    yield Row("sample, 98 questions: evidence nDCG@10", _interval(measures["evidence nDCG@10"]), evaluate)
    yield Row(
        "sample, 137 questions: rightly answered or refused",
        _interval(measures["right to answer or refuse"]),
        evaluate,
    )
    found = _json(attribution)
    yield Row("sample, who said what: statements, F1", f"{found['statements F1']:.3f}", attribution)
    yield Row("of those found, the right speaker", f"{found['speaker, of those found']:.1%}", attribution)
    [joined] = re.findall(r"([\d.]+)  B-cubed (?:F1|f1)", _run(linking))
    yield Row("its speakers joined across articles: B-cubed F1", joined, linking)
    seconds = _json(starting.replace("ROUNDS", str(rounds)))
    median = {name: statistics.median(times) for name, times in seconds.items()}
    bare = median["python -c pass"]
    yield Row("`onrecord --help`, over bare Python", f"{median['onrecord --help'] - bare:.2f} s", starting)
    value = f"{median['onrecord ask']:.2f} s"
    if heavy := median.get("import sentence_transformers"):
        value += f"; {median['onrecord ask'] / heavy:.2f} of `import sentence_transformers`"
    yield Row("`onrecord ask` from a cold shell, sample index", value, starting)


def of_corpora(corpora: Path, indexes: Path) -> Iterator[Row]:
    """Measure on corpora."""
    ablate, questions = CORPORA
    index = indexes / "multihoprag"
    if not index.exists():
        articles = corpora / "multihoprag" / "articles.jsonl"
        subprocess.run([*ONRECORD, "index", str(articles), "--index", str(index)], check=True, stdout=sys.stderr)
    # Its third line is the whole of it; on the others one part is left out.
    told = _run(ablate.replace("CORPORA", str(corpora)).replace("INDEXES", str(indexes)), lines=3).splitlines()
    header, row = ([cell.strip() for cell in line.split("|")[1:-1]] for line in (told[0], told[2]))
    values = dict(zip(header[1:], row[1:], strict=True))
    for measure in ("evidence nDCG@10", "evidence MRR@10", "evidence any@10"):
        yield Row(f"MultiHop-RAG, {header[0]} held back: {measure}", values[measure], ablate)
    asked = _json(questions.replace("CORPORA", str(corpora)).replace("INDEXES", str(indexes)))
    for measure, share in asked["shares"].items():
        yield Row(f"questions by rule from annotated news: {measure}", _interval(share), questions)


def table(rows: Sequence[Row]) -> str:
    """Put figures into a Markdown table, with the machine and the day."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"Python {platform.python_version()}, {platform.system()}"
    lines = ["| | measured | command |", "|---|---|---|"]
    lines += [f"| {row.what} | {row.value} | `{row.command}` |" for row in rows]
    lines += [
        "",
        f"One run on {datetime.now(UTC):%d %B %Y}: {processors} processors ({processor()}), {system}{load}.",
    ]
    return "\n".join(lines) + "\n"


def replaced(text: str, made: str) -> str:
    """Put a table in the place of the one in a document.

    Raises:
        ValueError: The document has no place for it.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document lacks {BEGIN.strip()} or {END.strip()}")
    return before + begin + made + end + after


def processor(cpu: Path = _CPU) -> str:
    """Name the processor, and its instructions for eight-bit products, as Linux tells them in a file."""
    lines = cpu.read_text().splitlines() if cpu.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    flags = next((line.split() for line in lines if line.startswith("flags")), [])
    # How fast eight-bit weights are hangs on it more than on the processor's name.
    has = [told for flag, told in (("avx512_vnni", "AVX-512 VNNI"), ("avx_vnni", "AVX-VNNI")) if flag in flags]
    return ", ".join([next(names, platform.processor() or platform.machine()), *has[:1]])


def _interval(estimate: dict[str, float]) -> str:
    return f"{estimate['mean']:.3f} [{estimate['low']:.3f}, {estimate['high']:.3f}]"


def _json(command: str) -> Any:
    return json.loads(_run(f"{command} --json"))


def _run(command: str, lines: int | None = None) -> str:
    """Run a command and give what it prints, or the first lines of it."""
    first, *rest = command.split()
    program = ONRECORD if first == "onrecord" else (sys.executable,)
    sys.stderr.write(f"{command}\n")
    with subprocess.Popen([*program, *rest], stdout=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stdout is not None  # noqa: S101  (it is piped)
        told = "".join(islice(running.stdout, lines))
        if lines is not None:
            running.terminate()
    if lines is None and running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return told


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and put it into a document."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.bench.figures",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpora", type=Path, help="a folder with multihoprag and polnear")
    parser.add_argument("--indexes", type=Path, help="where their indexes are kept; built where there are none")
    parser.add_argument("--rounds", type=int, default=12, help="how often a cold start is timed")
    parser.add_argument("--readme", type=Path, help="the file whose table is replaced")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        rows = list(of_sample(options.rounds))
        if options.corpora is not None:
            rows += of_corpora(options.corpora, options.indexes or Path(temporary))
    made = table(rows)
    sys.stdout.write(made)
    if options.readme is not None:
        options.readme.write_text(replaced(options.readme.read_text("utf-8"), made), "utf-8")


if __name__ == "__main__":
    main()
