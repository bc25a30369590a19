"""Draws pages of a PDF small enough to be sent along: grey, and as sharp as there is room for."""

import functools
import io
from collections.abc import Callable
from dataclasses import dataclass

import pdfplumber
import PIL.Image
from pdfplumber.page import Page

from handleplan.reading.document import Box

# Dots per inch, from one at which small print is read with ease to one at which it can just be read.
SHARPNESS = (150, 110, 75)
GREYS = 16
# A poster is no sharper than a page.
MOST_DOTS = 2_200


@dataclass(frozen=True)
class Picture:
    """A page as PNG, upright, with the part of the page that it shows, in points."""

    png: bytes
    view: Box


def drawer(pages: dict[int, int], most_bytes: int) -> Callable[[bytes, str, str], dict[int, Picture]]:
    """What draws the pages of a PDF: each page's number with the degrees, clockwise, that set it upright.

    Pages that there is no room for at any sharpness are left out, from the last on.
    """
    return functools.partial(_draw, pages, most_bytes)


def _draw(pages: dict[int, int], most_bytes: int, data: bytes, _name: str, _sha256: str) -> dict[int, Picture]:
    with pdfplumber.open(io.BytesIO(data), pages=sorted(pages)) as file:
        for sharpness in SHARPNESS:
            drawn = {page.page_number: _picture(page, pages[page.page_number], sharpness) for page in file.pages}
            if sum(len(one.png) for one in drawn.values()) <= most_bytes:
                return drawn
    kept, used = {}, 0
    for number, picture in drawn.items():
        used += len(picture.png)
        if used > most_bytes:
            break
        kept[number] = picture
    return kept


def _picture(page: Page, degrees: int, sharpness: int) -> Picture:
    left, top, right, bottom = page.bbox
    resolution = min(sharpness, MOST_DOTS * 72 / max(right - left, bottom - top))
    image = page.to_image(resolution=resolution, antialias=True).original.convert("L")
    if degrees == 90:
        image, view = image.transpose(PIL.Image.Transpose.ROTATE_270), (-top, left, page.height - top, right)
    elif degrees == -90:
        image, view = image.transpose(PIL.Image.Transpose.ROTATE_90), (top, -left, bottom, page.width - left)
    else:
        view = (left, top, right, bottom)
    file = io.BytesIO()
    image.quantize(GREYS).save(file, format="PNG", optimize=True)
    return Picture(file.getvalue(), view)
