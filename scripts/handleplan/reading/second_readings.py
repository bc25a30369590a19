"""Keeps the second reading of a document as rows of a seed, in the place of an earlier one."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from handleplan.files import write_all
from handleplan.paths import ROOT

SEED = "seeds/raw/raw_second_readings.csv"


def keep(document_id: str, sha256: str, figures: Iterable[tuple[dict[str, str], str, str]], root: Path = ROOT) -> None:
    """Writes the figures of a document's file: the row that has each of them as entered, its print, and its marks."""
    path = root / SEED
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or [])
        rows = [row for row in reader if row["document_id"] != document_id]
    for entered, text, marks in figures:
        place = {column: entered[column] for column in ("document_id", "table_no", "row_no", "column_no")}
        rows.append(place | {"amount_printed": text, "footnote_marks": marks, "file_sha256": sha256})
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_all({path: written.getvalue()})
