"""Tables of markdown, and the numbers in them."""

from collections.abc import Iterable
from typing import Any

from .measure import median, spread

MIB = 1 << 20


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; the columns after the first hold numbers and stand to the right."""
    head = list(head)
    lines = [head, ["---", *("---:" for _ in head[1:])], *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def times(ratio: float) -> str:
    return f"{ratio:.2f} ×" if ratio < 10 else f"{ratio:.0f} ×"


def mib(value: float) -> str:
    return f"{value / MIB:.1f} MiB" if value < 100 * MIB else f"{value / MIB:.0f} MiB"


def per_case(entry: dict[str, Any]) -> float:
    return median(entry) / int(entry["cases"])


def peak(entry: dict[str, Any]) -> str:
    """The most memory any run took, where one process did the work."""
    took = [run["memory"] for run in entry["runs"] if "memory" in run]
    return mib(max(took)) if took else ""


def find(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    for entry in entries:
        if entry["name"] == name:
            return entry
    raise KeyError(name)


def timings(entries: list[dict[str, Any]], unit: str) -> str:
    """Each entry's median beside that of the one named `unit`."""
    of = per_case(find(entries, unit))
    rows = []
    for entry in entries:
        fastest, slowest = spread(entry)
        rows.append((
            entry["name"], f"{entry['cases']:,}", str(len(entry["runs"])), seconds(median(entry)),
            f"{seconds(fastest)} to {seconds(slowest)}", f"{per_case(entry) * 1e6:.1f} µs",
            f"{median(entry, 'user') / entry['cases'] * 1e6:.1f} µs", peak(entry),
            times(per_case(entry) / of),
        ))  # fmt: skip
    head = (
        "", "cases", "runs", "median", "range", "a case", "user time a case", "peak memory",
        f"to {unit}",
    )  # fmt: skip
    listed = "\n".join(entry["command"] for entry in entries)
    return f"{table(head, rows)}\n```text\n{listed}\n```\n"
