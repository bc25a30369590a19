"""Where things are: the folders of the project and the names that a release has. Nothing else says so again."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
DOCS = ROOT / "docs"

DATABASE = "handleplan.duckdb"
MANIFEST = "handleplan.manifest.json"
SUMS = "SHA256SUMS"
CANDIDATE = BUILD / DATABASE
RAW = BUILD / "raw"  # a link to the folder of a bulk build
TARGET = BUILD / "target"  # dbt's, of the candidate
PUBLISHED = DIST / DATABASE


def program(*arguments: str | Path, root: Path = ROOT) -> list[str]:
    """The command that runs this program in a process of its own, deaf to the surroundings' Python settings."""
    return [sys.executable, "-I", str(root / "scripts"), *map(str, arguments)]
