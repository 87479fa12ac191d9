"""The programs that are measured, and the one that measures."""

import os
import platform
import sys
import venv
from pathlib import Path

from .work import BENCH, REPOSITORY, Work, say

# Each crate, what it installs, and which version where the latest asks for a newer Rust.
CRATES = {
    "hyperfine": ("hyperfine", "1.20.0"),
    "jsonschema-cli": ("jsonschema-cli", None),
    "boon-cli": ("boon", None),
    "cfn-guard": ("cfn-guard", None),
}
PYTHON_PACKAGES = ("check-jsonschema", "duckdb", "jsonschema-rs")


def install(work: Work) -> None:
    """Builds ours, and installs what is not there yet."""
    cargo_install(work)
    environment = work.tools / "venv"
    if not environment.exists():
        say("installing Python packages")
        venv.create(environment, with_pip=True)
        work.call("pip", "install", "--quiet", *PYTHON_PACKAGES)
    links = work.folder / "bin"
    links.mkdir(exist_ok=True)
    link(links / "permanence", build(work, REPOSITORY, "permanence"))
    link(links / "floor", build(work, BENCH / "floor", "floor"))
    link(work.folder / "rivals", BENCH / "rivals")
    link(work.folder / "bank-holidays.txt", REPOSITORY / "src/calendar/bank-holidays.txt")
    (work.folder / "case-file.json").write_text(work.call("permanence", "schema", "case-file"))
    work.write_raw("machine", {"machine": machine(), "versions": versions(work)})


def cargo_install(work: Work) -> None:
    for crate, (program, version) in CRATES.items():
        if (work.tools / "bin" / program).exists():
            continue
        say(f"installing {crate}")
        which = ("--version", version) if version else ()
        command = ("cargo", "install", "--quiet", "--locked", "--root", str(work.tools))
        work.call(*command, crate, *which)


def build(work: Work, package: Path, program: str, target: str = "target", **profile: str) -> Path:
    """Builds a program in release, and gives where it is."""
    say(f"building {program}")
    target_folder = work.tools / target
    work.call(
        "cargo", "build", "--quiet", "--locked", "--release", "--bin", program,
        cwd=package, CARGO_TARGET_DIR=str(target_folder), **profile,
    )  # fmt: skip
    return target_folder / "release" / program


def link(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def machine() -> dict[str, str]:
    """The machine in general words: nothing here tells which one it was."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": str(os.cpu_count()),
        "cores used": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": f"{platform.system()}, {platform.machine()}",
    }


def versions(work: Work) -> dict[str, str]:
    """What was measured, and what built or ran it."""
    told = {"rustc": work.call("rustc", "--version").split()[1]}
    told["Python"] = platform.python_version()
    for program in ("permanence", "hyperfine", "cfn-guard"):
        told[program] = work.call(program, "--version").split()[-1]
    listed = work.call("cargo", "install", "--list", "--root", str(work.tools))
    for line in listed.splitlines():
        name, _, version = line.partition(" v")
        if name in ("jsonschema-cli", "boon-cli"):
            told[name] = version.rstrip(":")
    for line in work.call("pip", "list", "--format", "freeze").splitlines():
        name, _, version = line.partition("==")
        if name.replace("_", "-") in PYTHON_PACKAGES:
            told[name.replace("_", "-")] = version
    return told


if sys.platform != "linux":
    raise SystemExit("this measures on Linux alone: it holds every tool to the same two cores")
