"""Rewrites the seed CSV files in the project's form without changing a value, and shows a diff.

The form: UTF-8 without a byte-order mark, LF, commas, quotes only where they are needed, columns in the order of the
schema, no spaces around a value, no empty lines. A file that cannot be understood is left unchanged.
"""

import csv
import difflib
import io
import os
import shutil
import sys
from pathlib import Path

from handleplan import files
from handleplan.seeds.csv_files import MOST_BYTES, SchemaError, read, schemas, written
from handleplan.seeds.values import trim, visible


class NotUnderstoodError(Exception):
    """A file is ambiguous, so it must not be rewritten."""


def tidied(data: bytes, columns: list[str]) -> bytes:
    """A seed file in the project's form. Raises NotUnderstoodError when that could change a value."""
    seed = read(data, columns)
    if seed.broken:
        line, words = seed.broken[0]
        raise NotUnderstoodError(f"{f'{line}: ' if line else ' '}{words}")
    before = [
        {name: trim(value) for name, value in zip(seed.columns, row, strict=True) if name} for _, row in seed.rows
    ]
    text = "".join(f"{written(values)}\n" for values in [columns, *([row[name] for name in columns] for row in before)])
    # Python's own reader has the last word, so that an error in this program cannot go unseen.
    if list(csv.DictReader(io.StringIO(text), strict=True)) != before:
        raise NotUnderstoodError(" the values would change")
    return text.encode()


def difference(name: str, before: bytes, after: bytes) -> str:
    """A unified diff of two contents, with a code for each character that nobody sees."""
    lines = [visible(line) for line in before.decode("utf-8", "backslashreplace").splitlines()]
    diff = difflib.unified_diff(lines, after.decode().splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=0)
    return "\n".join(diff) or f"{name}: only the line ends differ"


def replace(path: Path, content: bytes) -> None:
    """Puts a content in the place of a file: whoever reads it, or loses power, has the old file or the new one."""
    new = path.with_name(f".{path.name}.tidy")
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def tidy(root: Path, is_check: bool) -> int:
    """Tidies all seeds of a project; returns the exit status."""
    status = 0
    try:
        described = schemas(root)
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 1
    for path, types in described.items():
        name = path.relative_to(root).as_posix()
        try:
            before = files.read(path, MOST_BYTES)
        except (files.UnfitFileError, FileNotFoundError):
            # `make build` says so; there is nothing to tidy.
            continue
        try:
            after = tidied(before, list(types))
        except NotUnderstoodError as error:
            print(f"{name}:{error}; the file was left unchanged", file=sys.stderr)
            status = 1
            continue
        if after != before:
            print(difference(name, before, after))
            if is_check:
                status = 1
            else:
                replace(path.resolve(), after)
    return status
