"""The newest letter of seeds/ as tables of text, and the plan of how often it stands in synthetic letters."""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from handleplan.database import one_row
from handleplan.seeds.csv_files import read, schemas

MUNICIPALITIES = 98
MOST_TABLES = 99  # the table's number has two digits in allocation_id
LETTERS_OF_A_PERIOD = 3
LAST_YEAR = 2099
YEAR = re.compile(r"(?<!\d)(\d{4})?(20\d\d)(?!\d)")

# What a row of a seed is one of. The rest is the same in all letters.
SCOPES = {
    "copy": (
        "raw_allocations", "raw_printed_totals", "raw_tables", "raw_table_columns", "raw_table_rows", "raw_footnotes",
        "raw_decisions", "raw_grant_commitments", "ref_decision_links", "ref_footnote_decisions", "ref_row_initiatives",
        "ref_table_plans",
    ),
    "document": ("raw_documents", "raw_symbols", "ref_documents"),
    "period": ("ref_plans", "ref_plan_names", "ref_decisions", "ref_commitments"),
    "place": ("ref_initiatives", "ref_initiative_names", "ref_initiative_partners"),
    "municipality": ("ref_municipalities",),
}  # fmt: skip


@dataclass
class Plan:
    """How many letters there are, of how many tables each."""

    seed: int
    letters: int
    copies: int
    tables: int
    decisions: int
    commitments: int
    years: int
    partitioned: bool

    @property
    def municipalities(self) -> int:
        """Every municipality writes a letter before one writes its second."""
        return min(MUNICIPALITIES, self.letters)

    def count(self, scope: str) -> int:
        """How often the rows of the real letter stand in all of them together."""
        # The pairs of municipality and period whose first letter is written.
        rounds = LETTERS_OF_A_PERIOD * MUNICIPALITIES
        periods = self.letters // rounds * MUNICIPALITIES + min(self.letters % rounds, MUNICIPALITIES)
        return {
            "copy": self.letters * self.copies,
            "document": self.letters,
            "period": periods * self.copies,
            "place": self.municipalities * self.copies,
            "municipality": self.municipalities,
        }.get(scope, 1)


def scope_of(seed: str) -> str:
    """What a row of a seed is one of."""
    return next((scope for scope, seeds in SCOPES.items() if seed in seeds), "constant")


def marked_years(column: str, text: str | None) -> str | None:
    """A text with its years in brackets, to be shifted: `møde-11122023` has one, after day and month."""
    if text is None or column in ("amount_printed", "expected"):
        return text
    return YEAR.sub(lambda found: f"{found[1] or ''}[{found[2]}]", text)


def load_template(connection: duckdb.DuckDBPyConnection, root: Path) -> dict[str, dict[str, str]]:
    """Loads the seeds as tables of text, of the newest letter alone; returns their columns with types."""
    described = schemas(root)
    newest: str | None = None
    for path in sorted(described, key=lambda path: path.stem != "raw_documents"):
        seed = read(path.read_bytes(), described[path])
        rows = [[value.strip() or None for value in row] for _, row in seed.rows]
        if scope_of(path.stem) != "constant" or path.stem == "raw_controls":
            rows = [list(map(marked_years, seed.columns, row)) for row in rows]
        if path.stem == "raw_documents":
            at = seed.columns.index("document_no")
            newest = max(rows, key=lambda row: int(row[at] or 0))[seed.columns.index("document_id")]
        if path.stem.startswith("raw_") or path.stem in SCOPES["copy"]:
            rows = [row for row in rows if row[seed.columns.index("document_id")] == newest]
        if path.stem == "ref_corroborations":
            # What others say about the real amounts says nothing about synthetic ones.
            rows = []
        columns = ", ".join(f"{column} varchar" for column in seed.columns)
        connection.execute(f"create table {path.stem} ({columns}, t bigint)")
        if rows:
            marks = ", ".join("?" * (len(seed.columns) + 1))
            numbered = [[*row, t] for t, row in enumerate(rows)]
            connection.executemany(f"insert into {path.stem} values ({marks})", numbered)
    return {path.stem: types for path, types in described.items()}


def prepare(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Numbers the template's rows and defines how an amount is made from its cell's number."""
    connection.execute(
        f"""
        create macro noise(salt, m, c, p, t) as (hash({plan.seed}, salt, m, c, p, t) % 1000)::bigint;
        -- thousands of kroner: half to twice the real amount; at least it where footnotes take their part;
        -- every tenth cell of a later letter is restated
        create macro amount_of(base, is_marked, m, c, p, l, t) as
            greatest(1, base * (case when is_marked then 1000 else 500 end + noise(
                case when noise(l, m, c, p, t) < 100 then l else 0 end, m, c, p, t)
            ) // 1000);
        create macro printed(amount, is_plain) as
            case when is_plain then amount::varchar else replace(format('{{:,}}', amount), ',', '.') end;
        alter table raw_allocations add column base bigint;
        update raw_allocations
        set base = case when amount_printed <> '-' then replace(amount_printed, '.', '')::bigint else 0 end;
        alter table raw_printed_totals add column cells struct(base bigint, is_marked boolean, t bigint)[];
        update raw_printed_totals as totals
        set cells = (
            select list({{'base': base, 'is_marked': footnote_marks is not null, 't': t}} order by t)
            from raw_allocations as cells
            where cells.table_no = totals.table_no and base > 0
                and (totals.total_kind <> 'row_total' or cells.row_no = totals.row_no)
                and (totals.total_kind <> 'column_total' or cells.column_no = totals.column_no)
        );
        """
    )
    if one_row(connection, "select count(*) from raw_printed_totals where total_kind = 'subtotal'")[0]:
        raise ValueError("the newest letter of seeds/ prints sub-totals, which no synthetic letter has yet")
