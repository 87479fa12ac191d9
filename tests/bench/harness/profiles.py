"""What each setting of the release profile is worth."""

import shutil
from typing import Any

from .commands import Contestant, ours
from .measure import side_by_side
from .tools import build
from .work import REPOSITORY, Work

# Each differs from Cargo.toml in one setting.
SETTINGS: dict[str, dict[str, str]] = {
    "as set": {},
    "lto = fat": {"CARGO_PROFILE_RELEASE_LTO": "fat"},
    "lto = off": {"CARGO_PROFILE_RELEASE_LTO": "off"},
    "codegen-units = 16": {"CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16"},
    "panic = abort": {"CARGO_PROFILE_RELEASE_PANIC": "abort"},
    "opt-level = 2": {"CARGO_PROFILE_RELEASE_OPT_LEVEL": "2"},
}


def program(setting: str) -> str:
    """The name of the program built with a setting."""
    return "permanence-" + "-".join(setting.replace("=", " ").split())


def build_all(work: Work) -> None:
    for setting, environment in SETTINGS.items():
        copy = work.tools / "bin" / program(setting)
        if not copy.exists():
            built = build(work, REPOSITORY, "permanence", "profiles", **environment)
            shutil.copyfile(built, copy)
            copy.chmod(0o755)


def measure(work: Work) -> None:
    """Runs each build over the same cases in turn. The builds stay: they take minutes."""
    build_all(work)
    told: list[dict[str, Any]] = []
    for layout in ("yaml", "ndjson"):
        contestants = []
        for setting in SETTINGS:
            usual = ours(layout, work.middle)
            command = usual.command.replace("permanence", program(setting), 1)
            contestants.append(Contestant(setting, command, usual.cases))
        for entry in side_by_side(work, contestants, seconds=180, fewest=5, most=25):
            size = (work.tools / "bin" / program(entry["name"])).stat().st_size
            told.append({**entry, "layout": layout, "size": size})
    work.write_raw("profiles", told)
