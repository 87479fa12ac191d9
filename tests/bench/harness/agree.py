"""Holds the rivals that judge cases to what `permanence` finds, case by case."""

import csv
import json
import re
from typing import Any

from . import commands
from .measure import run
from .work import BENCH, Work


def agreements(work: Work) -> Any:
    """How many requirements each rival judges, of how many, and how many lapses both find.

    A rival that finds anything else ends the run: its time would say nothing."""
    size = work.middle
    contestant = commands.ours("ndjson", size, "json")
    run(work, contestant)
    report = json.loads((work.folder / "out.json").read_text())
    ours = {
        (audit["case_id"], outcome["requirement"])
        for audit in report["audits"]
        for outcome in audit["outcomes"]
        if outcome["outcome"] == "not-met"
    }
    asked = {entry["requirement"] for entry in report["summary"]["by_requirement"]}
    rivals = (
        ("DuckDB", commands.duckdb(size), "audit.sql", "duck.csv"),
        ("Python loop", commands.python_loop(size), "loop.py", "loop.csv"),
    )
    told = []
    for name, contestant, source, answers in rivals:
        run(work, contestant)
        text = (BENCH / "rivals" / source).read_text()
        judged = set(re.findall(r"['\"]((?:dorset|statutory)/[a-z0-9-]+)['\"]", text))
        unknown = judged - asked
        expected = {finding for finding in ours if finding[1] in judged}
        with (work.folder / answers).open(newline="") as file:
            found = {(row["case_id"], row["requirement"]) for row in csv.DictReader(file)}
        if unknown or found != expected:
            differences = sorted(found ^ expected)[:10]
            raise SystemExit(f"{name} and permanence differ: {sorted(unknown)} {differences}")
        told.append({
            "name": name, "judged": len(judged), "asked": len(asked), "cases": size,
            "not met": len(found),
        })  # fmt: skip
    return told
