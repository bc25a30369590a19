"""Opens pages from disk in a real browser, Debian's Chromium, and notes what they should not do."""

import atexit
import functools
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# As root no sandbox can be made; the rest keeps the browser's own services from asking the network.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Opened:
    """A page that is open, with what it said and asked for."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe-core finds wrong for people who cannot see, or not well; one line each. Ask it last.

        What is folded away is taken out first: it is hidden from everybody, and Chromium needs a minute to say so.
        """
        self.page.evaluate("document.querySelectorAll('details:not([open]) > :not(summary)').forEach(e => e.remove())")
        # What passes is not asked for: a large page has thousands of places to tell.
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@functools.cache
def browser() -> Browser | None:
    """The browser of this process, started for its first page; None where no Chromium is installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    running = ExitStack()
    atexit.register(running.close)
    playwright = running.enter_context(sync_playwright())
    started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    running.callback(started.close)
    return started


@contextmanager
def opened(path: Path, anchor: str = "", **settings) -> Iterator[Opened]:
    """Opens a file, with the context settings of Playwright (viewport, color_scheme, java_script_enabled ...).

    Each page has a context of its own: nothing is left of the page before. Skips the test, and says how to have it
    run, where no Chromium is installed.
    """
    running = browser()
    if running is None:
        pytest.skip("no browser: install Chromium (Debian and Ubuntu: apt-get install chromium)")
    with running.new_context(**settings) as context:
        page = context.new_page()
        seen = Opened(page)
        page.on("console", lambda said: said.type == "error" and seen.errors.append(said.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith("http") and seen.requests.append(asked.url))
        page.goto(path.resolve().as_uri() + anchor)
        yield seen
