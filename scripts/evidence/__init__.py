"""What was tried to break the project, and what came of it. Imports the program, which never imports this."""

import shutil
import sys
from pathlib import Path

from handleplan.paths import ROOT

NOT_COPIED = (".git", ".venv*", "build", "dist*", "target", "logs", "__pycache__", ".*_cache")


def copy_project(target: Path) -> Path:
    """A copy of the project to break, without what was installed or built in it."""
    return shutil.copytree(ROOT, target, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))


def evidence(*arguments: str | Path, root: Path = ROOT) -> list[str]:
    """The command that runs an evidence program in a process of its own."""
    return [sys.executable, "-I", str(root / "scripts" / "evidence"), *map(str, arguments)]
