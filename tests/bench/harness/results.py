"""RESULTS.md, from what was measured."""

import statistics
import textwrap
from collections.abc import Callable
from typing import Any

from .goals import goals
from .measure import median
from .tables import mib, table, times, timings
from .work import AS_OF, BENCH, SEED, Work

INTRODUCTION = f"""# How fast, beside what

Written by `tests/bench/run`, which says how to measure it all again; nothing here was typed by
hand. The cases are made up (`permanence sample --seed {SEED} --as-of {AS_OF}`), and held to
Dorset's strategy and the regulations. Commands of one table ran in turn, each round starting with
another one, on the same two cores and with the files in the cache; a median is of the rounds, a
ratio of two medians.
"""


def render(work: Work) -> str:
    sections = [INTRODUCTION, machine(work), "## What was to be reached\n", goals(work)]
    for name, section in SECTIONS.items():
        measured = work.read_raw(name)
        if measured is not None:
            sections.append(section(measured))
    return "\n".join(sections)


def machine(work: Work) -> str:
    told = work.read_raw("machine") or {"machine": {}, "versions": {}}
    lines = [", ".join(f"{what}: {value}" for what, value in told["machine"].items()) + "."]
    lines.append(", ".join(f"{name} {version}" for name, version in told["versions"].items()) + ".")
    if load := work.read_raw("load"):
        lines.append(
            "Processes that were running or waiting before each part (load average over a minute): "
            + ", ".join(f"{name} {before:.1f}" for name, before in load.items()) + "."
        )  # fmt: skip
    if work.quick:
        lines.append("A dry run on few cases (`--quick`): nothing here counts.")
    return "\n\n".join(textwrap.fill(line, 100, break_on_hyphens=False) for line in lines) + "\n"


def caseloads(measured: dict[str, dict[str, int]]) -> str:
    """The bytes of a case in each caseload."""
    sizes = list(next(iter(measured.values())))
    rows = [
        (layout, *(f"{each[size] / int(size) / 1000:.2f} kB" for size in sizes))
        for layout, each in measured.items()
    ]
    head = ("bytes a case", *(f"{int(size):,} cases" for size in sizes))
    return f"## The cases\n\n{table(head, rows)}"


def agreement(measured: list[dict[str, Any]]) -> str:
    rows = [
        (entry["name"], f"{entry['judged']} of {entry['asked']}", f"{entry['cases']:,}",
         f"{entry['not met']:,}", "0")
        for entry in measured
    ]  # fmt: skip
    head = ("", "requirements judged", "cases", "found not met", "differences from ours")
    return (
        "## What the rivals that judge find\n\n"
        "Held to what `permanence check` finds, case by case and requirement by requirement.\n"
        f"cfn-guard counts no days, so the {guard_rules()} rules written for it cannot agree with\n"
        "ours on what is not due yet; jsonschema-cli, boon and check-jsonschema look at shape\n"
        "alone.\n\n"
        f"{table(head, rows)}"
    )


def guard_rules() -> int:
    text = (BENCH / "rivals/rules.guard").read_text()
    return sum(line.startswith("rule ") for line in text.splitlines())


def timed(title: str, unit: str) -> Callable[[list[dict[str, Any]]], str]:
    return lambda measured: f"## {title}\n\n{timings(measured, unit)}"


def memory(measured: list[dict[str, Any]]) -> str:
    rows = [
        (entry["name"], f"{entry['cases']:,}", mib(entry["runs"][0]["memory"]),
         mib(entry["report"]), f"{entry['runs'][0]['wall']:.2f} s")
        for entry in measured
    ]  # fmt: skip
    head = ("format", "cases", "peak memory", "report", "time, one run")
    return f"## Memory, by format, from JSON files\n\n{table(head, rows)}"


def profiles(measured: list[dict[str, Any]]) -> str:
    """User time, as the median of the ratios of each round: what else runs weighs least on it."""
    rows = []
    for entry in measured:
        base = next(
            other for other in measured
            if other["layout"] == entry["layout"] and other["name"] == "as set"
        )  # fmt: skip
        pairs = zip(entry["runs"], base["runs"], strict=True)
        ratio = statistics.median(run["user"] / usual["user"] for run, usual in pairs)
        rows.append((
            entry["name"], entry["layout"], str(len(entry["runs"])),
            f"{median(entry, 'user') / entry['cases'] * 1e6:.1f} µs", times(ratio),
            mib(entry["size"]),
        ))  # fmt: skip
    head = ("setting changed", "input", "runs", "user time a case", "to as set", "program")
    return f"## The release profile\n\n{table(head, rows)}"


def code(measured: str) -> str:
    shown = f"```text\n{measured.strip()}\n```\n"
    return f"## The parts of a run\n\nOn one core, 64 cases at a time.\n\n{shown}"


SECTIONS: dict[str, Callable[[Any], str]] = {
    "json": timed("JSON files", "permanence, json"),
    "ndjson": timed("JSON lines", "permanence, ndjson"),
    "yaml": timed("YAML files", "permanence, yaml"),
    "slow": timed("The tools that take longest, one run each", "permanence, yaml"),
    "agree": agreement,
    "sizes": lambda measured: timed("Few cases and many", measured[0]["name"])(measured),
    "one": timed("One case", "true"),
    "memory": memory,
    "profiles": profiles,
    "code": code,
    "caseloads": caseloads,
}
