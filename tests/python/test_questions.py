"""docs/questions.md: questions of an analyst in plain SQL; each answer is the published file's.

Run this file with a published file (`.venv/bin/python tests/python/test_questions.py dist/handleplan.duckdb`) to write
the answers anew.
"""

import re
import sys
from pathlib import Path

import duckdb
import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "questions.md"
QUESTION = re.compile(
    r"^### (\d+)\. (.+?)\n\n(.+?)\n\n```sql\n(.*?)```\n\n```text\n(.*?)```\n", re.MULTILINE | re.DOTALL
)


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """What a query gives, as lines of columns; money without its empty decimals."""
    found = connection.execute(sql)
    head = [column[0] for column in found.description]
    rows = [
        ["" if value is None else re.sub(r"(?<=\d)\.0+$", "", str(value)) for value in row] for row in found.fetchall()
    ]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [
        " | ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()
        for row in [head, *rows]
    ]
    return "\n".join(lines) + "\n"


def questions() -> list[tuple[str, ...]]:
    """Number, Danish question, English question, SQL and answer of each."""
    return QUESTION.findall(PAGE.read_text(encoding="utf-8"))


def test_there_are_twenty_in_their_order():
    assert [int(number) for number, *_ in questions()] == list(range(1, 21))


@pytest.mark.parametrize("question", questions(), ids=lambda question: question[0])
def test_the_answer_is_that_of_the_file(published, question):
    *_, sql, told = question
    with duckdb.connect(str(published), read_only=True) as connection:
        assert answer(connection, sql) == told


def write(file: str) -> None:
    """Writes the page with the answers of a published file."""
    text = PAGE.read_text(encoding="utf-8")
    with duckdb.connect(file, read_only=True) as connection:
        for *_, sql, told in questions():
            text = text.replace(
                f"```sql\n{sql}```\n\n```text\n{told}```", f"```sql\n{sql}```\n\n```text\n{answer(connection, sql)}```"
            )
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1])
