"""Cuts a file system off as a power failure does, in the middle of a publish, and mounts it again (Linux, as root)."""

import contextlib
import os
import random
import shutil
import signal
import struct
import subprocess
from collections import Counter
from pathlib import Path

from evidence.faults.tree import (
    PATIENCE,
    CannotRunError,
    current_files,
    finish,
    left_over,
    prepare,
    print_summary,
    release_of,
    start_publish,
    stood_after,
    timed,
    wrong_with,
)

# ioctl EXT4_IOC_SHUTDOWN without flushing: from now on nothing reaches the disk, as when the power fails.
EXT4_IOC_SHUTDOWN, NO_FLUSH = 0x8004587D, 2


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
