"""Tells what stands at the edges of pages, such as their numbers, from what a paper says."""

import re

from handleplan.reading.document import Line
from handleplan.reading.prints import is_like_amount

# What stands at the edge of a page, and no title of a table does.
PAGE_NUMBER = re.compile(r"(?:side )?\d{1,3}(?: ?(?:af|/) ?\d{1,3})?|[-\u2013] ?\d{1,3} ?[-\u2013]", re.I)
EDGE = re.compile(r".*\b(?:side \d{1,3}|\d{1,3} ?(?:af|/) ?\d{1,3}|sagsnr.*|fortsat.*|forts\..*)", re.I)


def is_page_number(text: str, page: int) -> bool:
    """Whether a page's last line is its number."""
    return re.fullmatch(rf"\s*(?:[Ss]ide |[-\u2013] ?)?{page}(?: ?(?:af|/) ?\d+| ?[-\u2013])?\s*", text) is not None


def without_numbers(lines: list[Line]) -> list[Line]:
    """The lines without numbers of pages at their ends."""
    found = []
    for at, line in enumerate(lines):
        is_last = at + 1 < len(lines) and lines[at + 1].page != line.page
        # Below the amounts of a row stands no other number of it.
        is_amount = line.text.isdigit() and sum(map(is_like_amount, lines[at - 1].words if at else ())) < 2
        if not is_last or is_amount or not PAGE_NUMBER.fullmatch(line.text):
            found.append(line)
    return found


def is_at_edge(text: str, top: str) -> bool:
    """Whether a line stands at the edge of pages: it tells their number, or is what begins another page."""
    one, other = (re.sub(r"\d+", "", line) for line in (text, top))
    return one == other or bool(PAGE_NUMBER.fullmatch(text) or EDGE.fullmatch(text))
