"""What the pages of a release have in common: the template engine, and the published file as rows.

A page is one self-contained HTML file in Danish and English, made from the published file alone. Both languages stand
in it, and a switch that needs no JavaScript shows one of them.
"""

from pathlib import Path

import duckdb
from amounts import thousands
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).with_name("templates")


def rows(published: duckdb.DuckDBPyConnection, query: str, *parameters) -> list[dict]:
    """The rows that a query gives, each by the names of its columns."""
    answer = published.execute(query, parameters)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


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
