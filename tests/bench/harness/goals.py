"""What was to be reached, and whether it was."""

from typing import Any

from .measure import median
from .tables import MIB, find, mib, per_case, seconds, table, times
from .work import Work

Goal = tuple[str, str, str, bool]


def at_most(what: str, ratio: float, most: float) -> Goal:
    return (what, times(ratio), f"at most {most:g} ×", ratio <= most)


def at_least(what: str, ratio: float, least: float) -> Goal:
    return (what, times(ratio), f"at least {least:g} ×", ratio >= least)


def of_json(entries: list[dict[str, Any]]) -> list[Goal]:
    mine = median(find(entries, "permanence, json"))

    def slower(name: str) -> float:
        return median(find(entries, name)) / mine

    return [
        at_most("JSON files: ours to the parse floor", 1 / slower("floor, parse json"), 4),
        *(at_least(f"JSON files: {name.split(',')[0]} to ours", slower(name), 1)
          for name in ("jsonschema-cli, json", "boon, json", "Python loop, json")),
    ]  # fmt: skip


def of_ndjson(entries: list[dict[str, Any]]) -> list[Goal]:
    mine = median(find(entries, "permanence, ndjson"))
    floor = median(find(entries, "floor, parse ndjson"))
    duckdb = median(find(entries, "DuckDB, ndjson"))
    return [
        at_most("JSON lines: ours to the parse floor", mine / floor, 6),
        at_least("JSON lines: DuckDB to ours", duckdb / mine, 1),
    ]


def of_yaml(entries: list[dict[str, Any]]) -> list[Goal]:
    mine = median(find(entries, "permanence, yaml"))
    json = median(find(entries, "permanence, json"))
    boon = median(find(entries, "boon, yaml"))
    return [
        at_most("ours: YAML files to JSON files", mine / json, 2),
        at_least("YAML files: boon to ours", boon / mine, 3),
    ]


def of_slow(entries: list[dict[str, Any]]) -> list[Goal]:
    mine = per_case(find(entries, "permanence, yaml"))
    return [
        at_least(f"YAML files: {name} to ours, a case",
                 per_case(find(entries, f"{name}, yaml")) / mine, least)
        for name, least in (("check-jsonschema", 50), ("cfn-guard", 30))
    ]  # fmt: skip


def of_memory(entries: list[dict[str, Any]], most: int) -> list[Goal]:
    goals = []
    for entry in entries:
        form, size = entry["name"], entry["cases"]
        streamed = form in ("ndjson", "table", "pretty")
        if not streamed and (form not in ("json", "sarif", "html") or size != most):
            continue
        limit = 32 if streamed else 600
        peak = entry["runs"][0]["memory"]
        what = f"peak memory, {form}, {size:,} cases"
        goals.append((what, mib(peak), f"under {limit} MiB", peak < limit * MIB))
    return goals


def of_one(entries: list[dict[str, Any]]) -> list[Goal]:
    limit = 3 * median(find(entries, "true")) + 0.005
    goals = []
    for layout in ("yaml", "json"):
        took = median(find(entries, f"permanence, {layout}"))
        wanted = f"at most {seconds(limit)} (3 × true and 5 ms)"
        goals.append((f"one case, {layout}", seconds(took), wanted, took <= limit))
    return goals


def of_sizes(entries: list[dict[str, Any]], middle: int, most: int) -> list[Goal]:
    goals = []
    for layout in ("json", "yaml", "ndjson"):
        among = [per_case(find(entries, f"{layout}, {size}")) for size in (middle, most)]
        change = among[1] / among[0] - 1
        what = f"{layout}, a case of {most:,} to one of {middle:,}"
        goals.append((what, f"{change:+.1%}", "within 10 %", abs(change) <= 0.1))
    return goals


def goals(work: Work) -> str:
    """Every goal that was measured."""
    told: list[Goal] = []
    if entries := work.read_raw("json"):
        told += of_json(entries)
    if entries := work.read_raw("ndjson"):
        told += of_ndjson(entries)
    if entries := work.read_raw("yaml"):
        told += of_yaml(entries)
    if entries := work.read_raw("slow"):
        told += of_slow(entries)
    if entries := work.read_raw("memory"):
        told += of_memory(entries, work.most)
    if entries := work.read_raw("one"):
        told += of_one(entries)
    if entries := work.read_raw("sizes"):
        told += of_sizes(entries, work.middle, work.most)
    rows = ((what, found, wanted, "yes" if ok else "**no**") for what, found, wanted, ok in told)
    return table(("", "measured", "wanted", "reached"), rows)
