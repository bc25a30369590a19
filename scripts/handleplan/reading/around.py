"""Reads what stands around the tables in lines: the legend of symbols, footnotes, and promised grants."""

import re
from dataclasses import replace

from handleplan.reading.document import Line
from handleplan.reading.paper import Commitment, Footnote
from handleplan.reading.prints import SUPERSCRIPTS
from handleplan.reading.words import BULLETS, CAPTION, PRICE_LEVEL, SYMBOLS, URL, YEAR, joined, unit_of

DATE = r"\d{1,2}\.\s?\d{1,2}[.\s]\s?\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\. [a-zæøå]{3,9} \d{4}"
LEGEND = re.compile(rf"[{BULLETS}]?\s*([{re.escape(SYMBOLS)}])\s*[:=]?\s*([^\W\d][\w ,./()-]*)")
FOOTNOTE = re.compile(r"[\[(]?(\d{1,2})[\]).:]?\s+(\S.*)")
AMOUNT = r"(\d[\d.,]*)\s*((?:mio|mill|t)\.? ?kr\.?|kr\.?)"
MOST_FOOTNOTE_LINES = 8


def legend(lines: list[Line], placed: set[int]) -> dict[str, str]:
    """What each symbol stands for. Symbols may follow one another in a line. Lines that say so are placed then."""
    found: dict[str, str] = {}
    for line in lines:
        if line.number in placed:
            continue
        text = line.text.strip()
        entry = LEGEND.fullmatch(text)
        if entry:
            found.setdefault(entry[1], entry[2].strip(" .,"))
            placed.add(line.number)
            continue
        several = re.findall(rf"(?:^|\s)([{re.escape(SYMBOLS)}])\s?[:=]?\s?([^\W\d][^{re.escape(SYMBOLS)};]+)", text)
        if len(several) > 1:
            for symbol, name in several:
                found.setdefault(symbol, name.strip(" .,;:"))
            placed.add(line.number)
    return found


def footnotes(lines: list[Line], placed: set[int], starts: list[tuple[int, int]]) -> list[Footnote]:
    """The footnotes, each of the table that begins last before it; their lines are placed then.

    `starts` has the first line and the number of each table. Footnotes are numbered from 1, in a table or in all.
    """
    found: list[Footnote] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        table = max((start for start in starts if start[0] < line.number), default=None)
        entry = _footnote_start(line)
        numbers = [note.number for note in found if table and note.table == table[1]]
        is_next = entry and entry[0] in (len(numbers) + 1, len(found) + 1)
        if not table or not entry or not is_next or line.number in placed:
            at += 1
            continue
        parts, used = [entry[1]], [line.number]
        while at + 1 < len(lines) and not _is_ended(parts, lines[at + 1]) and len(used) < MOST_FOOTNOTE_LINES:
            at += 1
            if lines[at].number in placed:
                break
            parts.append(lines[at].text)
            used.append(lines[at].number)
        placed.update(used)
        found.append(replace(parsed(entry[0], table[1], joined(parts)), lines=tuple(used)))
        at += 1
    return found


def _footnote_start(line: Line) -> tuple[int, str] | None:
    """The number and the text of a footnote's first line; the number may be set raised, alone or before a word."""
    first = line.words[0]
    if not first.text and first.raised.isdigit():
        return int(first.raised), " ".join(word.text + word.raised for word in line.words[1:])
    text = line.text.strip().translate(SUPERSCRIPTS)
    if found := FOOTNOTE.fullmatch(text) or re.fullmatch(r"(\d{1,2})([A-ZÆØÅ].*)", text):
        # It may begin with the amount that it splits off.
        return (int(found[1]), found[2]) if found[2][:1].isalpha() or re.match(AMOUNT, found[2]) else None
    return None


def _is_ended(parts: list[str], following: Line) -> bool:
    text = joined(parts)
    if _footnote_start(following) or URL.search(following.text) or CAPTION.match(following.text):
        return True
    is_closed = text.count("(") <= text.count(")")
    return (text.endswith((".", ")")) and is_closed and not re.search(r"\b(?:mio|kr|inkl|bl\.a|jf|mv)\.$", text)) or (
        following.gap > 3
    )


def parsed(number: int, table: int, text: str) -> Footnote:
    """A footnote taken apart."""
    note = Footnote(number, table, text)
    if found := re.search(AMOUNT, text):
        note.amount, note.unit_dkk = found[1].rstrip(".,"), unit_of(found[2]) or 1
    if found := re.search(r"\bfra (?!BIU)([^,]+?)(?:,| der| som| på baggrund|\.(?: |$))", text):
        note.source = found[1].strip()
    if found := re.search(rf"\b([A-ZÆØÅ]{{2,6}})\s+(?:d\. |den )?({DATE})", text):
        note.committee, note.decided_on = found[1], found[2]
    rest = text.replace(note.decided_on, " ") if note.decided_on else text
    if found := PRICE_LEVEL.search(rest):
        note.price_level = found[0]
        rest = rest.replace(found[0], " ")
    if found := re.search(rf"\bi ({YEAR.pattern})\b", rest):
        note.year = found[1]
    return note


def commitments(lines: list[Line], placed: set[int], starts: list[tuple[int, int]]) -> list[Commitment]:
    """Grants promised over years in the text; the lines that say so are placed then."""
    found = []
    left = [line for line in lines if line.number not in placed]
    for at, line in enumerate(left):
        if "tilsagn" not in line.text.casefold():
            continue
        part = left[at : at + 5]
        end = next((place for place, one in enumerate(part) if one.text.rstrip().endswith((".", ":"))), len(part) - 1)
        text = joined([one.text for one in part[: end + 1]])
        amount = re.search(AMOUNT, text)
        years = re.search(rf"({YEAR.pattern})\s?[-\u2013]\s?({YEAR.pattern})", text)
        if not amount or not years:
            continue
        giver = re.search(r"kr\.?,? fra (.+?)(?: til | om |,|\.)", text)
        purpose = re.search(r"[”\"“»](.+?)[”\"“«]", text)
        table = max((start for start in starts if start[0] < line.number), default=None)
        found.append(
            Commitment(
                table[1] if table else None,
                amount[1].rstrip(".,"),
                unit_of(amount[2]) or 1,
                years[1],
                years[2],
                giver[1] if giver else "",
                purpose[1] if purpose else "",
            )
        )
        placed.update(one.number for one in part[: end + 1])
    return found
