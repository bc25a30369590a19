"""The documents that letters were entered from, in a folder that git ignores: the project stands without them.

A document is sources/<document_id>.pdf, or of another format; sources/<document_id>.sha256 says which file was read
when the letter was entered, in the form of `sha256sum`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from handleplan.paths import ROOT

FOLDER = "sources"
RECORD = ".sha256"


@dataclass(frozen=True)
class Source:
    """What is at hand of a document: the files of its name, and the name and hash of the file that was read."""

    files: tuple[Path, ...] = ()
    name: str = ""
    sha256: str = ""


def of_document(document_id: str, root: Path = ROOT) -> Source:
    """What the folder has of a document; nothing where it has none."""
    folder = root / FOLDER
    # Compared with the names that are there: an id is no path.
    named = sorted(path for path in folder.glob("*") if path.stem == document_id) if folder.is_dir() else []
    files = tuple(path for path in named if path.suffix != RECORD)
    record = next((path for path in named if path.suffix == RECORD), None)
    # A record is one line, whatever somebody put there.
    text = record.read_text(encoding="utf-8", errors="replace")[:1_000] if record else ""
    found = re.match(r"([0-9a-f]{64})  (.+)", text)
    return Source(files, found[2], found[1]) if found else Source(files)


def record(document_id: str, name: str, sha256: str, root: Path = ROOT) -> None:
    """Writes down which file a document was read from."""
    if "/" not in document_id:
        (root / FOLDER).mkdir(exist_ok=True)
        (root / FOLDER / f"{document_id}{RECORD}").write_text(f"{sha256}  {name}\n", encoding="utf-8")


def forget(document_id: str, root: Path = ROOT) -> None:
    """Takes the record of a document away; the document itself is whoever's who put it there."""
    for path in (root / FOLDER).glob(f"*{RECORD}"):
        if path.stem == document_id:
            path.unlink()
