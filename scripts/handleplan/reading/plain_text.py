"""Reads plain text, as `pdftotext` gives it with or without `-layout`."""

import re

from handleplan.errors import RefusedError
from handleplan.reading.document import Document, Line, Word
from handleplan.reading.page_edges import is_page_number

MOST_WIDE = 5_000


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a text. Raises RefusedError when it is no text of a letter."""
    text = decoded(data, name)
    document = Document(name, sha256)
    number = blank = 0
    pages = text.split("\f")
    for page, on_page in enumerate(pages, 1):
        printed = on_page.splitlines()
        if any(len(line) > MOST_WIDE for line in printed):
            raise RefusedError(
                f"{name}: has a line of more than {MOST_WIDE:,} characters; expected the text of a letter"
            )
        last = max((at for at, line in enumerate(printed) if line.strip()), default=-1)
        for at, line in enumerate(printed):
            number += 1
            # No-break and thin blanks group digits, so they part no words.
            words = tuple(Word(found[0], found.start(), found.end()) for found in re.finditer(r"[^ \t\r]+", line))
            if not words or (len(pages) > 1 and at == last and is_page_number(line, page)):
                blank += 1
                continue
            document.blocks.append(Line(number, page, words, gap=blank))
            blank = 0
    return document


def decoded(data: bytes, name: str) -> str:
    """The text of the bytes. Raises RefusedError when they are none."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RefusedError(f"{name}: is neither UTF-8 nor Windows-1252; save it as text in UTF-8")
