"""What is measured, part by part."""

import os
from collections.abc import Callable
from typing import Any

from . import commands
from .agree import agreements
from .commands import Contestant, floor, ours
from .measure import run, side_by_side
from .work import REPOSITORY, Work, say

# Every format that `check` writes, the streamed ones first.
STREAMED = ("ndjson", "table", "pretty")
WHOLE = ("json", "sarif", "html", "csv", "xlsx", "markdown", "junit", "github", "gitlab")
FORMATS = (*STREAMED, *WHOLE)

Part = Callable[[Work], Any]


def one(work: Work) -> Any:
    """How long the start of a process takes, and one case."""
    nothing = Contestant("true", "true", 1)
    one_case = [ours(layout, 1) for layout in ("yaml", "json")]
    return side_by_side(work, [nothing, *one_case], most=50, fewest=50)


def json(work: Work) -> Any:
    """JSON files, beside the floor and what checks shapes."""
    size = work.most
    return side_by_side(work, [
        ours("json", size), floor("parse", "json", size), floor("read", "json", size),
        commands.jsonschema_cli(size), commands.boon("json", size), commands.python_loop(size),
    ])  # fmt: skip


def ndjson(work: Work) -> Any:
    """One file of JSON lines, beside the floor and SQL."""
    size = work.most
    return side_by_side(work, [
        ours("ndjson", size), floor("parse", "ndjson", size), floor("read", "ndjson", size),
        commands.duckdb(size),
    ])  # fmt: skip


def yaml(work: Work) -> Any:
    """YAML files, beside the same cases as JSON files, the floor and what checks shapes."""
    size = work.most
    return side_by_side(work, [
        ours("yaml", size), ours("json", size), floor("read", "yaml", size),
        commands.boon("yaml", size),
    ])  # fmt: skip


def slow(work: Work) -> Any:
    """The tools that take too long for all cases, each run once."""
    size = work.middle
    contestants = [
        ours("yaml", size), commands.check_jsonschema("yaml", size),
        commands.cfn_guard("yaml", size), commands.cfn_guard("json", size),
    ]  # fmt: skip
    return side_by_side(work, contestants, seconds=0, fewest=0)


def sizes(work: Work) -> Any:
    """What a case costs among few and among many."""
    entries = []
    for layout in ("json", "yaml", "ndjson"):
        several = [ours(layout, size, name=f"{layout}, {size}") for size in work.sizes[1:]]
        entries += side_by_side(work, several, seconds=40)
    return entries


def memory(work: Work) -> Any:
    """The most memory that each format takes."""
    entries = []
    for size in (work.middle, work.most):
        for form in FORMATS:
            contestant = ours("json", size, form, name=form)
            took = run(work, contestant)
            report = work.folder / f"out.{form}"
            entries.append({
                "name": form, "command": contestant.command, "cases": size, "runs": [took],
                "report": report.stat().st_size,
            })  # fmt: skip
            report.unlink()
    return entries


def agree(work: Work) -> Any:
    """Whether the rivals that judge find what we find."""
    return agreements(work)


def code(work: Work) -> Any:
    """The benchmarks of the parts of a run, as divan prints them."""
    return work.call(
        "cargo", "bench", "--quiet", "--locked", "--bench", "parts",
        cwd=REPOSITORY, CARGO_TARGET_DIR=str(work.tools / "target"),
    )  # fmt: skip


ALL: dict[str, Part] = {
    "agree": agree,
    "one": one,
    "json": json,
    "ndjson": ndjson,
    "yaml": yaml,
    "sizes": sizes,
    "memory": memory,
    "slow": slow,
    "code": code,
}
NAMES = tuple(ALL)


def measure(work: Work, name: str, anew: bool) -> None:
    """Measures a part, unless that has been done before."""
    if work.read_raw(name) is not None and not anew:
        return
    load, *_ = os.getloadavg()
    say(f"measuring {name}")
    work.write_raw(name, ALL[name](work))
    work.write_raw("load", {**(work.read_raw("load") or {}), name: load})
