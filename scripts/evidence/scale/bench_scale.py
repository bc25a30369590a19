"""Measures the cost of scale: dbt with all tests, the same SQL without dbt, and a script by hand, on synthetic letters.

For each size: wall and processor seconds and peak memory of the whole process tree; then the growth exponent from the
smallest size to the largest (1: twice the rows take twice the time); then twelve queries that a dashboard sends, on the
star and on one flat table of the same rows. Exit status: 0 measured, 2 a run failed.
"""

import argparse
import contextlib
import math
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
import psutil

from evidence import evidence
from evidence.scale import history, synthetic_letters
from handleplan.checks import compiled
from handleplan.database import sql_glob, sql_text
from handleplan.paths import ROOT, program
from handleplan.release.candidate import ChainOnNewPapers
from handleplan.seeds import csv_files, inputs

SCRATCH = ROOT / "build" / "scale"
BY_HAND = ROOT / "benchmarks" / "handwritten.sql"

# What a dashboard asks: of the star (a fact and its dimensions) and, in the same words, of one flat table.
FACT = "marts.fct_allocation"
QUERIES = {
    "all money": ("select sum(amount_dkk) from {}", FACT),
    "by year": ("select year, sum(amount_dkk) from {} group by 1 order by 1", FACT),
    "by municipality": (
        "select municipality_name_da, sum(amount_dkk) from {} group by 1 order by 2 desc, 1 limit 20",
        f"{FACT} join marts.dim_municipality using (municipality_id)",
    ),
    "by plan, the largest": (
        "select plan_name_da, plan_id, sum(amount_dkk) from {} group by all order by 3 desc, 1, 2 limit 20",
        f"{FACT} join marts.dim_plan using (plan_id)",
    ),
    "by initiative, the largest": (
        "select initiative_id, initiative_name_da, sum(amount_dkk) from {} group by all order by 3 desc, 1, 2 limit 20",
        f"{FACT} join marts.dim_initiative using (initiative_id)",
    ),
    "by source and year": (
        "select funding_source_name_en, year, sum(amount_dkk) from {} group by all order by all",
        f"{FACT} join marts.dim_funding_source using (funding_source_id)",
    ),
    "by grade of evidence": (
        "select decision_evidence, sum(amount_dkk), count(*) from {} group by 1 order by 1", FACT,
    ),
    "by decision, the largest": (
        "select decision_id, decided_on, sum(amount_dkk) from {} where decision_id <> 'unknown' group by all "
        "order by 3 desc, 1 limit 20",
        f"{FACT} join marts.dim_decision using (decision_id)",
    ),
    "one plan by initiative and year": (
        "select initiative_name_da, year, sum(amount_dkk) from {} where plan_id = "
        "(select min(plan_id) from marts.dim_plan) group by all order by all",
        f"{FACT} join (select initiative_id, initiative_name_da from marts.dim_initiative) using (initiative_id)",
    ),
    "one municipality by source": (
        "select funding_source_id, sum(amount_dkk) from {} where municipality_id = "
        "(select min(municipality_id) from marts.dim_municipality) group by 1 order by 1",
        FACT,
    ),
    "partly unallocated": (
        "select year, count(*), sum(amount_dkk) from {} where is_partly_unallocated group by 1 order by 1", FACT,
    ),
    "by municipality, source and price level": (
        "select municipality_id, funding_source_id, pl_year, sum(amount_dkk) from {} group by all "
        "order by 4 desc, 1, 2, 3 limit 50",
        FACT,
    ),
}  # fmt: skip


def resident(pid: int) -> int:
    """Bytes in memory of a process and all that it started; one that has just ended counts nothing."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                total += one.memory_info().rss
    return total


def measure(command: Sequence[str | Path]) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and peak bytes of one run. Raises OSError with what it said when it fails."""
    before, start, peak = os.times(), time.perf_counter(), 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        output: list[str] = []
        reader = threading.Thread(target=lambda: output.append(process.stdout.read() if process.stdout else ""))
        reader.start()
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.05)
        reader.join()
    wall, after = time.perf_counter() - start, os.times()
    if process.returncode != 0:
        raise OSError(f"{command} failed:\n{output[0][-2000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, peak


def clear(database: Path) -> None:
    """Removes a file of the run before, with what stands beside it."""
    for left in database.parent.glob(f"{database.name}*"):
        left.unlink()


def by_hand(folder: Path, database: Path) -> None:
    """Runs the script by hand on a fresh file."""
    clear(database)
    with duckdb.connect(str(database), config={"memory_limit": "4GB"}) as connection:
        connection.execute(BY_HAND.read_text(encoding="utf-8").replace("$raw_dir", sql_glob(folder)))


class SameSql(ChainOnNewPapers):
    """What dbt ran last, on all processors, from a folder of Parquet files: tables, comments, keys and data tests."""

    def _attach(self) -> None:
        # As the target `bulk` of profiles.yml has it.
        self.connection.execute("set memory_limit = '4GB'; set preserve_insertion_order = false; reset threads")
        self.connection.execute(f"set temp_directory = {sql_text(f'{self.file}.tmp')}")
        self.connection.execute(f"attach {sql_text(self.file)} as {self.database} (storage_version 'v1.4.0')")
        self.connection.execute(f"use {self.database}; begin")
        inputs.read_folder(self.connection, self.seeds, csv_files.types_by_seed(ROOT))

    def _load(self, node: dict, _: str) -> None:
        self._rows(f"create table {node['relation_name']} as from temp.{node['name']}")


def same_sql(folder: Path, database: Path) -> None:
    """Runs what dbt ran for the bulk build before on a fresh file."""
    clear(database)
    SameSql(compiled.TARGETS[compiled.BULK], folder, database).connection.close()


def queries(candidate: Path, runs: int) -> list[tuple[str, float, float]]:
    """The median seconds of each query on the star and on the flat table; both must give the same rows."""
    measured = []
    with duckdb.connect() as connection:
        connection.execute(f"attach {sql_text(candidate)} as star (read_only)")
        connection.execute("use star")
        flat = SCRATCH / "flat.duckdb"
        flat.unlink(missing_ok=True)
        connection.execute(f"attach {sql_text(flat)} as flat")
        connection.execute("create table flat.rows as from marts.rpt_allocation")
        for name, (query, star) in QUERIES.items():
            seconds: dict[str, list[float]] = {star: [], "flat.rows": []}
            answers = {}
            for _ in range(runs):
                for source in seconds:
                    start = time.perf_counter()
                    answers[source] = connection.execute(query.format(source)).fetchall()
                    seconds[source].append(time.perf_counter() - start)
            if answers[star] != answers["flat.rows"]:
                raise ValueError(f"the query `{name}` gives other rows on the star than on the flat table")
            on_star, on_flat = (statistics.median(of) for of in seconds.values())
            measured.append((name, on_star, on_flat))
    return measured


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000], help="the sizes")
    parser.add_argument("--runs", type=int, default=1, help="runs of each in turn (default: 1)")
    parser.add_argument("--keep", action="store_true", help="add the rows of dbt to benchmarks/history.csv")
    for option in ("--by-hand", "--same-sql"):
        parser.add_argument(option, nargs=2, type=Path, metavar=("FOLDER", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for run, given in ((by_hand, arguments.by_hand), (same_sql, arguments.same_sql)):
        if given:
            run(*given)
            return 0
    medians: dict[str, list[tuple[int, float, float]]] = {}
    print("| cells | program | wall | ratio | processor | ratio | peak memory |\n|---|---|---|---|---|---|---|")
    try:
        for cells in sorted(arguments.cells):
            folder = SCRATCH / str(cells)
            if not folder.exists():
                synthetic_letters.generate(folder, cells, 1, 0, "letter", "parquet", False)
            commands = {
                "by hand": evidence("bench-scale", "--by-hand", folder, SCRATCH / "by_hand.duckdb"),
                "dbt": program("build", "--raw-dir", folder, "--no-publish"),
                "the same SQL": evidence("bench-scale", "--same-sql", folder, SCRATCH / "same_sql.duckdb"),
            }
            runs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
            for _ in range(arguments.runs):
                for name, command in commands.items():
                    runs[name].append(measure(command))
            for name, measured in runs.items():
                wall, cpu = (statistics.median(one[at] for one in measured) for at in (0, 1))
                medians.setdefault(name, []).append((cells, wall, cpu))
                _, hand_wall, hand_cpu = medians["by hand"][-1]
                peak = max(one[2] for one in measured)
                if name == "dbt" and arguments.keep:
                    history.keep(cells, "a script by hand", wall, cpu, (hand_wall, hand_cpu), peak)
                times = f"{wall:.1f} s | {wall / hand_wall:.2f} | {cpu:.1f} s | {cpu / hand_cpu:.2f}"
                print(f"| {cells:,} | {name} | {times} | {peak / 2**30:.2f} GiB |", flush=True)
            ratios = [of / alone for of, alone in zip(medians["dbt"][-1], medians["the same SQL"][-1], strict=True)]
            print(f"| {cells:,} | dbt beside the same SQL | | {ratios[1]:.2f} | | {ratios[2]:.2f} | |", flush=True)
        for name, points in medians.items():
            (least, *first), (most, *last) = points[0], points[-1]
            if most > least:
                grown = [
                    math.log(after / before) / math.log(most / least) for before, after in zip(first, last, strict=True)
                ]
                print(f"\nGrowth exponent, {name}: {grown[0]:.2f} of wall time, {grown[1]:.2f} of processor time")
        print("\n| query | star | flat table | ratio |\n|---|---|---|---|")
        asked = queries(ROOT / "build" / "handleplan.duckdb", 5)
    except (OSError, ValueError, duckdb.Error) as error:
        print(f"bench_scale: {error}", file=sys.stderr)
        return 2
    for name, star, flat in asked:
        print(f"| {name} | {star * 1000:.0f} ms | {flat * 1000:.0f} ms | {star / flat:.2f} |")
    print(f"\nMedian ratio {statistics.median(star / flat for _, star, flat in asked):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
