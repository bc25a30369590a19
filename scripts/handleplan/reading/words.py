"""The words of papers that say what a line or a column is."""

import re

SYMBOLS = "*^#§†‡¤@~°¨"
YEAR = re.compile(r"(?:19|20)\d\d")
PRICE_LEVEL = re.compile(rf"\b({YEAR.pattern})[ -]?(?:p/l|pl\b)|(?:p/l|pl)[ -]?({YEAR.pattern})", re.I)
# The heading of a column of money: a year (2026, B2027, Budget 2027), two (2026/27), or a span of years (2027-2032).
HEAD = re.compile(r"(?:B ?|Budget )?((?:19|20)\d\d)(?: ?([/\u2013-]) ?((?:20)?\d\d))?", re.I)
# The heading of a column that numbers the rows.
NUMBER_HEAD = re.compile(r"(?:(?:løbe|indsats|tema)?[- ]?(?:nr|nummer|no)\b\.?|#|punkt|pkt\.?|id)?", re.I)
# What is counted where no kroner are.
PERSONS = re.compile(r"\bantal\b|årsværk|personer\b|elever\b|deltagere\b|procent|\bpct\b", re.I)
# The name of a total in a heading or at the beginning of a line.
TOTALS = ("i alt", "ialt", "total", "sum", "samlet", "hele perioden")
TOTAL_HEAD = re.compile(rf"(?:{'|'.join(TOTALS)})(?: \(?(?:19|20)\d\d ?[-\u2013] ?(?:20)?\d\d\)?)?", re.I)
TOTAL_LABEL = re.compile(r"(?:\w+ ){0,3}(?:i alt|ialt|total|sum|subtotal|delsum)\b.{0,60}", re.I)
CAPTION = re.compile(r"(?:Tabel|Table) (\d{1,3})(?:[.:]| [-\u2013])?\s*(.*)", re.I)
# The dash stands first, so that it is itself in a class of characters.
BULLETS = "-•·▪●○◦‣■□\u2013\u2014\uf0b7"
URL = re.compile(r"https?://\S+")
# What a table's figures are printed in: 1.000 kr., mio. kr. and the like.
UNITS = (
    (re.compile(r"\b(?:mio|mill?)\.? ?kr|\bmillioner kr", re.I), 1_000_000),
    (re.compile(r"\b1[.,  ]?000 ?kr|\bt\.? ?kr|\btkr|\btusinde kr|\bi tusinder\b", re.I), 1_000),
    (re.compile(r"(?:\bhele|\bi|\() ?kr(?:oner)?\b\.?", re.I), 1),
)
# Lines below a table's total: how much has no cover, what pays for it, and what is told for information.
SHORTFALL = re.compile(
    r"(?:mangl|mangel|udestående|(?:uden|ikke|ej) (?:dæk|finansier)|ufinansieret|udækket|finansieringsbehov)", re.I
)
FINANCING = re.compile(r"(?:finansier|dækkes af|heraf fra)", re.I)
MEMO = re.compile(r"(?:til orientering|til oplysning|afsat i (?:det )?(?:\w+ )?budget)", re.I)
# Money of a cell that is not yet divided.
UNALLOCATED = re.compile(r"(?:endnu )?ikke (?:endnu )?(?:afsat|fordelt|udmøntet)\w*", re.I)


def years_of(head: str) -> tuple[int, int] | None:
    """The first and last year whose money stands below a heading; None where it names no year."""
    found = HEAD.fullmatch(head.strip(" *()"))
    if not found:
        return None
    first = int(found[1])
    last = first if found[2] in (None, "/") else int(found[3]) % 100 + first // 100 * 100
    return (first, last) if last >= first else None


def covers_all(heads: list[str]) -> bool:
    """Whether the last heading is the span of all years before it, and so the row's total."""
    *years, last = [years_of(head) for head in heads]
    known = [one for one in years if one]
    return len(known) > 1 and last == (known[0][0], known[-1][1]) and last[0] < last[1]


def unit_of(text: str) -> int | None:
    """The kroner that one printed unit is; None where the text names none."""
    return next((unit for pattern, unit in UNITS if pattern.search(text)), None)


def has_unit(text: str) -> bool:
    """Whether a text names a unit of kroner."""
    return unit_of(text) is not None or re.fullmatch(r"\(?kr(?:oner)?\.?\)?", text.strip(), re.I) is not None


def is_page_number(text: str, page: int) -> bool:
    """Whether a page's last line is its number."""
    return re.fullmatch(rf"\s*(?:[Ss]ide |[-\u2013] ?)?{page}(?: ?(?:af|/) ?\d+| ?[-\u2013])?\s*", text) is not None


def joined(lines: list[str]) -> str:
    """Lines as one text; a line that ends in a dash behind a digit or between letters is continued without a blank."""
    text = ""
    for line in lines:
        line = " ".join(line.split())
        if re.search(r"\d[-\u2013]$", text) and line[:1].isdigit():
            text += line
        elif re.search(r"\w\u00ad$", text):
            text = text[:-1] + line
        else:
            text += (" " if text else "") + line
    return text
