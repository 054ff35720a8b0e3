"""The figures as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

SIGNIFICANT: Final = 0.01
_LISTED: Final = 8
"""Exceptions that are named; more can be read from the table."""

_COSTS: Final = (
    ("index, s", "index_s", 1),
    ("query, ms", "query_ms", 1),
    ("query p95, ms", "query_p95_ms", 1),
    ("cold start, s", "cold_s", 2),
    ("peak MB, indexing", "index_peak_mb", 0),
    ("peak MB, querying", "query_peak_mb", 0),
    ("index, MB", "index_mb", 1),
    ("installed, MB", "install_mb", 0),
)


def render(results: Mapping[str, Any]) -> str:
    """Give the tables of a run of the benchmark, from what `peers.json` holds."""
    environments = results["environments"]
    rows = [[name, _listed(one["versions"]), f"{one['bytes'] / 1e6:,.0f}"] for name, one in environments.items()]
    parts = [
        f"Python {results['python']}, {results['cores']} cores.",
        _table(("system", "versions", "installed, MB"), rows),
        *(f"Skipped: {name}: {reason}." for name, reason in results["skipped"].items()),
    ]
    for name, one in results["datasets"].items():
        parts += [f"### {name}", *_quality(one), *_costs(one["costs"])]
    return "\n\n".join(parts) + "\n"


def behind(comparisons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Name the comparisons in which onrecord is not ahead with p < .01."""
    return [
        f"{one['b']} against {one['a']}, {each['measure']}: {each['b'] - each['a']:+.3f}, p = {each['p']:.4f}"
        for one in comparisons
        for each in one["differences"]
        if each["b"] <= each["a"] or each["p"] >= SIGNIFICANT
    ]


def _quality(one: Mapping[str, Any]) -> list[str]:
    if not one["measures"]:
        return ["Quality: not measured."]
    measures = list(next(iter(one["measures"].values())))
    rows = [
        [name, *(f"{of[m]['mean']:.3f} [{of[m]['low']:.3f}, {of[m]['high']:.3f}]" for m in measures)]
        for name, of in one["measures"].items()
    ]
    parts = [_table((f"{one['questions']:,} questions", *measures), rows)]
    if one["comparisons"]:
        rows = [
            [
                f"{pair['b']} against {pair['a']}",
                *(f"{each['b'] - each['a']:+.3f} (p {each['p']:.4f})" for each in pair["differences"]),
            ]
            for pair in one["comparisons"]
        ]
        parts += [_table(("difference", *measures), rows), _verdict(one["comparisons"])]
    return parts


def _verdict(comparisons: Sequence[Mapping[str, Any]]) -> str:
    total = sum(len(one["differences"]) for one in comparisons)
    exceptions = behind(comparisons)
    if not exceptions:
        return f"onrecord is ahead with p < {SIGNIFICANT} in all {total} comparisons."
    ahead = f"onrecord is ahead with p < {SIGNIFICANT} in {total - len(exceptions)} of {total} comparisons"
    if len(exceptions) > _LISTED:
        return f"{ahead}."
    return f"{ahead}; not in: {'; '.join(exceptions)}."


def _costs(costs: Mapping[str, Mapping[str, Any]]) -> list[str]:
    if not costs:
        return []
    timed = [one for one in costs.values() if "query_ms" in one or "index_s" in one]
    if not timed:
        return ["Costs: not measured."]
    rows = [[name, *(_cost(of.get(key), digits) for _, key, digits in _COSTS)] for name, of in costs.items()]
    builds, repeats = max(one.get("builds", 0) for one in timed), max(one.get("repeats", 0) for one in timed)
    questions = max(one.get("timed", 0) for one in timed)
    note = (
        f"Median (least); indexes were built {builds} times, and {repeats} processes were each asked {questions} "
        "questions by one client, 10 results a question."
    )
    return [_table(("system", *(head for head, _, _ in _COSTS)), rows), note]


def _cost(value: Any, digits: int) -> str:
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return f"{value['median']:,.{digits}f} ({value['min']:,.{digits}f})"
    return f"{value:,.{digits}f}"


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
