"""Reads what a paper says of itself and of its decisions: date, title, issuer, price levels, dates with links."""

import re
from collections.abc import Collection
from urllib.parse import parse_qs, unquote, urlsplit

from handleplan.reading.around import DATE
from handleplan.reading.document import Line
from handleplan.reading.paper import Decision, Paper
from handleplan.reading.words import BULLETS, CAPTION, URL, joined

MONTHS = [
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
]  # fmt: skip
DECISION = re.compile(rf"[{BULLETS}]?\s*(?:BIU )?(?:[Dd]en |d\. )?({DATE})\s*[:,]\s*(\S.*)")
MEETING = re.compile(r"-(\d{2})(\d{2})(\d{4})(?:-\d+)?/(?:referat|dagsorden)/punkt-(\d+)")
PRICE_LEVEL_RULE = re.compile(r"PL-?niveau\w*.{0,60}\bdet år,? hvor.{0,40}\b(?:besluttet|bevilget|bevilgede)", re.I)
MOST_TITLE_LINES = 4


def day_of(text: str) -> tuple[int, int, int] | None:
    """A printed date as year, month and day."""
    found = re.fullmatch(r"(\d{1,2})[.\-]?\s?(\d{1,2}|[a-zæøå]+)[.\-\s]\s?(\d{4})", text.strip().casefold())
    if not found:
        return None
    month = found[2]
    number = int(month) if month.isdigit() else MONTHS.index(month) + 1 if month in MONTHS else 0
    return (int(found[3]), number, int(found[1])) if 1 <= number <= 12 else None


def add_itself(paper: Paper, lines: list[Line], placed: set[int]) -> None:
    """Adds the date and title of a paper, who issued it, and its rule for price levels; their lines are placed then."""
    prose = [line for line in lines if line.number not in placed]
    for at, line in enumerate(lines[:12]):
        found = re.match(rf"\s*(?:Dato:? |Den )?({DATE})\b\.?\s*(.*)", line.text)
        if found and line.number not in placed:
            parts, used = [found[2]], [line.number]
            for following in lines[at + 1 : at + 1 + MOST_TITLE_LINES]:
                if following.gap > 0.5 and (found[2] or len(parts) > 1):
                    break
                parts.append(following.text)
                used.append(following.number)
            paper.issued_on, paper.title = found[1], joined([part for part in parts if part])
            placed.update(used)
            break
    for at, line in enumerate(prose):
        if not paper.issued_by and (found := re.match(r"\s*(.*forvaltning(?:en)?)s svar\b", line.text)):
            paper.issued_by = found[1]
            placed.add(line.number)
        if not paper.price_level_rule and (part := _with_the_rule(prose[at : at + 3])):
            paper.price_level_rule = "year_of_decision"
            placed.update(one.number for one in part)
    if not paper.issued_by:
        found = re.search(
            r"([A-ZÆØÅ]\w+(?:-,? (?:\w+-,? )?og \w+|s?)forvaltningen)\b", " ".join(one.text for one in prose)
        )
        paper.issued_by = found[1] if found else ""


def _with_the_rule(lines: list[Line]) -> list[Line]:
    """The fewest of these lines that say the rule for price levels, from the first on; none if they do not."""
    for count in range(1, len(lines) + 1):
        found = PRICE_LEVEL_RULE.search(joined([one.text for one in lines[:count]]))
        if found:
            return lines[:count] if found.start() <= len(lines[0].text) else []
    return []


def urls(lines: list[Line], placed: set[int]) -> list[str]:
    """The links of a document in order, each once, out of what mail programs wrap around them.

    Lines that hold nothing else are placed then.
    """
    found: dict[str, None] = {}
    for line in lines:
        printed = URL.findall(line.text)
        for url in (*printed, *line.links):
            found[_unwrapped(url)] = None
        if printed and URL.sub("", line.text).strip() == "":
            placed.add(line.number)
    return list(found)


def _unwrapped(url: str) -> str:
    parts = urlsplit(url)
    wrapped = parse_qs(parts.query).get("url")
    if parts.netloc.endswith("safelinks.protection.outlook.com") and wrapped:
        return wrapped[0].split("#")[0]
    return url.rstrip(".,)")


def decisions(lines: list[Line], placed: set[int], links: list[str]) -> list[Decision]:
    """The decisions that a paper lists by date and title, each with its link; their lines are placed then."""
    found: list[Decision] = []
    unused = list(links)
    at = 0
    while at < len(lines):
        line = lines[at]
        entry = DECISION.fullmatch(line.text.strip())
        at += 1
        if not entry or line.number in placed or not day_of(entry[1]):
            continue
        parts, own, used = [entry[2]], list(line.links), [line.number]
        # Lines of one title stand as far apart as lines of text do on that page.
        usual = _usual_gap(lines, line.page)
        while at < len(lines) and len(used) < MOST_TITLE_LINES and _goes_on(lines[at], usual, placed):
            parts.append(lines[at].text)
            own += lines[at].links
            used.append(lines[at].number)
            at += 1
        url = next((_unwrapped(link) for link in own), "") or _link_of(entry[1], unused)
        if url in unused:
            unused.remove(url)
        found.append(Decision(entry[1], joined(parts), url))
        placed.update(used)
    return found


def _goes_on(line: Line, usual: float, placed: Collection[int]) -> bool:
    text = line.text.strip()
    is_other = DECISION.fullmatch(text) or URL.search(text) or CAPTION.match(text) or text[0] in BULLETS
    return not is_other and line.gap <= usual + 0.25 and line.number not in placed


def _usual_gap(lines: list[Line], page: int) -> float:
    gaps = [round(line.gap, 1) for line in lines if line.page == page and not URL.search(line.text)]
    return min([1.5, *(gap for gap in set(gaps) if gaps.count(gap) * 5 >= len(gaps))])


def _link_of(decided_on: str, links: list[str]) -> str:
    """The next unused link to a meeting of that day."""
    for link in links:
        found = MEETING.search(unquote(link))
        if found and (int(found[3]), int(found[2]), int(found[1])) == day_of(decided_on):
            return link
    return ""
