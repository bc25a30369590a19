"""Keeps text that comes out of documents from starting a formula in a spreadsheet.

Excel, LibreOffice and others calculate what begins with one of a few characters, wherever it came from. A mark of text
(an apostrophe) before it keeps it text. A lone `-`, which stands for nothing allocated, starts nothing and stays.
"""

# Characters that a spreadsheet takes for the start of a formula, wide forms (as in East Asian input) too, and the
# blanks that it drops before looking.
STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def starts_one(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text != "-" and text[:1] in tuple(STARTS)


def as_text(text: str) -> str:
    """The text as a CSV field may hold it: with an apostrophe before what would start a formula."""
    return f"'{text}" if starts_one(text) else text


def as_text_sql(column: str) -> str:
    """The same, as SQL over a column."""
    starts = ", ".join(f"chr({ord(start)})" for start in STARTS)
    return f"case when {column} <> '-' and {column}[1] in ({starts}) then '''' || {column} else {column} end"
