"""Times whole processes side by side, in turn in one run: plain DuckDB, the import of dbt, `dbt build`, `make build`.

`make build` is timed twice: where other data are built of sources that dbt has built, and where dbt has to.

Prints medians with their spread, and each as a ratio to plain DuckDB: how far the limit is. Exit status: 0 measured,
2 a run failed.
"""

import argparse
import csv
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from evidence.scale import history
from handleplan.checks import compiled
from handleplan.paths import ROOT
from handleplan.surroundings import environment

DBT = str(Path(sys.executable).with_name("dbt"))
BASE = "plain DuckDB, same SQL and checks"

COMMANDS = {
    # The limit: the SQL that dbt compiled and the same checks, run by DuckDB alone.
    BASE: [
        sys.executable, "-I", "-c",
        "import sys; sys.path.insert(0, 'scripts'); from handleplan.checks import chain, compiled; "
        "chain.Chain(compiled.TARGETS['build'], compiled.ROOT)",
    ],
    "import of dbt": [sys.executable, "-I", "-c", "import dbt.cli.main"],
    # What `make build` runs, as dbt's own command line does it: the same nodes on a fresh file.
    "dbt build": [
        "sh", "-c",
        'rm -f build/handleplan.duckdb* && exec "$0" build --target candidate --target-path build/target '
        "--exclude-resource-type unit_test",
        DBT,
    ],
    "make build": ["make", "--silent", "build", "PARTS=none"],
    "make build, other sources": ["sh", "-c", "rm -rf build/ran && exec make --silent build PARTS=none"],
}  # fmt: skip


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and processor seconds of one run. Raises OSError with what it said when it fails."""
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = os.times()
    if done.returncode != 0:
        raise OSError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu


def medians(measured: list[tuple[float, float]]) -> tuple[float, float]:
    """The median wall and processor seconds."""
    wall, cpu = (statistics.median(of) for of in zip(*measured, strict=True))
    return wall, cpu


def table(runs: dict[str, list[tuple[float, float]]]) -> str:
    """The figures as a Markdown table: median and spread of the wall time, processor time, both as ratios to BASE."""
    base_wall, base_cpu = medians(runs[BASE])
    lines = [
        "| command | wall, median | min to max | ratio to plain DuckDB | processor, median | ratio to plain DuckDB |",
        "|---|---|---|---|---|---|",
    ]
    for name, measured in runs.items():
        walls = [wall for wall, _ in measured]
        median, cpu = medians(measured)
        lines.append(
            f"| {name} | {median:.2f} s | {min(walls):.2f} to {max(walls):.2f} s | {median / base_wall:.2f} "
            f"| {cpu:.2f} s | {cpu / base_cpu:.2f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command (default: 5)")
    parser.add_argument("--keep", action="store_true", help="add the row of make build to benchmarks/history.csv")
    arguments = parser.parse_args()
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    try:
        compiled.compile_project()
        for number in range(arguments.runs + 1):
            for name, command in COMMANDS.items():
                measured = measure(command)
                if number:  # the first round warms up
                    runs[name].append(measured)
                print(f"round {number}, {name}: {measured[0]:.2f} s", file=sys.stderr, flush=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(f"{os.cpu_count()} processors, {arguments.runs} runs of each in turn\n\n{table(runs)}")
    if arguments.keep:
        with (ROOT / "seeds" / "raw" / "raw_allocations.csv").open(encoding="utf-8", newline="") as file:
            cells = sum(1 for _ in csv.DictReader(file))
        history.keep(cells, BASE, *medians(runs["make build"]), medians(runs[BASE]), None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
