"""The command lines of everything that is measured, from the work folder."""

from dataclasses import dataclass

from .caseloads import place
from .work import AS_OF

# As many files at once as a command line can hold; two processes share them.
FILES_AT_ONCE = 7_000
PROCESSES = 2


@dataclass(frozen=True)
class Contestant:
    """One command, over so many cases."""

    name: str
    command: str
    cases: int
    # Exit codes that show that it did its work.
    ends: tuple[int, ...] = (0,)
    in_one_process: bool = True


def ours(layout: str, size: int, form: str = "ndjson", name: str | None = None) -> Contestant:
    command = (
        f"permanence check {place(layout, size)} --strategy dorset --strategy statutory"
        f" --as-of {AS_OF} --no-config --fail-on never --quiet --jobs {PROCESSES}"
        f" --format {form}=out.{form}"
    )
    return Contestant(name or f"permanence, {layout}", command, size)


def floor(mode: str, layout: str, size: int) -> Contestant:
    command = f"floor {mode} {PROCESSES} {place(layout, size)}"
    return Contestant(f"floor, {mode} {layout}", command, size)


def many(name: str, program: str, layout: str, size: int, end: int = 0) -> Contestant:
    """A program that takes files as arguments, in two processes."""
    at_once = min(FILES_AT_ONCE, -(-size // PROCESSES))
    command = f"xargs -a {place(layout, size)}.list -n {at_once} -P {PROCESSES} {program}"
    return Contestant(name, command, size, ends=(end,), in_one_process=False)


def boon(layout: str, size: int) -> Contestant:
    return many(f"boon, {layout}", "boon -q -f case-file.json", layout, size)


def jsonschema_cli(size: int) -> Contestant:
    program = "jsonschema-cli validate --assert-format --errors-only case-file.json -i"
    return many("jsonschema-cli, json", program, "json", size)


def check_jsonschema(layout: str, size: int) -> Contestant:
    program = "check-jsonschema -q --schemafile case-file.json"
    return many(f"check-jsonschema, {layout}", program, layout, size)


def cfn_guard(layout: str, size: int) -> Contestant:
    program = "cfn-guard validate --rules rivals/rules.guard --show-summary none --data"
    # It ends with 19 when a rule is not met, which xargs tells as 123.
    return many(f"cfn-guard, {layout}", program, layout, size, end=123)


def duckdb(size: int) -> Contestant:
    program = f"python rivals/duck.py {place('ndjson', size)}"
    command = f"{program} bank-holidays.txt {AS_OF} duck.csv {PROCESSES}"
    return Contestant("DuckDB, ndjson", command, size)


def python_loop(size: int) -> Contestant:
    program = f"python rivals/loop.py {place('json', size)}"
    command = f"{program} case-file.json bank-holidays.txt {AS_OF} loop.csv"
    return Contestant("Python loop, json", command, size, in_one_process=False)
