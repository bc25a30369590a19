"""Takes the label of a row apart: the name of the initiative, the symbols of its sources, and its description."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from handleplan.reading.words import SYMBOLS, joined


@dataclass(frozen=True)
class Label:
    """A label as printed: where its name ends, the symbols in the order printed, and what describes it."""

    name: str
    symbols: tuple[str, ...]
    description: str


def _sign(symbols: str) -> str:
    """The pattern of a symbol: it stands apart or at a word's end, never within one."""
    return rf"[{symbols}](?=\s|$|[{symbols}])"


def has_symbol(lines: list[str]) -> bool:
    """Whether a label has a symbol of a source."""
    return any(re.search(_sign(re.escape(SYMBOLS)), line) for line in lines)


def taken_apart(lines: list[str], symbols: Collection[str], known: Collection[str] = ()) -> Label:
    """A label of several lines. A name ends before a symbol with text behind it, at a colon, or with its line."""
    found: list[str] = []
    parts: list[tuple[str, bool]] = []
    signs = re.escape("".join(symbols) or SYMBOLS)
    for line in lines:
        text = " ".join(line.split())
        begin = 0
        for sign in re.finditer(_sign(signs), text):
            parts.append((text[begin : sign.start()].strip(), True))
            found.append(sign[0])
            begin = sign.end()
        if text[begin:].strip():
            parts.append((text[begin:].strip(), False))
    before = next((at for at, (_, ends) in enumerate(parts) if ends), None)
    texts = [text for text, _ in parts]
    whole = joined([text for text in texts if text])
    # A known name is this row's only where it ends with a line, before a symbol or at a colon.
    ends = {len(joined([text for text in texts[:at] if text])) for at in range(1, len(texts) + 1)}
    exact = max((name for name in known if _is_name_of(whole, name, ends)), key=len, default="")
    if exact:
        name = whole[: len(exact)]
    elif before is not None and any(texts[before + 1 :]):
        name = joined([text for text in texts[: before + 1] if text])
    else:
        name = _first_sentence([text for text in texts if text])
    description = whole[len(name) :].lstrip(" :").strip()
    return Label(name.rstrip(" :"), tuple(dict.fromkeys(found)), description)


def _is_name_of(text: str, name: str, ends: Collection[int]) -> bool:
    is_end = len(name) in ends or text[len(name) : len(name) + 1] == ":"
    return is_end and text.casefold().startswith(name.casefold())


def _first_sentence(lines: list[str]) -> str:
    """The lines up to one that ends in a colon or is followed by a capital letter: there the description begins."""
    for at, line in enumerate(lines):
        if ": " in line:
            return joined([*lines[:at], line[: line.index(": ")]])
        if line.endswith(":") or (at + 1 < len(lines) and lines[at + 1][:1].isupper()):
            return joined(lines[: at + 1])
    return joined(lines)
