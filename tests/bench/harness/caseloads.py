"""The made-up cases that everything reads."""

import shutil
from pathlib import Path

from .work import AS_OF, SEED, Work, say

LAYOUTS = ("yaml", "json", "ndjson")


def place(layout: str, size: int) -> str:
    """Where the cases of a caseload are, from the work folder."""
    return f"cases-{size}.ndjson" if layout == "ndjson" else f"{layout}-{size}"


def prepare(work: Work) -> None:
    """Makes what is not there yet, and reads all of it, so that it is in the cache."""
    for size in work.sizes:
        for layout in LAYOUTS:
            make(work, layout, size)
    work.write_raw("caseloads", {layout: sizes(work, layout) for layout in LAYOUTS})


def make(work: Work, layout: str, size: int) -> None:
    path = work.folder / place(layout, size)
    complete = path.with_name(path.name + ".complete")
    if complete.exists():
        return
    say(f"making up {size} cases as {layout}")
    remove(path)
    work.call(
        "permanence", "sample", "--cases", str(size), "--seed", SEED, "--as-of", AS_OF,
        "--as", layout, "--output", path.name,
    )  # fmt: skip
    if path.is_dir():
        names = sorted(f"{path.name}/{file.name}" for file in path.iterdir())
        path.with_name(path.name + ".list").write_text("\n".join(names) + "\n")
    complete.touch()


def sizes(work: Work, layout: str) -> dict[str, int]:
    """The bytes of each caseload."""
    return {str(size): bytes_of(work.folder / place(layout, size)) for size in work.sizes}


def bytes_of(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.iterdir())
    return path.stat().st_size


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def delete(work: Work) -> None:
    for size in work.sizes:
        for layout in LAYOUTS:
            path = work.folder / place(layout, size)
            for leftover in (path, *work.folder.glob(path.name + ".*")):
                remove(leftover)
