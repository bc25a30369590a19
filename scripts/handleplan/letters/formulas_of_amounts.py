"""The spreadsheet formula for the number that a printed text means, by the one grammar of amounts."""

from handleplan.reading.prints import DASHES

# What a heading begins with whose column is computed, and not read.
COMPUTED = "computed: "


def figure(cell: str, marks: str = "", partly: str = "") -> str:
    """The formula for a cell's number; a dash is 0. Marks behind the amount, and a word there, are left out."""
    text = cell
    for dash in DASHES[1:]:
        text = f'SUBSTITUTE({text},"{dash}","-")'
    for mark in marks:
        text = f'SUBSTITUTE({text},"{mark}","")'
    if partly:
        text = f'TRIM(SUBSTITUTE({text},"{partly}",""))'
    is_decimal_point = f'OR(LEFT(RIGHT({text},2),1)=".",LEFT(RIGHT({text},3),1)=".")'
    number = f'IF({is_decimal_point},_xlfn.NUMBERVALUE({text},".",","),_xlfn.NUMBERVALUE({text},",","."))'
    return f'IF({cell}="","",IF(ISNUMBER({cell}),{cell},IF({text}="-",0,{number})))'
