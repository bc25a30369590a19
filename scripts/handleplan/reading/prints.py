"""What one print can mean: an amount by the project's grammar, with the footnote marks that may be glued to it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from handleplan.reading.document import Word
from handleplan.reading.words import SYMBOLS

# macros/parsing/parse_amount.sql has the same grammar.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
AMOUNT = re.compile(
    rf"(?P<sign>[{DASHES}(]?)(?P<kroner>\d+|\d{{1,3}}(?:\.\d{{3}})+)(?:[.,](?P<part>\d{{1,2}}|[{DASHES}]))?(?P<end>[{DASHES})]?)"
)
MOST_DIGITS = 15
# Words of one line that stand further apart than so many widths of a letter stand in columns of their own.
BLANK = 1.3
FIRST_GROUP = re.compile(rf"[{DASHES}(]?\d{{1,3}}(?:\u00a0\d{{3}})*")
# A group may have the mark of a footnote or the part of a krone behind it, and no group of another kind.
NEXT_GROUP = re.compile(r"\d{3}(?!\d{2}|\d?\.\d)")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPTS = str.maketrans(RAISED_DIGITS, "0123456789")
# Blanks that group digits or come from typesetting. Words hold a plain blank only where a cell holds several.
INNER_BLANKS = " \u00a0\u2007\u2008\u2009\u200a\u202f"
LIKE_AMOUNT = re.compile(
    rf"[{DASHES}]|[{DASHES}]?\d[\d.,{INNER_BLANKS}]*[{RAISED_DIGITS}]*|[{DASHES}]?\d[\d.,]*[(\[]?\d{{1,2}}[)\]]|\.\d{{3}}"
    rf"|\d[\d.,]*[{DASHES}]|\(\d[\d.,]*\)|\[\d[\d.,]{{2,}}\]|\?|(?!(?:19|20)\d\d[{DASHES}])\d[\d.,]*[{DASHES}]\d[\d.,]*"
    rf"|[+÷±] ?\d[\d.,]*|[{DASHES}]?\d[\d.,]*[{re.escape(SYMBOLS)}]+"
    r"|ca\. \d.*|\d.* (?:mio\.|t\.kr\.|kr\.)"
)


@dataclass(frozen=True)
class Reading:
    """One meaning of a print: the amount as it is entered, its footnote marks, and its value in hundredths.

    A dash has the value 0, an empty cell none.
    """

    text: str
    marks: tuple[str, ...] = ()
    value: int | None = None

    def __str__(self) -> str:
        """The amount with its marks in brackets."""
        return self.text + "".join(f"[{mark}]" for mark in self.marks)


EMPTY = Reading("")


def value_of(text: str) -> int | None:
    """The value of an amount in hundredths; None when the text is none."""
    found = AMOUNT.fullmatch(text)
    if not found or len(re.sub(r"\D", "", text)) > MOST_DIGITS:
        return None
    sign, kroner, part, end = found.groups()
    in_brackets, part_is_dash = sign == "(" and end == ")", part is not None and part in DASHES
    # One sign, before or after; `500,-` has none, since its dash stands for no part of a krone.
    if not in_brackets and ((sign and end) or "(" in sign or ")" in end or (part_is_dash and end)):
        return None
    value = int(kroner.replace(".", "")) * 100 + (0 if part_is_dash else int((part or "0").ljust(2, "0")))
    return -value if sign or end else value


def put_together(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words with `ca.` or `÷` before an amount, and the unit behind it, put to the amount: they are one print."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else None
        is_unit = re.fullmatch(r"mio\.|t\.kr\.|kr\.", word.text) is not None
        if before and (
            (is_unit and before.text[:1].isdigit() and is_like_amount(before))
            or (before.text in ("ca.", *"+÷±") and word.text[:1].isdigit())
        ):
            found[-1] = Word(f"{before.text} {word.text}", before.left, word.right, before.raised + word.raised)
        else:
            found.append(word)
    return tuple(found)


def stand_close(one: Word, other: Word) -> bool:
    """Whether no more than a blank parts a word from the next on its line."""
    width = max((word.right - word.left) / max(len(word.text + word.raised), 1) for word in (one, other))
    return 0 <= other.left - one.right <= BLANK * width


def may_be_one(one: Word, other: Word) -> bool:
    """Whether two words that a blank parts may be one amount: groups of its digits, or its sign and the figure."""
    is_sign = one.text != "" and one.text in DASHES and other.text[:1].isdigit()
    is_grouped = FIRST_GROUP.fullmatch(one.text) and NEXT_GROUP.match(other.text)
    return bool(is_sign or is_grouped) and not one.raised and stand_close(one, other)


def is_like_amount(word: Word) -> bool:
    """Whether a word could be the print of a cell."""
    return LIKE_AMOUNT.fullmatch(word.text) is not None


def plain(text: str) -> str:
    """The text with `.` for the blanks that group its digits, without line ends, and without blanks at no digits."""
    text = text.replace("\n", "")
    grouped = re.sub(rf"(?<=\d)[{INNER_BLANKS}](?=\d{{3}})", ".", text)
    return re.sub(rf"(?<!\d)[{INNER_BLANKS}]|[{INNER_BLANKS}](?!\d)", "", grouped)


def marks_of(word: Word) -> tuple[str, ...]:
    """The marks that are set raised behind a word, as smaller type or as digits of that shape."""
    shaped = "".join(re.findall(f"[{RAISED_DIGITS}]+$", word.text)).translate(SUPERSCRIPTS)
    return tuple(re.findall(r"\d+|[a-z*]", word.raised or shaped))


def readings(word: Word, footnotes: Collection[str]) -> list[Reading]:
    """Every meaning of a word, the plainest first; none when it can be no amount of this document."""
    if any(map(_is_whole, word.text.split("\n")[:-1])):
        # A line that is an amount goes on in no other, so these are several.
        return []
    text = plain(word.text)
    if len(text) == 1 and text in DASHES:
        return [Reading(text, marks_of(word), 0)]
    if marks := marks_of(word):
        return _marked(text.rstrip(RAISED_DIGITS), marks)
    if text.startswith("(") or text[-1:] in DASHES:
        return _marked(text, ())
    if text.startswith("["):
        # An amount in square brackets is in no total.
        return [Reading(text, (), 0)] if value_of(text[1:-1]) is not None else []
    if found := re.fullmatch(r"(.*?)[\[(](\d{1,2})[\])]", text):
        return _glued(found[1], found[2], footnotes)
    is_closed = re.fullmatch(r"\d.*\d[\])]", text) is not None
    text = text[:-1] if is_closed else text
    value = None if is_closed else value_of(text)
    found_readings = [Reading(text, (), value)] if value is not None else []
    # Without the bracket that opens, it is not said where the marks before the one that closes begin.
    for length in range(1, min(len(text), 5)):
        found_readings += _glued(text[:-length], text[-length:], footnotes)
    return found_readings


def _is_whole(line: str) -> bool:
    """Whether a line of a cell is an amount, and no part of one that goes on below."""
    return value_of(plain(line)) is not None and line[-1:].isdigit()


def _marked(text: str, marks: tuple[str, ...]) -> list[Reading]:
    value = value_of(text)
    return [Reading(text, marks, value)] if value is not None else []


def _glued(text: str, tail: str, footnotes: Collection[str]) -> list[Reading]:
    """The readings of an amount with one or two marks of known footnotes behind it."""
    value = value_of(text)
    # A figure does not end on its separator, and no footnote stands at a lone zero that makes a larger one.
    if value is None or not text[-1].isdigit():
        return []
    found = [Reading(text, (tail,), value)] if tail in footnotes else []
    found += [
        Reading(text, (tail[:at], tail[at:].lstrip(",")), value)
        for at in range(1, len(tail))
        if tail[:at] in footnotes and tail[at:].lstrip(",") in footnotes and tail[:at] != tail[at:].lstrip(",")
    ]
    return found
