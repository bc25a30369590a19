"""Reads files that come from outside: regular ones, and of a bounded size; reads and writes files of ours."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class UnfitFileError(OSError):
    """A file is not read. The text says what it is and what was expected, and follows the file's name."""


def from_yaml(path: Path) -> Any:
    """What a YAML file of ours says. Raises yaml.YAMLError."""
    # Who reads a document reads no YAML.
    import yaml

    # The loader in C takes a tenth of the time.
    return yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def write_all(texts: Mapping[Path, str]) -> None:
    """Writes files, each beside its place first: a full disk leaves those of before."""
    for path, text in texts.items():
        path.with_suffix(".new").write_text(text, encoding="utf-8")
    for path in texts:
        path.with_suffix(".new").replace(path)


def read(path: Path, most: int) -> bytes:
    """The bytes of a regular file, at most so many. Raises UnfitFileError, and OSError when it is not there."""
    # A FIFO would be waited for, and a device never ends.
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnfitFileError("is not a regular file but a folder, a pipe or a device; expected a file")
    with path.open("rb") as file:
        data = file.read(most + 1)
        if len(data) > most:
            size = max(path.stat().st_size, len(data))
            raise UnfitFileError(f"has {size:,} bytes; expected at most {most:,}. Is it another file under this name?")
    return data
