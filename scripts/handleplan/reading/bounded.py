"""Reads a file of a stranger in a process of its own, with bounded time and memory."""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from handleplan.errors import HandleplanError, RefusedError
from handleplan.reading.document import Document

# A letter of 60 pages takes some twenty seconds and 300 MB.
MOST_SECONDS = 120
MOST_MEMORY = 2_000_000_000
Reader = Callable[[bytes, str, str], Document]
Made = TypeVar("Made")


def read(reader: Callable[[bytes, str, str], Made], data: bytes, name: str, sha256: str) -> Made:
    """What a reader makes of a file. Raises RefusedError when it cannot, or takes too long or too much."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sending, reader, data, name, sha256), daemon=True)
    process.start()
    sending.close()
    try:
        if not receiving.poll(MOST_SECONDS):
            raise RefusedError(f"{name}: takes more than {MOST_SECONDS} seconds to read; expected one letter")
        result = receiving.recv()
    except EOFError as error:
        raise RefusedError(f"{name}: takes too much memory to read; expected one letter") from error
    finally:
        process.kill()
        process.join()
    if isinstance(result, BaseException):
        raise result
    return result


def _own_memory() -> int:
    """The address space that this process has already: a build that makes pages has gigabytes of it, mostly unused."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _run(sending: Connection, reader: Callable[[bytes, str, str], Made], data: bytes, name: str, sha256: str) -> None:
    most = _own_memory() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        result: Made | BaseException = reader(data, name, sha256)
    except (HandleplanError, OSError) as error:
        result = error
    except MemoryError:
        result = RefusedError(f"{name}: takes too much memory to read; expected one letter")
    except RecursionError:
        result = RefusedError(f"{name}: is nested too deeply; expected one letter")
    except Exception as error:
        # Libraries let errors of all kinds out of a damaged file.
        result = RefusedError(f"{name}: cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}")
    sending.send(result)
