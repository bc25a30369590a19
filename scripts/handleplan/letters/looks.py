"""How the cells of workbooks look."""

import xlsxwriter
from xlsxwriter.format import Format


def looks_of(book: xlsxwriter.Workbook) -> dict[str, Format]:
    """The formats of the cells."""
    return {
        "head": book.add_format({"bold": True, "bg_color": "#17324D", "font_color": "#FFFFFF", "border": 1}),
        "computed_head": book.add_format({"italic": True, "bg_color": "#E4E9EE", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "number": book.add_format({"num_format": "0"}),
        "computed": book.add_format({"num_format": "#,##0.##", "font_color": "#5A6B7B", "bg_color": "#F4F6F8"}),
        "off": book.add_format({"bg_color": "#F6C7C3", "font_color": "#8A1C12", "bold": True}),
        "off_text": book.add_format(
            {"bg_color": "#F6C7C3", "font_color": "#8A1C12", "text_wrap": True, "valign": "top"}
        ),
        "met": book.add_format({"bg_color": "#D3EAD8", "font_color": "#1D5B2C"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "wrap_text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "told": book.add_format({"font_color": "#5A6B7B", "bg_color": "#F4F6F8", "text_wrap": True, "valign": "top"}),
        "asked": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "bg_color": "#FFF2B3"}),
    }
