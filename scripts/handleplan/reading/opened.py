"""Opens a document that somebody sent, whatever its format: what it is follows from its first bytes."""

import hashlib
from pathlib import Path

from handleplan import files
from handleplan.errors import RefusedError
from handleplan.reading import bounded, plain_text
from handleplan.reading.document import Document

# A letter with its annexes; a scan is larger, and has no text.
MOST_BYTES = 20_000_000
MOST_LINES = 10_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def opened(path: Path) -> Document:
    """The document of a file. Raises RefusedError when it cannot be read as one, OSError when it is no file."""
    try:
        data = files.read(path, MOST_BYTES)
    except files.UnfitFileError as error:
        raise OSError(f"{path} {error}") from error
    name, sha256 = path.name, hashlib.sha256(data).hexdigest()
    document = bounded.read(_reader(data, name), data, name, sha256)
    lines = sum(1 for _ in document.lines)
    if not lines:
        raise RefusedError(f"{name}: has no text. Is it a scan? Ask for the document that was scanned")
    if lines > MOST_LINES:
        raise RefusedError(
            f"{name}: has {lines:,} lines; expected at most {MOST_LINES:,}, which is a letter with annexes"
        )
    return document


def _reader(data: bytes, name: str) -> bounded.Reader:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    # Each reader is loaded only when it is needed, so that text is read at once.
    if b"%PDF-" in start:
        from handleplan.reading import pdf_file

        return pdf_file.read
    if start.startswith(b"PK\x03\x04"):
        from handleplan.reading import sheets, word_file

        return sheets.read if b"xl/workbook.xml" in data else word_file.read
    if start.startswith(OLD_OFFICE):
        raise RefusedError(f"{name}: is protected by a password or of an old format; save it as .docx or .xlsx without")
    if start[:200].lower().startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml")):
        from handleplan.reading import web_page

        return web_page.read
    return plain_text.read
