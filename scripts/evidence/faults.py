"""Tests that publishing survives real failures: builds killed at random moments, readers during publishes, power cuts.

  faults kills     kills builds with SIGKILL; after each, file and manifest are the last good release or the new one
  faults readers   publishes while processes read: one keeps the file open throughout, the others open it anew
  faults power     cuts a file system off as a power failure does, mid-publish, and mounts it again (Linux, as root)

Each works in a copy of the project in a temporary folder, never on the project's own build/ and dist/.
Exit status: 0 nothing went wrong, 1 something did (printed above), 2 environment error.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import duckdb

from evidence import evidence
from handleplan.database import build_id as build_id_of
from handleplan.database import describe, one_row
from handleplan.paths import DATABASE, MANIFEST, ROOT, program
from handleplan.release import build, verify
from handleplan.release.publish import publish

NOT_COPIED = (".git", ".venv", "build", "dist", "target", "logs", "__pycache__", ".*_cache")
# No build takes nearly as long: one that does hangs, on a lock for instance.
PATIENCE = 300
# What a publish does to files, as Python's audit events name it: a build is killed before or after each.
FILE_OPERATIONS = {"os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "subprocess.Popen"}
# How a build is killed.
WHOLE_BUILD = "whole build, by the clock"
BY_CLOCK, AT_OPERATION = "publish, by the clock", "publish, at a file operation"
# Tables that no other table points at, so that a row can be taken out of each to make a build that differs.
DIFFERING = ("marts.rpt_allocation", "marts.rpt_plan_overview", "audit.audit_trace", "audit.audit_printed_cell")
HELD = "held open throughout: the same contents as at first"
# ioctl EXT4_IOC_SHUTDOWN without flushing: from now on nothing reaches the disk, as when the power fails.
EXT4_IOC_SHUTDOWN, NO_FLUSH = 0x8004587D, 2


class CannotRunError(Exception):
    """The machine cannot run what was asked for."""


# --- a tree to break, and how a release is published in it -----------------------------------------------------------


@contextlib.contextmanager
def copied_tree() -> Iterator[Path]:
    """A copy of the project in a temporary folder, with one whole build behind it."""
    with tempfile.TemporaryDirectory(prefix="handleplan-faults-") as folder:
        tree = Path(folder) / "project"
        shutil.copytree(ROOT, tree, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
        print("faults: building once in a copy of the project", flush=True)
        status, output = finish(start_build(tree))
        if status != 0:
            raise CannotRunError(f"the copy cannot be built: {output}")
        yield tree


def start(command: list[str], tree: Path, **options: Any) -> subprocess.Popen:
    """Starts a process in a tree, with its output kept."""
    return subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def start_build(tree: Path) -> subprocess.Popen:
    """Starts a whole build."""
    return start(program("build", root=tree), tree)


def publish_command(candidate: Path, die_at: int = 0, times: int = 1, dist: Path | None = None) -> list[str]:
    """A build without its first part: a prepared candidate is published, by the same code and under the same locks."""
    root = candidate.parents[2]
    options = (str(die_at), "--times", str(times), "--dist", dist or root / "dist")
    return evidence("faults", "publish-prepared", candidate, *options, root=root)


def start_publish(tree: Path, candidate: Path, die_at: int = 0) -> subprocess.Popen:
    """Starts to publish a prepared candidate."""
    return start(publish_command(candidate, die_at), tree)


def finish(process: subprocess.Popen) -> tuple[int, str]:
    """Waits until a process has ended; returns its exit status and what it said. One that hangs is killed."""
    try:
        output = process.communicate(timeout=PATIENCE)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        return 2, process.communicate()[0] + f"\nkilled: it hung for {PATIENCE} s"
    return process.returncode, output


def publish_prepared(candidate: Path, die_at: int, times: int, dist: Path) -> int:
    """What publish_command() runs; it kills itself before its file operation of that number (0: never)."""
    done = 0

    def count(event: str, _arguments: tuple) -> None:
        nonlocal done
        if event in FILE_OPERATIONS:
            done += 1
            if done == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def work() -> int:
        check = dict.fromkeys(("check_id", "protects", "description"), "none") | {"rows_in_scope": 0, "failures": 0}
        publish(candidate, one.folder, [check], build.versions())
        print(f"published after {done} file operations")
        return 0

    sys.addaudithook(count)
    one = build.Build(build.Order(dist=dist))
    return max(one.guarded(work) for _ in range(times))


def prepare(tree: Path) -> dict[Path, dict]:
    """Makes two candidates of differing contents from the tree's own; returns each one's manifest, once published."""
    manifests = {}
    for name in ("a", "b"):
        candidate = tree / "candidates" / name / DATABASE
        candidate.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tree / "build" / DATABASE, candidate)
        if name == "b":
            with duckdb.connect(str(candidate)) as connection:
                for table in DIFFERING:
                    connection.execute(f"delete from {table} where rowid = 0")
        status, output = finish(start_publish(tree, candidate))
        if status != 0:
            raise CannotRunError(f"a prepared candidate cannot be published: {output}")
        manifests[candidate] = manifest_of(tree)
    return manifests


def manifest_of(tree: Path) -> dict:
    """The manifest that stands in a tree."""
    return json.loads((tree / "dist" / MANIFEST).read_text(encoding="utf-8"))


# --- what stands in dist/ --------------------------------------------------------------------------------------------


def current_files(tree: Path) -> tuple[bytes, bytes] | None:
    """File and manifest as they stand, byte for byte; None when neither is there. Raises OSError if only one is."""
    names = (tree / "dist" / DATABASE, tree / "dist" / MANIFEST)
    if not any(name.exists() for name in names):
        return None
    return names[0].read_bytes(), names[1].read_bytes()


def release_of(tree: Path) -> str | None:
    """The release that dist/current points at; two of one content differ in its name alone."""
    current = tree / "dist" / "current"
    return str(current.readlink()) if current.is_symlink() else None


def stood_after(before: str | None, after: str | None) -> str:
    """Which release stood after a fault, for the count."""
    return "nothing yet" if after is None else "the release before" if after == before else "the new release"


def wrong_with(tree: Path, before: tuple[bytes, bytes] | None, new: dict) -> str | None:
    """What is wrong after a fault: None when the release before stands byte for byte, or the new one, whole."""
    try:
        after = current_files(tree)
        if after is None:
            return None if before is None else "the release before is gone"
        errors = verify.differences(tree / "dist" / DATABASE, tree / "dist" / MANIFEST)
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        return f"file or manifest cannot be read: {error}"
    if after != before and json.loads(after[1]) != new:
        return "the manifest is neither the one before nor the new one"
    return "; ".join(errors) or None


def left_over(tree: Path) -> list[str]:
    """What a build must not leave: files of work in progress, and more releases than two."""
    names = [*(tree / "dist").rglob("*"), *(tree / "build").glob("*")]
    half_done = [name for name in names if name.name.startswith(".") or name.suffix in (".wal", ".tmp", ".new")]
    found = [str(name) for name in half_done if name != tree / "dist" / ".lock"]
    releases = [name.name for name in (tree / "dist" / "releases").iterdir()]
    return found + ([f"releases {', '.join(releases)}"] if len(releases) > 2 else [])


# --- kills -----------------------------------------------------------------------------------------------------------


def timed(process: subprocess.Popen) -> tuple[float, str]:
    """Waits for a process that must succeed; returns the seconds that it took and what it said."""
    begun = time.monotonic()
    status, output = finish(process)
    if status != 0:
        raise CannotRunError(f"a build failed that was left alone: {output}")
    return time.monotonic() - begun, output


def moments(chance: random.Random, count: int, whole: int, operations: int) -> list[tuple[str, bool, int]]:
    """How each build is killed: the kind, whether it is a first release, before which file operation (0: none)."""
    turns = range((count - whole) // 2)
    # Each file operation in turn, from the last; every fourth time as a first release, which makes the names in dist/.
    plan = [(AT_OPERATION, turn // operations % 4 == 0, operations - turn % operations) for turn in turns]
    plan += [(WHOLE_BUILD, False, 0)] * whole
    plan += [(BY_CLOCK, chance.random() < 0.1, 0) for _ in range(count - len(plan))]
    chance.shuffle(plan)
    return plan


def kills(tree: Path, count: int, whole: int, seed: int) -> int:
    """Kills builds at random moments and tells what was found after each; returns the exit status."""
    chance = random.Random(seed)
    own, manifests = manifest_of(tree), prepare(tree)
    candidates = list(manifests)
    shutil.rmtree(tree / "dist", ignore_errors=True)
    seconds, output = timed(start_publish(tree, candidates[0]))
    (number,) = re.findall(r"after (\d+) file operations", output)
    operations = int(number)
    build_seconds = timed(start_build(tree))[0] if whole else 0
    print(f"faults: a publish takes {seconds:.1f} s and {operations} file operations; seed {seed}", flush=True)

    plan = moments(chance, count, whole, operations)
    found: Counter[str] = Counter()
    wrong: list[str] = []
    while plan and not wrong:
        kind, is_first, die_at = plan[-1]
        if is_first:
            shutil.rmtree(tree / "dist", ignore_errors=True)
        elif current_files(tree) is None and finish(start_publish(tree, candidates[0]))[0] != 0:
            wrong.append("a publish after a kill failed")
            break
        before, release, candidate = current_files(tree), release_of(tree), chance.choice(candidates)
        if kind == WHOLE_BUILD:
            process, new, limit = start_build(tree), own, chance.uniform(0, build_seconds)
        else:
            process, new = start_publish(tree, candidate, die_at), manifests[candidate]
            limit = PATIENCE if die_at else chance.uniform(0, seconds)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limit)
        process.kill()
        status, output = finish(process)
        if status not in (0, -signal.SIGKILL):
            wrong.append(f"a build ({kind}) ended by itself with {status}: {output}")
        elif errors := wrong_with(tree, before, new):
            wrong.append(f"{errors} (kill {sum(found.values()) + 1}, {kind})")
        elif status != 0:
            found[f"{kind}: {stood_after(release, release_of(tree))} stood after it"] += 1
            plan.pop()
        elif die_at:
            # It had ended before its moment came and was no kill: another is killed in its stead.
            plan[-1] = (BY_CLOCK, False, 0)

    status, output = finish(start_build(tree) if whole else start_publish(tree, candidates[0]))
    if status != 0:
        wrong.append(f"the next build failed: {output}")
    elif errors := wrong_with(tree, None, own if whole else manifests[candidates[0]]):
        wrong.append(f"after the next build: {errors}")
    wrong += [f"left over after the next build: {name}" for name in left_over(tree)]
    return print_summary(found, f"{sum(found.values())} kills and a build after them", wrong)


# --- readers ---------------------------------------------------------------------------------------------------------


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


# --- power -----------------------------------------------------------------------------------------------------------


def command(*words: object) -> None:
    """Runs a command of the system that must succeed."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRunError(f"{words[0]}: {done.stderr.strip()}")


def cut_off(folder: Path) -> None:
    """Shuts a file system down in an instant: what is not on the disk by now never gets there."""
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.ioctl(descriptor, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_FLUSH))
    os.close(descriptor)


def power(tree: Path, count: int, seed: int) -> int:
    """Cuts off the file system under dist/ at random moments of a publish, mounts it again, and looks."""
    if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        raise CannotRunError("a power cut needs root, mkfs.ext4 and a loop device")
    chance = random.Random(seed)
    manifests = prepare(tree)
    candidates = list(manifests)
    seconds, _ = timed(start_publish(tree, candidates[0]))
    image, dist = tree / "disk.img", tree / "dist"
    with image.open("wb") as disk:
        disk.truncate(64 * 1024 * 1024)
    shutil.rmtree(dist)
    dist.mkdir()
    command("mkfs.ext4", "-q", image)
    command("mount", "-o", "loop", image, dist)
    found: Counter[str] = Counter()
    wrong: list[str] = []
    try:
        for number in range(1, count + 1):
            before, release = current_files(tree), release_of(tree)
            candidate = chance.choice(candidates)
            process = start_publish(tree, candidate)
            # By turns at a random moment, and in the instant in which it says that it has published.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(seconds / 3, seconds) if number % 2 else PATIENCE)
            cut_off(dist)
            status, output = finish(process)
            command("umount", dist)
            command("mount", "-o", "loop", image, dist)
            if errors := wrong_with(tree, before, manifests[candidate]):
                wrong.append(f"power cut {number}: {errors}")
                break
            stood = stood_after(release, release_of(tree))
            found[f"{stood} stood after it"] += 1
            if status == 0 and stood != "the new release":
                wrong.append(f"power cut {number}: it said that it had published, and {stood} stood after it")
            # DuckDB itself ends the process when it cannot close a file on a disk that is gone.
            if status not in (0, 2, -signal.SIGABRT) or "Traceback" in output:
                wrong.append(f"power cut {number}: it ended with {status}: {output}")
        status, output = finish(start_publish(tree, candidates[0]))
        if status != 0:
            wrong.append(f"the next publish failed: {output}")
        wrong += [f"left over: {name}" for name in left_over(tree)]
    finally:
        subprocess.run(["umount", "--lazy", str(dist)], check=False)
    return print_summary(found, f"{sum(found.values())} power cuts and a publish after them", wrong)


# --- the command line ------------------------------------------------------------------------------------------------


def print_summary(found: Counter, what: str, wrong: list[str]) -> int:
    """Prints what was found how often, what went wrong and, last, how much of it; returns the exit status."""
    for one, times in sorted(found.items()):
        print(f"  {times:5} x {one}", flush=True)
    for line in wrong[:20]:
        print(f"faults: {line}", file=sys.stderr)
    print(f"faults: {what}: {len(wrong)} went wrong")
    return 1 if wrong else 0


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    of_kills = commands.add_parser("kills", help="kill builds at random moments")
    of_kills.add_argument("--count", type=int, default=300, help="how many kills (default: %(default)s)")
    of_kills.add_argument("--whole", type=int, default=15, help="of which whole builds (default: %(default)s)")
    of_kills.add_argument("--seed", type=int, default=1, help="seed of the random moments (default: %(default)s)")
    of_readers = commands.add_parser("readers", help="read while releases are published")
    of_readers.add_argument("--publishes", type=int, default=50, help="(default: %(default)s)")
    of_readers.add_argument("--reads", type=int, default=10000, help="at least this many reads (default: %(default)s)")
    of_readers.add_argument("--processes", type=int, default=3, help="processes that read (default: %(default)s)")
    of_power = commands.add_parser("power", help="cut the power while a release is published")
    of_power.add_argument("--count", type=int, default=50, help="how many power cuts (default: %(default)s)")
    of_power.add_argument("--seed", type=int, default=1, help="seed of the random moments (default: %(default)s)")
    # What publish_command() starts; nobody else needs it.
    of_publish = commands.add_parser("publish-prepared")
    of_publish.add_argument("candidate", type=Path)
    of_publish.add_argument("die_at", type=int)
    of_publish.add_argument("--times", type=int)
    of_publish.add_argument("--dist", type=Path)
    options = vars(parser.parse_args())
    if options["command"] == "publish-prepared":
        return publish_prepared(*(options[name] for name in ("candidate", "die_at", "times", "dist")))
    programs: dict[str, Callable[..., int]] = {"kills": kills, "readers": readers, "power": power}
    run = programs[options.pop("command")]
    try:
        with copied_tree() as tree:
            return run(tree, **options)
    except CannotRunError as error:
        print(f"faults: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("faults: interrupted", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
