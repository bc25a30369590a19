"""Generates series of letters of several municipalities, and what they say by a model of its own, in plain Python."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from hypothesis import strategies as st

import letters
from letters import Footnote, Letter, Row, Seeds, Table, amount_of

# What a letter does not bring: taken from the project as it is.
KEPT = (
    "ref_decision_rules",
    "ref_unknown_reasons",
    "ref_funding_sources",
    "ref_funding_source_names",
    "ref_appropriation_types",
    "ref_price_index",
)
SOURCES = ("integrationsbevilling", "budgetmidler", "statsligt tilskud")
Standing = dict[tuple[str, str, int], Decimal]


def describe(letter: Letter) -> str:
    """A letter in a few words: its date, and of each table the plan, the years, the unit and the cells row by row."""
    tables = []
    for table in letter.tables:
        rows = " | ".join(
            f"{row.initiative.split('_')[-1]}{row.symbols} {' '.join(map(repr, row.cells))}" for row in table.rows
        )
        kind = "" if table.is_whole else " partial"
        notes = f" notes {len(table.footnotes)}" if table.footnotes else ""
        tables.append(
            f"{table.plan.split('_')[-1]}{kind} {table.years[0]}+{len(table.years)} x{table.unit}{notes}: {rows}"
        )
    return f"{letter.issued_on} " + "; ".join(tables)


@dataclass(repr=False)
class Series:
    """The letters of one municipality in order, the rows that name what is in them, and what stands after each."""

    letters: list[Letter] = field(default_factory=list)
    named: Seeds = field(default_factory=lambda: defaultdict(list))
    stands: list[Standing] = field(default_factory=list)
    proposals: set[str] = field(default_factory=set)
    cells: dict[tuple[str, int, int, int], Decimal] = field(default_factory=dict)

    def __repr__(self) -> str:
        """The letters in a few words: what a failing example prints, of which all else follows."""
        return f"<{'  '.join(f'[{letter.id}] {describe(letter)}' for letter in self.letters)}>"

    def _repr_pretty_(self, printer, _is_cycle: bool) -> None:
        """What Hypothesis prints; of a dataclass it would print all fields."""
        printer.text(repr(self))

    def issued(self, at: int) -> date:
        """The date of a letter."""
        day, month, year = map(int, self.letters[at].issued_on.split("-"))
        return date(year, month, day)


@st.composite
def amounts(draw, unit: int) -> str:
    """A printed cell: mostly an amount in one of the forms of the grammar, else a dash or nothing."""
    form = draw(
        st.sampled_from(("", "-", "\u2013", "grouped", "grouped", "plain", "plain", "comma", "point", "negative"))
    )
    if form in ("", "-", "\u2013"):
        return form
    whole = Decimal(draw(st.integers(1, 99_999)))
    if form in ("comma", "point") and unit > 1:
        text = letters.printed(whole + Decimal(draw(st.integers(1, 9))) / 10, 1, grouped=False)
        return text if form == "comma" else text.replace(",", ".")
    return ("\u2212" if form == "negative" else "") + letters.printed(whole, grouped=form != "plain")


def total(texts: list[str]) -> str:
    """A printed total of printed amounts, in the fewest decimals that hold it."""
    money = sum((amount_of(text) or Decimal(0) for text in texts), Decimal(0))
    return letters.printed(money, 0 if money == money.to_integral() else 1)


@st.composite
def tables(draw, plan: str, initiatives: dict[str, int], names: dict[str, str], symbols: list[str]) -> Table:
    """A table of a plan: its initiatives on their rows, footnotes that take a part of a cell, totals that add up."""
    first, count = draw(st.integers(2024, 2027)), draw(st.integers(1, 3))
    unit = draw(st.sampled_from((1, 1000, 1_000_000)))
    is_whole = draw(st.booleans())
    rows, notes = [], []
    for initiative, row_count in initiatives.items():
        for _ in range(row_count):
            cells = [draw(amounts(unit)) for _ in range(count)]
            if row_count > 1 and not is_whole:  # a partial table must print all rows of an initiative, or none
                cells = [cell or "-" for cell in cells]
            row = Row(names[initiative], initiative, cells, draw(st.sampled_from(("", *symbols, " ".join(symbols)))))
            row.partly = tuple(
                n for n, cell in enumerate(cells, 1) if (amount_of(cell) or 0) and draw(st.integers(0, 9)) == 0
            )
            for column_no, cell in enumerate(cells, 1):
                if abs(amount_of(cell) or 0) >= 1 and draw(st.integers(0, 5)) == 0:
                    notes.append(_note(draw, len(notes) + 1, abs(amount_of(cell)) * unit, first + column_no - 1))
                    row.marks[column_no] = str(notes[-1].number)
            row.total = total(cells)
            rows.append(row)
    table = Table(plan, f"Plan {plan}", [str(first + n) for n in range(count)], rows, unit=unit, is_whole=is_whole)
    table.footnotes = notes
    table.row_total = draw(st.sampled_from(("I alt", "")))
    table.price_level = draw(st.sampled_from(("", "2026 p/l")))
    if draw(st.booleans()):
        table.totals = [total([row.cells[n] for row in rows]) for n in range(count)]
        table.totals += [total([cell for row in rows for cell in row.cells])] if table.row_total else []
    return table


@st.composite
def changes(
    draw, plan: str, initiatives: dict[str, int], names: dict[str, str], symbols: list[str], number: int
) -> Table:
    """A table of changes: each initiative gets something, and may give a part of it back on a row of its own.

    What it gets ends in the number of the letter, so that no letter prints the changes of another again.
    """
    first, count = draw(st.integers(2024, 2027)), draw(st.integers(1, 3))
    rows = []
    for initiative in initiatives:
        symbol = draw(st.sampled_from(("", *symbols)))
        gives = [draw(st.sampled_from((0, 1))) * (10 * draw(st.integers(0, 50)) + number) for _ in range(count)]
        rows.append(Row(names[initiative], initiative, [str(money or "-") for money in gives], symbol))
        if draw(st.booleans()):
            back = [10 * draw(st.integers(0, money // 10)) for money in gives]
            cells = [f"\u2212{money}" if money else draw(st.sampled_from(("", "-"))) for money in back]
            rows.append(Row(names[initiative], initiative, cells, symbol))
    for row in rows:
        row.total = total(row.cells)
    table = Table(plan, f"Plan {plan}", [str(first + n) for n in range(count)], rows, is_whole=False, states="change")
    table.totals = [total([row.cells[n] for row in rows]) for n in range(count)]
    table.totals += [total([cell for row in rows for cell in row.cells])]
    return table


def _note(draw, number: int, most: Decimal, year: int) -> Footnote:
    if draw(st.integers(0, 3)) == 0:
        return Footnote(number, price_level="2025 p/l")
    part = draw(st.integers(1, min(int(most), 10**9)))
    return Footnote(number, letters.printed(Decimal(part)), 1, str(year), draw(st.sampled_from(SOURCES)))


@st.composite
def series(draw, municipality: str, first_number: int) -> Series:
    """The letters of one municipality: later ones restate, change, propose, add, drop, rename and move."""
    made = Series()
    plans = [f"{municipality}_p{n}" for n in range(draw(st.integers(1, 2)))]
    rows_of = {f"{municipality}_i{n}": draw(st.sampled_from((1, 1, 1, 2))) for n in range(draw(st.integers(2, 4)))}
    plan_of = {initiative: draw(st.sampled_from(plans)) for initiative in rows_of}
    names: dict[str, str] = {}
    seen: set[str] = set()
    issued = date(2026, 3, 2) + timedelta(draw(st.integers(0, 60)))
    standing: Standing = {}
    stated: set[tuple[str, str, int]] = set()
    known: set[str] = set()
    plan_years: set[tuple[str, int]] = set()
    for number in range(draw(st.integers(1, 4))):
        letter = Letter(f"{municipality}_l{number}", first_number + number, f"{issued:%d-%m-%Y}", [], {}, municipality)
        letter.symbols = dict(zip(draw(st.permutations("*^#"))[: draw(st.integers(1, 2))], SOURCES, strict=False))
        for initiative in rows_of:
            if draw(st.integers(0, 5)) == 0:
                plan_of[initiative] = draw(st.sampled_from(plans))
        for plan in draw(st.lists(st.sampled_from(plans), min_size=1, unique=True)):
            here = {one: count for one, count in rows_of.items() if plan_of[one] == plan and draw(st.integers(0, 4))}
            if here:
                for initiative in here:
                    if initiative not in names or draw(st.integers(0, 5)) == 0:
                        names[initiative] = f"Indsats {initiative} fra {letter.id}"
                        _name(made, "initiative", initiative, letter.id, names[initiative])
                if plan not in seen:
                    seen.add(plan)
                    _name(made, "plan", plan, letter.id, f"Plan {plan}")
                kind = draw(st.sampled_from((tables, tables, partial(changes, number=number))))
                letter.tables.append(draw(kind(plan, here, names, list(letter.symbols))))
        if letter.tables and draw(st.integers(0, 4)) == 0:
            made.proposals.add(letter.id)
            for table in letter.tables:
                table.status = "proposed"
        if letter.tables:
            if letter.id not in made.proposals:
                _mark_new(letter, stated, known, plan_years)
            standing = _after(made, letter, standing, stated)
            made.letters.append(letter)
            made.stands.append(standing)
        issued += timedelta(draw(st.sampled_from((0, 1, 90, 365))))
    for initiative in names:
        made.named["ref_initiatives"].append({"initiative_id": initiative, "municipality_id": municipality})
    made.named["ref_plans"] += [{"plan_id": plan, "municipality_id": municipality} for plan in sorted(seen)]
    if made.letters:
        name = {"municipality_id": municipality, "municipality_name_da": "Kommune", "municipality_name_en": "City"}
        made.named["ref_municipalities"].append(name)
    return made


def _name(made: Series, what: str, key: str, document_id: str, name: str) -> None:
    row = {f"{what}_id": key, "document_id": document_id, f"{what}_name_da": name, f"{what}_name_en": f"{name} (en)"}
    made.named[f"ref_{what}_names"].append(row)


def _mark_new(letter: Letter, stated: set, known: set[str], plan_years: set) -> None:
    """Says of a letter's rows that they are new where they must say so; then all that it states is known."""
    for table in letter.tables:
        years = [int(year) for year in table.years]
        for row in table.rows:
            money = [year for year, cell in zip(years, row.cells, strict=True) if amount_of(cell)]
            if table.states == "change":
                row.is_new = any((table.plan, row.initiative, year) not in stated for year in money)
            elif not table.is_whole:
                row.is_new = row.initiative not in known and any((table.plan, year) in plan_years for year in money)
    for table in letter.tables:
        plan_years |= {(table.plan, int(year)) for year in table.years}
        known |= {row.initiative for row in table.rows if any(_is_stated(table, cell) for cell in row.cells)}


def _is_stated(table: Table, cell: str) -> bool:
    """Whether a cell of a table states anything."""
    return bool(amount_of(cell)) if table.states == "change" else table.is_whole or cell != ""


def _after(made: Series, letter: Letter, before: Standing, stated: set) -> Standing:
    """What stands once a letter is out; where two plans would state one year, a move ends the older one."""
    standing = dict(before)
    printed = set()
    is_proposal = letter.id in made.proposals
    for table_no, table in enumerate(letter.tables, 1):
        years = [int(year) for year in table.years]
        sums: Standing = defaultdict(Decimal)
        for row_no, row in enumerate(table.rows, 1):
            for column_no, (year, cell) in enumerate(zip(years, row.cells, strict=True), 1):
                amount = amount_of(cell)
                if amount is not None:
                    sums[table.plan, row.initiative, year] += amount * table.unit
                if amount:
                    made.cells[letter.id, table_no, row_no, column_no] = amount * table.unit
        if is_proposal:
            continue
        cells = {
            (table.plan, row.initiative, year)
            for row in table.rows
            for year, cell in zip(years, row.cells, strict=True)
            if _is_stated(table, cell)
        }
        if table.states == "change":
            sums = {key: standing.get(key, Decimal(0)) + money for key, money in sums.items() if key in cells}
        elif table.is_whole:
            standing = {key: money for key, money in standing.items() if key[0] != table.plan or key[2] not in years}
            stated -= {key for key in stated if key[0] == table.plan and key[2] in years}
        stated |= cells
        standing |= sums
        printed |= sums.keys()
    for plan, initiative, year in sorted(printed):
        for other in sorted(standing):
            stands_twice = other[0] != plan and other[1:] == (initiative, year)
            if stands_twice and standing[other] and standing[plan, initiative, year] and other not in printed:
                move = {"initiative_id": initiative, "from_plan_id": other[0], "to_plan_id": plan, "year": year}
                why = {"document_id": letter.id, "reason_da": "Flyttet.", "reason_en": "Moved."}
                made.named["ref_initiative_moves"].append(move | why)
                del standing[other]
                stated.discard(other)
    return standing


def seeds_of(many: list[Series], backwards: bool = False) -> Seeds:
    """All seeds of several series, the letters entered one after the other or the last one first."""
    seeds: Seeds = defaultdict(list)
    for one in reversed(many) if backwards else many:
        for letter in reversed(one.letters) if backwards else one.letters:
            for name, rows in letters.rows_of(letter).items():
                seeds[name] += rows
        for name, rows in one.named.items():
            seeds[name] += reversed(rows) if backwards else rows
    return seeds
