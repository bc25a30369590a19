"""What the pages of a release have in common: the template engine, and the published file as rows.

A page is one self-contained HTML file in Danish and English, made from the published file alone. Both languages stand
in it, and a switch that needs no JavaScript shows one of them.
"""

from pathlib import Path

from amounts import thousands
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from questions import rows as rows

TEMPLATES = Path(__file__).with_name("templates")


def environment() -> Environment:
    """The template engine: all values are escaped, and a name that nothing defines is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["thousands"] = thousands
    return made


def write(path: Path, template: str, **values) -> None:
    """Renders a template into a file; equal values give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(environment().get_template(template).render(**values), encoding="utf-8", newline="\n")
