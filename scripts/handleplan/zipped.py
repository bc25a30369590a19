"""Unpacks files that are a zip of XML (.xlsx, .docx) and come from outside: their parts are counted first."""

import io
import zipfile
import zlib
from collections.abc import Callable

from handleplan.errors import RefusedError

# A letter of today unpacks to 1.3 MB.
MOST_UNPACKED = 20_000_000
MOST_PARTS = 500
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def unpacked(data: bytes, name: str, is_wanted: Callable[[str], bool] = lambda part: True) -> dict[str, bytes]:
    """The wanted parts of a zip. Raises RefusedError when they are too much, one of BROKEN when it is no zip."""
    most = f"expected at most {MOST_PARTS} parts of {MOST_UNPACKED:,} bytes together"
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        held = [part for part in packed.infolist() if is_wanted(part.filename)]
        if len(held) > MOST_PARTS or sum(part.file_size for part in held) > MOST_UNPACKED:
            raise RefusedError(f"{name}: unpacks to too much; {most}; nothing was written (exit status 1)")
        for part in held:
            if part.filename in parts:
                raise ValueError(f"{part.filename} stands twice in it")
            # A part ends where the folder of the zip says; what it holds beyond fails its checksum.
            parts[part.filename] = packed.read(part)
    return parts
