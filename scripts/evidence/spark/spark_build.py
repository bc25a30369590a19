"""Builds the project on Apache Spark and runs every data test there: one master and two workers on this machine.

The cluster is started and stopped by this program, which runs in an environment of its own (.venv-spark). The rows come
from a folder of Parquet files (a bulk load). The tables are Parquet files too: one rename of their folder puts them
in place when all tests pass. Exit status: 0 built, 1 refused, 2 could not run.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handleplan.paths import ROOT

BUILD = ROOT / "build" / "spark"
PORT, PAGE = 17077, 18080
WORKERS = 2
STARTING = 60  # seconds that the cluster has to be up


def spark_class(name: str, *arguments: str) -> subprocess.Popen:
    """Starts one process of the cluster; what it says goes into build/spark/<name>.log."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
    log = (BUILD / f"{name.rsplit('.', 1)[-1].lower()}-{len(list(BUILD.glob('*.log')))}.log").open("w")
    command = [str(home / "bin" / "spark-class"), name, *arguments]
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def workers_alive() -> int:
    """How many workers the master knows."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PAGE}/json/", timeout=2) as answer:
            return int(json.load(answer)["aliveworkers"])
    except (OSError, ValueError, KeyError):
        return 0


@contextlib.contextmanager
def cluster(memory: str) -> Iterator[str]:
    """A standalone cluster of one master and two workers, for as long as it is used; gives its address."""
    started = [
        spark_class(
            "org.apache.spark.deploy.master.Master",
            *("--host", "127.0.0.1", "--port", str(PORT), "--webui-port", str(PAGE)),
        )
    ]
    try:
        address = f"spark://127.0.0.1:{PORT}"
        for number in range(WORKERS):
            started.append(
                spark_class(
                    "org.apache.spark.deploy.worker.Worker",
                    *("--host", "127.0.0.1", "--cores", "1", "--memory", memory),
                    *("--webui-port", str(PAGE + 1 + number), "--work-dir", str(BUILD / f"worker-{number}"), address),
                )
            )
        patience = time.monotonic() + STARTING
        while workers_alive() < WORKERS:
            if time.monotonic() > patience or any(process.poll() is not None for process in started):
                raise OSError(f"the cluster did not start: see {BUILD.relative_to(ROOT)}/*.log")
            time.sleep(0.5)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def build(address: str, memory: str, raw_dir: Path, warehouse: Path, arguments: list[str]) -> Any:
    """Runs `dbt build` in a session of the cluster; returns dbt's result."""
    from pyspark.sql import SparkSession

    # dbt takes the session that is there, and with it these settings.
    session = (
        SparkSession.builder.master(address)
        .appName("handleplan")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.executor.memory", memory)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.catalogImplementation", "in-memory")
        .config("spark.sql.warehouse.dir", str(warehouse))
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.session.timeZone", "UTC")
        # '\d' in a pattern is those two characters, as in standard SQL.
        .config("spark.sql.parser.escapedStringLiterals", "true")
        .getOrCreate()
    )
    from dbt.cli.main import dbtRunner

    try:
        return dbtRunner().invoke(
            [
                "--quiet", "--no-use-colors", "--log-level-file", "none", "--no-partial-parse",
                "build",
                "--project-dir", str(ROOT), "--profiles-dir", str(ROOT),
                "--target", "spark", "--target-path", str(BUILD / "target"),
                "--exclude-resource-type", "unit_test",
                "--vars", json.dumps({"raw_dir": str(raw_dir)}),
                *arguments,
            ]
        )  # fmt: skip
    finally:
        session.stop()


def put_in_place(built: Path, target: Path) -> None:
    """Puts a folder under a name by one rename; what stood there is removed after."""
    before = target.with_name(f".{target.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if target.exists():
        target.rename(before)
    built.rename(target)
    shutil.rmtree(before, ignore_errors=True)


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw_dir", type=Path, help="a folder of Parquet files, a subfolder for each seed")
    parser.add_argument("target", type=Path, help="the folder for the tables")
    parser.add_argument("--memory", default="2g", help="memory of each worker (default: 2g)")
    arguments, of_dbt = parser.parse_known_args()
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    warehouse = BUILD / "warehouse"
    # However it ends, no process of the cluster is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    try:
        with cluster(arguments.memory) as address:
            result = build(address, arguments.memory, arguments.raw_dir.resolve(), warehouse, of_dbt)
    except OSError as error:
        print(f"spark: {error}", file=sys.stderr)
        return 2
    if result.exception is not None:
        print(f"spark: {result.exception}", file=sys.stderr)
        return 2
    tests = [one for one in result.result.results if one.node.resource_type == "test"]
    print(f"spark: {len(tests)} data tests, {sum(one.status == 'pass' for one in tests)} passed")
    if not result.success:
        return 1
    put_in_place(warehouse, arguments.target.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
