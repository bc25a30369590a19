"""Locks: one build at a time in a project, and one publish at a time in a folder of releases."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from handleplan.errors import EnvironmentFaultError


@contextlib.contextmanager
def only_build(path: Path, waits_for: str = "build: waiting for another build") -> Iterator[None]:
    """Holds the lock. The kernel frees it when the process ends in any way, so none is ever left behind.

    Raises EnvironmentFaultError on Windows, which has no such locks.
    """
    try:
        import fcntl
    except ImportError:
        raise EnvironmentFaultError(
            "Windows has no file locks and links as this needs them. Build in WSL, on Linux or on macOS; "
            "the published file itself opens on Windows"
        ) from None

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            print(f"{waits_for} ({lock.read().strip() or 'just started'})", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
        lock.truncate(0)
