"""Real faults while a release is published: kills, readers, two builds, full disks, missing rights, a power cut.

`make faults` does the same at length. What needs a mount is skipped where this user may not mount.
"""

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys

import pytest

from conftest import copy_built
from evidence.faults import tree as faults
from evidence.faults.kills import kills
from evidence.faults.power import power
from evidence.faults.readers import readers
from handleplan.paths import program

HOLD_LOCK = """
import sys, time
sys.path.insert(0, "scripts")
from pathlib import Path
from handleplan.release.lock import only_build
with only_build(Path("build/lock")):
    print("held", flush=True)
    time.sleep(60)
"""
AS_ON_WINDOWS = """
import runpy, sys
sys.modules["fcntl"] = None
sys.argv = ["handleplan", "build"]
runpy.run_path("scripts", run_name="__main__")
"""


@pytest.fixture(scope="module")
def tree(project, tmp_path_factory):
    """A built copy of the project; each test leaves it fit to be built."""
    return copy_built(project, tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def candidates(tree):
    """Two candidates of differing contents."""
    return list(faults.prepare(tree))


@contextlib.contextmanager
def mounted(place, *options: str):
    """A mount that is there for a while."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(place)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"this user may not mount a file system here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def without_rights_of_root() -> list[str]:
    """How a command is run so that the modes of files count."""
    if os.geteuid() != 0:
        return []
    drop = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    if shutil.which("setpriv") is None or subprocess.run([*drop, "true"], check=False).returncode != 0:
        pytest.skip("root cannot give up its rights here, and no mode of a file stops root")
    return drop


@contextlib.contextmanager
def mode(path, bits: int):
    """Another mode for a while."""
    before = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


def published(tree, candidate, **options) -> str:
    """Publishes a candidate, which must succeed; returns what was said."""
    command = [*without_rights_of_root(), *faults.publish_command(candidate)]
    status, said = faults.finish(faults.start(command, tree, **options))
    assert status == 0, said
    return said


def assert_fault(tree, command: list[str], *words: str, **options) -> None:
    """A build must end with 2 and say what to do; what stood stands byte for byte, and nothing is left over."""
    before = faults.current_files(tree)
    status, said = faults.finish(faults.start(command, tree, **options))
    assert status == 2, said
    for word in words:
        assert word in said
    assert "build: environment error (exit status 2): the data are fine" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert faults.current_files(tree) == before
    assert faults.left_over(tree) == []


def test_a_killed_build_leaves_the_release_before_or_the_new_one(tree):
    assert kills(tree, count=8, whole=0, seed=3) == 0


def test_readers_see_whole_builds_while_releases_are_published(tree):
    assert readers(tree, publishes=3, reads=100, processes=2) == 0


def test_a_power_cut_leaves_the_release_before_or_the_new_one(tree):
    kept = tree.parent / "kept"
    (tree / "dist").rename(kept)
    try:
        assert power(tree, count=3, seed=2) == 0
    except faults.CannotRunError as error:
        pytest.skip(str(error))
    finally:
        shutil.rmtree(tree / "dist", ignore_errors=True)
        kept.rename(tree / "dist")


def test_a_second_build_waits_and_a_killed_one_leaves_no_lock(tree, candidates):
    first = faults.start([sys.executable, "-c", HOLD_LOCK], tree)
    assert first.stdout.readline() == "held\n"
    second, third = (faults.start_publish(tree, candidates[0]) for _ in range(2))
    for waiting in (second, third):
        assert waiting.stdout.readline().startswith(f"build: waiting for another build (process {first.pid}, since ")
    third.send_signal(signal.SIGINT)
    status, said = faults.finish(third)
    assert status == -signal.SIGINT
    assert "build: interrupted" in said.splitlines()[-1]
    assert "Traceback" not in said
    first.kill()
    status, said = faults.finish(second)
    assert status == 0, said
    faults.finish(first)


def test_the_next_build_clears_what_a_dead_one_left_and_needs_no_readable_release(tree):
    for name in ("dist/releases/.new-1", "build/handleplan.duckdb.tmp"):
        (tree / name).mkdir()
    rights = without_rights_of_root()
    for name in ("dist/releases/.new-1/handleplan.duckdb.wal", "build/handleplan.duckdb.wal"):
        (tree / name).write_bytes(b"half")
    (tree / "dist" / ".current.new").symlink_to("releases/.new-1")
    (tree / "build" / "target" / "partial_parse.msgpack").write_bytes(b"half")
    (tree / "build" / "lock").write_text("process 1, since 00:00:00", encoding="utf-8")
    old = (tree / "dist" / "current").resolve()
    with mode(old, 0o000):
        status, said = faults.finish(faults.start([*rights, *program("build", root=tree)], tree))
    assert status == 0, said
    assert "waiting" not in said
    assert "Traceback" not in said
    assert old.is_dir()
    assert faults.left_over(tree) == []


def test_a_full_disk_under_dist_leaves_the_last_release(tree, candidates):
    # Room for two releases and the one being written, until the filler takes it.
    room = 3 * candidates[0].stat().st_size
    with mounted(tree / "dist", "-t", "tmpfs", "-o", f"size={room}", "tmpfs"):
        published(tree, candidates[0])
        filler = tree / "dist" / "filler"
        # The disk is full at once; while tables are written; while the file is closed.
        for left_kb in (0, 400, 2000):
            filler.write_bytes(b"")
            free = shutil.disk_usage(tree / "dist").free
            filler.write_bytes(bytes(free - left_kb * 1024))
            assert_fault(tree, faults.publish_command(candidates[1]), "No space left on device", "the disk is full")
        filler.unlink()
        published(tree, candidates[1])


@pytest.mark.parametrize("elsewhere", [["target"], ["target", "ran"]], ids=["by dbt", "by dbt's statements"])
def test_a_full_disk_under_build_is_no_fault_of_the_data(tree, tmp_path, elsewhere):
    # What dbt wrote and writes lies elsewhere, so that it is the candidate that meets the end of the disk.
    for name in elsewhere:
        shutil.copytree(tree / "build" / name, tmp_path / name)
    with mounted(tree / "build", "-t", "tmpfs", "-o", "size=100k", "tmpfs"):
        for name in elsewhere:
            (tree / "build" / name).symlink_to(tmp_path / name)
        assert_fault(tree, program("build", root=tree), "No space left on device", "the disk is full")


def test_a_file_that_may_not_grow_leaves_the_last_release(tree, candidates):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    assert_fault(tree, faults.publish_command(candidates[1]), "File too large", "ulimit -f", preexec_fn=limit)


@pytest.mark.parametrize("folder", ["dist", "dist/releases"])
def test_a_dist_that_this_user_may_not_write_to(tree, candidates, folder):
    command = [*without_rights_of_root(), *faults.publish_command(candidates[1])]
    releases = sorted((tree / "dist" / "releases").iterdir())
    with mode(tree / folder, 0o555):
        assert_fault(tree, command, "Permission denied", "this user may not do that")
    assert sorted((tree / "dist" / "releases").iterdir()) == releases


def test_a_dist_on_a_read_only_file_system(tree, candidates):
    dist = str(tree / "dist")
    with mounted(tree / "dist", "--bind", dist):
        subprocess.run(["mount", "-o", "remount,bind,ro", dist], check=True)
        assert_fault(tree, faults.publish_command(candidates[1]), "Read-only file system", "make it writable")


def test_an_old_file_that_cannot_be_read_is_replaced_and_kept(tree, candidates):
    published(tree, candidates[0])
    old = (tree / "dist" / "handleplan.duckdb").resolve()
    before = old.read_bytes()
    with mode(old, 0o000):
        published(tree, candidates[1])
    assert old.read_bytes() == before
    # One that is no database either: it is never opened.
    old = (tree / "dist" / "handleplan.duckdb").resolve()
    old.chmod(0o644)
    old.write_bytes(b"broken")
    published(tree, candidates[0])
    assert old.read_bytes() == b"broken"


def test_an_old_release_that_cannot_be_removed_is_told_and_no_fault(tree, candidates):
    for candidate in (candidates[0], candidates[1]):
        published(tree, candidate)
    previous = next(
        folder for folder in (tree / "dist" / "releases").iterdir() if folder != (tree / "dist/current").resolve()
    )
    with mode(previous, 0o555):
        said = published(tree, candidates[0])
        assert "an old release is left over" in said
        assert previous.is_dir()
    published(tree, candidates[1])
    assert faults.left_over(tree) == []


def test_a_link_that_points_nowhere_is_mended(tree, candidates):
    shutil.rmtree((tree / "dist" / "current").resolve())
    published(tree, candidates[0])
    assert faults.wrong_with(tree, None, json.loads((tree / "dist" / "handleplan.manifest.json").read_bytes())) is None


def test_a_file_that_no_build_made_is_not_replaced(tree, candidates):
    name = tree / "dist" / "handleplan.duckdb"
    name.unlink()
    name.write_bytes(b"somebody's only copy")
    assert_fault(tree, faults.publish_command(candidates[0]), "dist/handleplan.duckdb is no link", "move it away")
    name.unlink()
    published(tree, candidates[0])


def test_windows_is_told_plainly(tree):
    status, said = faults.finish(faults.start([sys.executable, "-c", AS_ON_WINDOWS], tree))
    assert status == 2
    assert "Build in WSL, on Linux or on macOS" in said
    assert len(said.splitlines()) == 2
