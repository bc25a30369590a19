"""What the pages of a release have in common: the template engine, and the published file as rows.

A page is one self-contained HTML file in Danish and English, made from the published file alone. Both languages stand
in it, and a switch that needs no JavaScript shows one of them.
"""

import functools
import html
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from handleplan.amounts import kroner, thousands

TEMPLATES = Path(__file__).with_name("templates")


def code(text: str) -> Markup:
    """A text in which `backticks` mark code."""
    parts = [escape(part) for part in text.split("`")]
    return Markup().join(Markup(f"<code>{part}</code>") if at % 2 else part for at, part in enumerate(parts))


def between_tags(text: str) -> Markup:
    """A text that stands between tags, where a quote is a quote: SQL has thousands of them."""
    return Markup(html.escape(text, quote=False))


@functools.cache
def environment() -> Environment:
    """The template engine: all values are escaped, and a name that nothing defines is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(thousands=thousands, kroner=kroner, code=code, between_tags=between_tags)
    made.globals["zip"] = zip
    return made


def write(path: Path, template: str, **values: object) -> None:
    """Renders a template into a file; equal values give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(environment().get_template(template).render(**values), encoding="utf-8", newline="\n")
