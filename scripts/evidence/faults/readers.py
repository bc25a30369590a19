"""Publishes while processes read: one keeps the file open throughout, the others open it anew for each read."""

import json
import multiprocessing
import os
import time
from collections import Counter
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb

from evidence.faults.tree import (
    PATIENCE,
    finish,
    left_over,
    prepare,
    print_summary,
    start_publish,
)
from handleplan.database import build_id as build_id_of
from handleplan.database import describe, one_row
from handleplan.paths import DATABASE, MANIFEST

HELD = "held open throughout: the same contents as at first"


def read_once(connection: duckdb.DuckDBPyConnection, manifests: dict[str, dict]) -> str:
    """Reads which build a file is and counts all its rows; returns the build, or raises ValueError when it is none."""
    build_id = build_id_of(connection)
    expected = {table: facts["rows"] for table, facts in manifests[build_id]["tables"].items()}
    counts = ", ".join(f"(select count(*) from {table})" for table in expected)
    found = dict(zip(expected, one_row(connection, f"select {counts}"), strict=True))
    if found != expected:
        raise ValueError(f"build {build_id} has other rows than its manifest: {found}")
    return build_id


def swarm(dist: Path, manifests: dict[str, dict], reads: int, ended: Event, results: Queue) -> None:
    """One reader process: opens the file anew for each read, until its reads are done and the publishing has ended."""
    seen: Counter[str] = Counter()
    failures, number = [], 0
    while number < reads or not ended.is_set():
        number += 1
        # By turns as a BI tool opens it, and as a program does that needs file and manifest of one release.
        folder = dist if number % 2 else (dist / "current").resolve()
        try:
            with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
                build_id = read_once(connection, manifests)
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if manifest not in manifests.values() or (folder != dist and manifest["build_id"] != build_id):
                raise ValueError(f"the file is build {build_id}, the manifest of {manifest['build_id']}")
            seen[f"opened anew: build {build_id}, whole"] += 1
        except Exception as error:
            failures.append(f"read {number} of process {os.getpid()}: {type(error).__name__}: {error}")
    results.put((seen, failures))


def holder(dist: Path, ready: Event, ended: Event, results: Queue) -> None:
    """The reader that holds the file open throughout, and computes the hash of everything in it again and again."""
    reads, failures = 0, []
    with duckdb.connect(str(dist / DATABASE), read_only=True) as connection:
        first = describe(connection, Path(DATABASE).stem)
        ready.set()
        while not ended.is_set():
            reads += 1
            if describe(connection, Path(DATABASE).stem) != first:
                failures.append(f"read {reads} of the one that holds the file open: other contents than at first")
                break
            time.sleep(0.1)
    results.put((Counter({HELD: reads}), failures))


def readers(tree: Path, publishes: int, reads: int, processes: int) -> int:
    """Publishes two differing builds in turn while processes read; tells what they saw; returns the exit status."""
    manifests = prepare(tree)
    by_build = {manifest["build_id"]: manifest for manifest in manifests.values()}
    context = multiprocessing.get_context("spawn")
    ready, ended, results = context.Event(), context.Event(), context.Queue()
    dist = tree / "dist"
    started = [context.Process(target=holder, args=(dist, ready, ended, results))]
    started[0].start()
    ready.wait(PATIENCE)
    share = -(-reads // processes)
    started += [context.Process(target=swarm, args=(dist, by_build, share, ended, results)) for _ in range(processes)]
    for process in started[1:]:
        process.start()
    wrong = []
    for number in range(publishes):
        status, output = finish(start_publish(tree, list(manifests)[number % 2]))
        if status != 0:
            wrong.append(f"publish {number + 1}: {output}")
    ended.set()
    seen: Counter[str] = Counter()
    for _ in started:
        counts, failures = results.get(timeout=10 * PATIENCE)
        seen += counts
        wrong += failures
    for process in started:
        process.join()
    wrong += [f"left over: {name}" for name in left_over(tree)]
    anew = sum(seen.values()) - seen[HELD]
    return print_summary(seen, f"{publishes} publishes, {anew} reads by {processes} processes beside the one", wrong)
