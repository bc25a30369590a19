"""What was tried to break the project, and what came of it. Imports the program, which never imports this."""

import sys
from pathlib import Path

from handleplan.paths import ROOT


def evidence(*arguments: str | Path, root: Path = ROOT) -> list[str]:
    """The command that runs an evidence program in a process of its own."""
    return [sys.executable, "-I", str(root / "scripts" / "evidence"), *map(str, arguments)]
