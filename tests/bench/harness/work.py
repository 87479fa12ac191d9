"""Where everything is kept, and how other programs are run."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent.parent
REPOSITORY = BENCH.parent.parent
AS_OF = "2026-01-31"
SEED = "1"


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


class Work:
    """The folder that all is made in. Commands run there, so that they name nothing else."""

    def __init__(self, folder: Path, tools: Path, quick: bool) -> None:
        self.folder = folder.resolve()
        self.tools = tools.resolve()
        self.quick = quick
        self.raw = self.folder / "raw"
        for path in (self.folder, self.tools, self.raw):
            path.mkdir(parents=True, exist_ok=True)
        programs = [self.folder / "bin", self.tools / "venv/bin", self.tools / "bin"]
        self.environment = {
            **os.environ,
            "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
        }

    @property
    def sizes(self) -> tuple[int, ...]:
        """A child, a council, a region, and all of England's looked-after children."""
        return (1, 60, 300, 600) if self.quick else (1, 600, 10_000, 84_000)

    @property
    def middle(self) -> int:
        return self.sizes[2]

    @property
    def most(self) -> int:
        return self.sizes[3]

    def call(self, *command: str, cwd: Path | None = None, **environment: str) -> str:
        """Runs a command that must succeed, and gives what it printed."""
        done = subprocess.run(
            command,
            cwd=cwd or self.folder,
            env={**self.environment, **environment},
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def write_raw(self, name: str, value: Any) -> None:
        (self.raw / f"{name}.json").write_text(json.dumps(value, indent=1) + "\n")

    def read_raw(self, name: str) -> Any:
        path = self.raw / f"{name}.json"
        return json.loads(path.read_text()) if path.exists() else None
