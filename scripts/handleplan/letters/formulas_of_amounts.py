"""The spreadsheet formula for the number that a printed text means, by the one grammar of amounts."""

# What a heading begins with whose column is computed, and not read.
COMPUTED = "computed: "
# What looks like a minus or a dash; macros/parsing/parse_amount.sql reads each as one.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def figure(cell: str, marks: str = "", partly: str = "") -> str:
    """The formula for a cell's number; a dash is 0. Marks behind the amount, and a word there, are left out."""
    text = cell
    for dash in DASHES:
        text = f'SUBSTITUTE({text},"{dash}","-")'
    for mark in marks:
        text = f'SUBSTITUTE({text},"{mark}","")'
    if partly:
        text = f'TRIM(SUBSTITUTE({text},"{partly}",""))'
    is_decimal_point = f'OR(LEFT(RIGHT({text},2),1)=".",LEFT(RIGHT({text},3),1)=".")'
    number = f'IF({is_decimal_point},_xlfn.NUMBERVALUE({text},".",","),_xlfn.NUMBERVALUE({text},",","."))'
    return f'IF({cell}="","",IF(ISNUMBER({cell}),{cell},IF({text}="-",0,{number})))'
