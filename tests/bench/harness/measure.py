"""Measuring several commands side by side."""

import json
import math
import statistics
from typing import Any

from .commands import Contestant
from .work import Work, say


def side_by_side(
    work: Work, contestants: list[Contestant], seconds: float = 60, fewest: int = 3, most: int = 15
) -> list[dict[str, Any]]:
    """Runs every command once a round, each round starting with another one, so that whatever else
    the machine does falls on all of them alike. A first round warms the cache and tells how many
    rounds the time allows; it counts only when there is no other."""
    warming = [run(work, contestant) for contestant in contestants]
    each = sum(took["wall"] for took in warming)
    rounds = max(fewest, min(most, math.floor(seconds / each)))
    say(f"  {rounds} rounds of {each:.1f} s: {', '.join(one.name for one in contestants)}")
    runs = [[] for _ in contestants] if rounds else [[took] for took in warming]
    for number in range(rounds):
        for offset in range(len(contestants)):
            index = (number + offset) % len(contestants)
            runs[index].append(run(work, contestants[index]))
    return [
        {"name": one.name, "command": one.command, "cases": one.cases, "runs": took}
        for one, took in zip(contestants, runs, strict=True)
    ]


def run(work: Work, contestant: Contestant) -> dict[str, float]:
    """One run, as hyperfine measures it: seconds, and bytes of memory."""
    export = work.folder / "hyperfine.json"
    work.call(
        "hyperfine", "--shell", "none", "--runs", "1", "--style", "none", "--ignore-failure",
        "--export-json", str(export), contestant.command,
    )  # fmt: skip
    (result,) = json.loads(export.read_text())["results"]
    (end,) = result["exit_codes"]
    if end not in contestant.ends:
        raise SystemExit(f"{contestant.command}: ended with {end}")
    took = {"wall": result["times"][0], "user": result["user"], "system": result["system"]}
    # Of several processes only the largest one's is told, which says little.
    if contestant.in_one_process:
        took["memory"] = result["memory_usage_byte"][0]
    return took


def median(entry: dict[str, Any], what: str = "wall") -> float:
    return float(statistics.median(took[what] for took in entry["runs"]))


def spread(entry: dict[str, Any], what: str = "wall") -> tuple[float, float]:
    """The fastest and the slowest."""
    values = [took[what] for took in entry["runs"]]
    return min(values), max(values)
