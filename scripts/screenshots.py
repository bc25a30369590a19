"""Takes the pictures of the README from the published pages, in Debian's Chromium."""

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from handleplan.paths import ROOT

# As root no sandbox can be made.
FLAGS = ["--no-sandbox", "--disable-gpu"]
HIGHEST = 900
# Of each picture the width of the window, the page, where it is opened, and the element that it shows.
PICTURES = {
    "proof.png": (820, "proof.html?language=en#letter_2026.t1.r1.y2024", '[id="letter_2026.t1.r1.y2024"]'),
    "columns.png": (1800, "columns.html?language=en#marts.fct_allocation.amount_dkk", ":target .scroll"),
}


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, default=ROOT / "dist" / "docs", help="the folder of the pages")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "images")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None or not arguments.docs.exists():
        print("screenshots: Chromium and the pages are needed (apt-get install chromium; make docs)", file=sys.stderr)
        return 2
    arguments.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        for name, (width, address, element) in PICTURES.items():
            page.set_viewport_size({"width": width, "height": 1000})
            page.goto(arguments.docs.resolve().as_uri() + "/" + address)
            box = page.locator(element).first.bounding_box()
            page.screenshot(
                path=arguments.into / name, full_page=True, clip=box | {"height": min(box["height"], HIGHEST)}
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
