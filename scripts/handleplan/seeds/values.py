"""What a value of a seed may look like, by the kind of its column; and how a message shows a text."""

import re
import unicodedata

# Text columns by name: those with a key of the project (why a label is another is said in words), those with amounts,
# and those with other figures or symbols.
KEYS = re.compile(r"(?!label_reason)(.*_)?(id|kind|rule|role|reason|partly_unallocated)")
AMOUNTS = re.compile(r"amount_(printed|read)")
FIGURES = re.compile(r"item|footnote_marks|(.*_)?(amount|year|price_level|symbols?|on)(_printed)?")
# How a value must look, what it is not otherwise, and what was expected. DuckDB alone would read 3.7 as the integer 4.
KINDS = {
    "integer": (r"-?[0-9]{1,9}", "not a whole number", "digits only, such as 3 or 1000"),
    "boolean": (r"(?i:true|false)", "neither true nor false", "true or false (Danish Excel writes SAND and FALSK)"),
    "decimal": (r"-?[0-9]{1,16}(\.[0-9]{1,2})?", "not a number", "digits, and `.` before at most two decimals: 12.50"),
    "date": (r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", "not a date", "YYYY-MM-DD, such as 2026-03-02"),
    "key": (r"[!-~]+", "not a key", "the letters a-z, digits and signs, without spaces"),
    "figure": (r"([ -~]|[^\w\s])+", "not a figure or symbol", "the digits 0-9, the letters a-z and signs"),
    # Thousands may be separated by a blank that breaks no line; words may stand for an amount.
    "amount": (
        r"([ -~æøåÆØÅ\u00a0\u2007\u2009\u202f]|[^\w\s])+",
        "not a figure",
        "the digits 0-9, the letters a-å and signs",
    ),
    "text": (r".*", "", ""),
}


def trim(value: str) -> str:
    """A value without the blanks of any kind around it; macros/overrides/load_csv_rows.sql loads it so."""
    return value.strip().strip("\ufeff").strip()


def visible(text: str) -> str:
    """A text with a code for each character that nobody sees."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(text: str) -> str:
    """A text as a message shows it: in quotes and not too long."""
    return f'"{visible(text[:80])}{"..." if len(text) > 80 else ""}"'


def named(character: str) -> str:
    """A character by its name and code point."""
    name = "NUL" if character == "\0" else unicodedata.name(character, "a control character")
    return f"{name} (U+{ord(character):04X})"


def strange(name: str) -> str:
    """Which character of a name only looks like a plain letter, as the end of a message; else an empty text."""
    odd = next((character for character in name if not character.isascii()), None)
    return f" (it holds {named(odd)})" if odd else ""


def kind_of(column: str, data_type: str) -> str:
    """Which of KINDS the values of a column are."""
    kind = data_type.split("(")[0].lower()
    if kind == "varchar":
        kinds = {"key": KEYS, "amount": AMOUNTS, "figure": FIGURES}
        kind = next((kind for kind, names in kinds.items() if names.fullmatch(column)), "text")
    return kind if kind in KINDS else "text"


def wrong(value: str, kind: str) -> str | None:
    """What is wrong with a trimmed value and what was expected, or None."""
    if value.lower() == "null":
        return "is read by dbt as an empty value; expected another word or nothing"
    for c in "" if value.isascii() and value.isprintable() else value:
        if c == "\ufffd" or not (c.isprintable() or unicodedata.category(c) == "Zs"):
            return f"contains {named(c)}; expected printable characters"
    pattern, fault, expected = KINDS[kind]
    if not re.fullmatch(pattern, value):
        strange = re.search(r"[^ -~]", value)
        return f"{f'contains {named(strange[0])}' if strange else f'is {fault}'}; expected {expected}"
    return None if value.isascii() else wrong_letters(value)


def wrong_letters(value: str) -> str | None:
    """What is wrong with the letters of a printed text and what was expected, or None. Danish letters are right."""
    if not unicodedata.is_normalized("NFC", value):
        odd = next((c for c in value if unicodedata.combining(c)), value[0])
        return f"contains {named(odd)}; expected each letter as one character, as typed on a keyboard"
    for word in re.findall(r"\w+", value):
        foreign = [c for c in word if c.isalpha() and ord(c) > 0x24F and "LATIN" not in unicodedata.name(c, "")]
        if 0 < len(foreign) < len(word):
            return f"contains {named(foreign[0])} in the word {shown(word)}; expected letters of one alphabet"
    try:
        meant = value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return f"was decoded with the wrong encoding; expected {shown(meant)}"
