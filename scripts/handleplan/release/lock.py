"""The build lock: one build at a time in a folder."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def only_build(path: Path) -> Iterator[None]:
    """Holds the lock. The kernel frees it when the process ends in any way, so none is ever left behind.

    Raises ImportError on Windows, which has no such locks.
    """
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            print(f"build: waiting for another build ({lock.read().strip() or 'just started'})", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
        lock.truncate(0)
