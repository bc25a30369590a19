"""benchmarks/history.csv: what a build took, release by release. One row for each build that a benchmark measured."""

import csv
import os
import platform
from datetime import date
from pathlib import Path

from handleplan import files
from handleplan.paths import ROOT
from handleplan.release.sources import NoCommitError, commit_of_tree, hash_of_sources

FILE = ROOT / "benchmarks" / "history.csv"
COLUMNS = (
    "release", "commit", "sources_sha256", "measured_on", "machine", "processors", "cells", "compared_with",
    "wall_seconds", "wall_ratio", "processor_seconds", "processor_ratio", "memory_mib",
)  # fmt: skip


def machine() -> str:
    """The processor's name, as Linux tells it; elsewhere the architecture."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def keep(
    cells: int, compared_with: str, wall: float, cpu: float, base: tuple[float, float], memory: int | None
) -> None:
    """Adds the row of one build of so many cells, as seconds and as ratios to what it was compared with.

    Memory is in bytes, None where it was not measured. The sources are those of the release's manifest: whether the
    tree was as committed can be read from them.
    """
    try:
        commit, _ = commit_of_tree(ROOT)
    except NoCommitError:
        commit = "unknown"
    release = files.from_yaml(ROOT / "dbt_project.yml")["version"]
    row = [
        release, commit, hash_of_sources(ROOT), date.today().isoformat(), machine(), str(os.cpu_count()),
        str(cells), compared_with,
        f"{wall:.1f}", f"{wall / base[0]:.2f}", f"{cpu:.1f}", f"{cpu / base[1]:.2f}",
        "" if memory is None else f"{memory / 2**20:.0f}",
    ]  # fmt: skip
    is_new = not FILE.exists()
    with FILE.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, row] if is_new else [row])
