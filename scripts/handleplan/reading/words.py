"""The words of papers that say what a line or a column is."""

import re
from collections.abc import Iterable
from itertools import pairwise

# Headings of years that belong together are at most so many years apart.
MOST_STEP = 5
SYMBOLS = "*^#§†‡¤@~°¨"
YEAR = re.compile(r"(?:19|20)\d\d")
PRICE_LEVEL = re.compile(rf"\b({YEAR.pattern})[ -]?(?:p/l|pl\b)|(?:p/l|pl)[ -]?({YEAR.pattern})", re.I)
# The heading of a column of money: a year (2026, B2027, Budget 2027, BO 2030, 2029 (skøn)), two (2026/27), or a span
# of years (2027-2032), in all or for each of them (pr. år); and the kind of appropriation (Service 2027, 2027 anlæg).
KINDS = {"service": "service", "anlæg": "construction", "overførsler": "transfers"}
KIND = rf"(?:{'|'.join(KINDS)})"
HEAD = re.compile(
    rf"(?:{KIND} )?"
    r"(?:(?:B|BO|Budget|Budgetoverslag|Overslag(?:sår)?) ?)?((?:19|20)\d\d)(?: ?([/\u2013-]) ?((?:20)?\d\d))?"
    r"( (?:pr\.|per) år| årligt)?"
    r"(?: ?\((?:skøn|overslag|budget|foreløbigt?|(?:i )?(?:1\.000|t\.|t|mio\.) ?kr\.?)\))?"
    rf"(?: {KIND})?",
    re.I,
)
# The headings that the seeds read as a year by themselves.
PLAIN_HEAD = re.compile(r"(?:(?:[Bb]|[Bb]udget|BUDGET) ?)?20\d\d")
# The heading of a column that numbers the rows.
NUMBER_HEAD = re.compile(r"(?:(?:løbe|indsats|tema)?[- ]?(?:nr|nummer|no)\b\.?|#|punkt|pkt\.?|id)?", re.I)
# What is counted where no kroner are: persons, if they are not just those that a plan is for.
COUNTED = r"(?:personer|elever|deltagere|borgere)"
PERSONS = re.compile(
    rf"\bantal\b|årsværk|procent\b|\bpct\b|^{COUNTED}\b|[(,:] ?{COUNTED}\)?\s*$|fordelt på køn", re.I | re.M
)
# The name of a total in a heading or at the beginning of a line.
TOTALS = ("i alt", "ialt", "total", "sum", "samlet", "hele perioden")
TOTAL_HEAD = re.compile(rf"(?:{'|'.join(TOTALS)})(?: \(?(?:19|20)\d\d ?[-\u2013] ?(?:20)?\d\d\)?)?", re.I)
# Behind a word that other names have too, only what is no name follows.
TOTAL_TAIL = r"(?:\s*[(:,].{0,60}|\s(?:19|20)\d\d.{0,40}|\sfor\b.{0,60})?"
TOTAL_LABEL = re.compile(
    r"(?:\w+ ){0,3}(?:i alt|ialt|subtotal|delsum)\b.{0,60}"
    rf"|(?:\w+ ){{0,3}}(?:total|totalt|sum|samlet|hovedtotal|totalsum){TOTAL_TAIL}"
    rf"|(?:samle(?:t|de)|total[et]?|sum) (?:(?:netto|brutto)?udgift(?:er)?|omkostninger|sum|beløb|budget){TOTAL_TAIL}"
    rf"|netto(?:udgift(?:er)?)?{TOTAL_TAIL}",
    re.I,
)
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
# An amount with a unit of its own; a year before a unit is none.
OF_AMOUNT = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d\s)\d[\d.,\u00a0]*\s?"
    r"(?:(?:mio|mill?|mia|mrd)\.? ?kr|milli(?:on|ard)er kr|t\.? ?kr|tkr)\b\.?",
    re.I,
)
# Lines below a table's total: how much has no cover, what pays for it, and what is told for information.
SHORTFALL = re.compile(
    r"(?:mangl|mangel|udestående|(?:uden|ikke|ej) (?:dæk|finansier)|ufinansieret|udækket|finansieringsbehov)", re.I
)
FINANCING = re.compile(r"(?:finansier|dækkes af|heraf fra)", re.I)
MEMO = re.compile(r"(?:til orientering|til oplysning|afsat i (?:det )?(?:\w+ )?budget)", re.I)
# A row that only says what another one holds.
PART_OF_ABOVE = re.compile(r"[^\w]*(?:heraf|herunder)\b", re.I)
# Money that is taken away; macros/parsing/speaks_of_savings.sql has the same words.
SAVINGS = re.compile(
    r".*(bespar|effektiviser|nedskær|nedjuster|reduktion|reducer|mindreudgift|mindreforbrug|indtægt|refusion|saving|reduction|cutback).*"
    r"|(.*[^a-zæøå])?(spare.*|cuts?([^a-zæøå].*)?)"
)
# Money of a cell that is not yet divided.
UNALLOCATED = re.compile(r"(?:endnu )?ikke (?:endnu )?(?:afsat|fordelt|udmøntet)\w*", re.I)


def _head(head: str) -> re.Match[str] | None:
    return HEAD.fullmatch(head.strip(" *")) or HEAD.fullmatch(head.strip(" *()"))


def years_of(head: str) -> tuple[int, int] | None:
    """The first and last year whose money stands below a heading; None where it names no year."""
    found = _head(head)
    if not found:
        return None
    first = int(found[1])
    last = first if found[2] in (None, "/") else int(found[3]) % 100 + first // 100 * 100
    return (first, last) if last >= first else None


def appropriation_of(head: str) -> str:
    """The kind of appropriation that the heading of a year names; empty where it names none."""
    found = re.search(KIND, head, re.I)
    return KINDS[found[0].casefold()] if found and _head(head) else ""


def in_order(heads: Iterable[str]) -> bool:
    """Whether the years of headings follow one another; of one year, whether they are of several kinds."""
    years = [(found, appropriation_of(head)) for head in heads if (found := years_of(head))]
    return all(
        0 < first - last <= MOST_STEP or (first == last and "" not in (kind, other) and kind != other)
        for ((_, last), kind), ((first, _), other) in pairwise(years)
    )


def is_each_year(head: str) -> bool:
    """Whether what stands below a heading is the money of each of its years."""
    found = _head(head)
    return found is not None and found[4] is not None


def covers_all(heads: list[str]) -> bool:
    """Whether the last heading is the span of all years before it, and so the row's total."""
    *years, last = [years_of(head) for head in heads]
    known = [one for one in years if one]
    return not is_each_year(heads[-1]) and len(known) > 1 and last == (known[0][0], known[-1][1]) and last[0] < last[1]


def unit_of(text: str) -> int | None:
    """The kroner that one printed unit is; None where the text names none."""
    return next((unit for pattern, unit in UNITS if pattern.search(text)), None)


def units_of(text: str) -> set[int]:
    """The units that a caption and headings name: those in brackets, or else all that are no amount's own."""
    in_brackets = {unit for part in re.findall(r"\(([^()]*)\)", text) for unit in _units_in(part)}
    return in_brackets or _units_in(text)


def _units_in(text: str) -> set[int]:
    """The units in a text; the one behind a figure is that amount's own, unless the figure is a year."""
    own = re.sub(OF_AMOUNT, " ", text)
    found = set()
    for pattern, unit in UNITS:
        if pattern.search(own):
            found.add(unit)
            own = pattern.sub(" ", own)
    return found


def ends_in_unit(text: str) -> bool:
    """Whether a line ends in a unit that is no amount's own, as a caption does and a sentence does not."""
    return text.endswith("kr.") and bool(_units_in(text[-16:]))


def has_unit(text: str) -> bool:
    """Whether a text names a unit of kroner."""
    return unit_of(text) is not None or re.fullmatch(r"\(?kr(?:oner)?\.?\)?", text.strip(), re.I) is not None


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
