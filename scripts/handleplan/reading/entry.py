"""Turns what was read into the rows of the seeds that enter it, with ids and names proposed from what is known."""

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

from handleplan.paths import ROOT
from handleplan.reading import controls, known
from handleplan.reading.heads import MEETING, day_of
from handleplan.reading.known import EXACT, NEAR, NEW, Proposal
from handleplan.reading.language import ENGLISH, Words
from handleplan.reading.paper import OPEN, UNREAD, Cell, Decision, Paper, Row, Table
from handleplan.reading.read import TO_CONFIRM
from handleplan.reading.tables import column_of, named_rows, seed_row_of, stated_by


class Entry:
    """The rows that enter a paper, and what a person has to confirm or to say: where, and what.

    `known_as` says, by block of the workbook, how near to what is known each of its rows is.
    """

    def __init__(self, paper: Paper, root: Path = ROOT, words: Words = ENGLISH) -> None:
        """Makes all rows."""
        self.paper, self.root, self.words = paper, root, words
        self.known_as: dict[str, list[str]] = defaultdict(list)
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.to_confirm: list[tuple[str, str]] = []
        documents = known.rows_of("raw_documents", root)
        day = day_of(paper.issued_on) or ("new",)
        self.document_id = known.new_id(f"letter {day[0]}", {row["document_id"] for row in documents})
        self.municipality_id = known.rows_of("ref_municipalities", root)[0]["municipality_id"]
        self.same_as = [
            row["document_id"]
            for row in documents
            if (row["issued_on_printed"], row["title_printed"]) == (paper.issued_on, paper.title)
        ]
        self._document(max((int(row["document_no"]) for row in documents), default=0) + 1)
        decision_ids = [self._decision(number, one) for number, one in enumerate(paper.decisions, 1)]
        self._links(decision_ids)
        for table in paper.tables:
            self._table(table)
        self._footnotes(decision_ids)
        self._sources()
        commitment_ids = [self._commitment(number) for number in range(1, len(paper.commitments) + 1)]
        self._controls(commitment_ids)

    def _confirm(self, sheet: str, key: str, table: int = 0, row: int = 0, **values: object) -> None:
        """Says what a person has to look at: on which sheet, at which table and row."""
        places = [self.words.of("sheet", sheet)]
        places += [f"{self.words.of('head', name)} {no}" for name, no in (("table_no", table), ("row", row)) if no]
        self.to_confirm.append((", ".join(places), self.words.of("say", key, **values)))

    def _add(self, seed: str, **values: object) -> None:
        # Every row of a document names it; only what no document owns does not.
        own = {"document_id": self.document_id} | values
        self.rows[seed].append({column: "" if value is None else str(value) for column, value in own.items()})

    def _controls(self, commitment_ids: list[str]) -> None:
        """What was counted on the reading. Where cells are open, a person counts on the page."""
        uncounted = set()
        for table_no, kind, item, expected in controls.of_paper(self.paper, commitment_ids):
            shown = UNREAD if expected is None else expected
            self._add("raw_controls", table_no=table_no, control_kind=kind, item=item, expected=shown)
            if expected is None:
                uncounted.add(table_no)
        for table_no in sorted(number for number in uncounted if number is not None):
            self._confirm("around", "count_open", table_no, unread=UNREAD)

    def _document(self, number: int) -> None:
        paper = self.paper
        self._add(
            "raw_documents",
            document_no=number,
            issued_on_printed=paper.issued_on,
            title_printed=paper.title,
            issued_by_printed=paper.issued_by,
            price_level_rule=paper.price_level_rule,
            question_url=paper.question_url,
        )
        self._add("ref_documents", municipality_id=self.municipality_id)
        self._confirm("overview", "title_in_english")
        for symbol, source in paper.symbols.items():
            self._add("raw_symbols", symbol=symbol, source_printed=source, mark_kind="source")

    def _decision(self, number: int, decision: Decision) -> str:
        link = MEETING.search(unquote(decision.url))
        day = day_of(decision.decided_on)
        key = f"{self.document_id}_decision_{number}"
        if day and link:
            key = f"biu_{day[0]}_{day[1]:02}_{day[2]:02}_item_{link[4]}"
        decisions = known.rows_of("ref_decisions", self.root)
        nearness = EXACT if key in {row["decision_id"] for row in decisions} else NEW
        self.known_as["decisions"].append(self.words.of("nearness", nearness))
        if nearness == NEW:
            committee = "".join(re.findall(r"dagsordener-og-referater/([^/]+)/", unquote(decision.url))[:1])
            self._add(
                "ref_decisions",
                decision_id=key,
                municipality_id=self.municipality_id,
                committee_da=committee,
                committee_en=next((row["committee_en"] for row in decisions if row["committee_da"] == committee), ""),
                agenda_item=link[4] if link else "",
            )
            self._confirm("around", "decision_is_new", id=key)
        self._add(
            "raw_decisions",
            decision_no=number,
            decision_id=key,
            decided_on_printed=decision.decided_on,
            title_printed=decision.title,
            url=decision.url,
        )
        return key

    def _links(self, decision_ids: list[str]) -> None:
        """What a decision reaches: as the newest document that lists it says, else the plan that its title names."""
        earlier = known.rows_of("ref_decision_links", self.root)
        names = known.rows_of("ref_plan_names", self.root)
        for key, decision in zip(decision_ids, self.paper.decisions, strict=True):
            of_last = [row for row in earlier if row["decision_id"] == key]
            same = [row for row in of_last if row["document_id"] == of_last[-1]["document_id"]]
            self.rows["ref_decision_links"] += [row | {"document_id": self.document_id} for row in same]
            title = known.folded(decision.title)
            plans = {row["plan_id"] for row in names if known.folded(row["plan_name_da"]) in title}
            for plan_id in () if same else sorted(plans):
                self._add("ref_decision_links", decision_id=key, plan_id=plan_id)
            if not same:
                self._confirm("around", "what_it_reaches" if plans else "names_no_plan", id=key)

    def _table(self, table: Table) -> None:
        totals = [cell.reading.text or cell.how == OPEN for cell in table.total.cells] if table.total else []
        years = [at for at, kind in enumerate(table.kinds) if kind == "year"]
        has_row_totals = "row_total" in table.kinds
        names = [(row["plan_id"], row["plan_name_da"]) for row in known.rows_of("ref_plan_names", self.root)]
        plan = known.propose(table.title, names)
        states = stated_by(table, is_known=plan.nearness == EXACT)
        self._add(
            "raw_tables",
            table_no=table.number,
            title_printed=table.title,
            total_label_printed=table.total.label.name if table.total else "",
            unit_dkk=table.unit_dkk,
            has_row_totals=_flag(has_row_totals),
            has_column_totals=_flag(any(totals[at] for at in years) if totals else False),
            has_table_total=_flag(bool(totals) and has_row_totals),
            is_whole_plan=_flag(states == "level"),
            price_level_printed=table.price_level,
            states=states,
            status="allocated",
        )
        key = "whole_plan" if states == "level" else "speaks_of_savings"
        self._confirm("known", key, table.number, states=self.words.value("states", states))
        for note in table.notes:
            if note.key in TO_CONFIRM:
                self._confirm("known", "judged", table.number, told=note.told(self.words))
        for number, (head, kind) in enumerate(zip(table.heads, table.kinds, strict=True), 1):
            self._add("raw_table_columns", table_no=table.number, column_no=number, **column_of(head, kind))
            if kind == "other" and any(_holds(row.cells[number - 1]) for row in table.rows):
                self._confirm("table", "in_no_sum", table.number, head=head)
        self._plan(table, plan)
        for number, row in enumerate(table.rows, 1):
            self._row(table, number, row)
        if table.total:
            self._cells(table, "", table.total)

    def _plan(self, table: Table, proposal: Proposal) -> None:
        self._add("ref_table_plans", table_no=table.number, plan_id=proposal.id)
        self._say("tables", table.title, proposal, table.number)
        if proposal.nearness == NEW:
            self.rows["ref_plans"].append({"plan_id": proposal.id, "municipality_id": self.municipality_id})
        if proposal.nearness != EXACT:
            self._add("ref_plan_names", plan_id=proposal.id, plan_name_da=table.title)

    def _row(self, table: Table, number: int, row: Row) -> None:
        self._add(
            "raw_table_rows",
            table_no=table.number,
            row_no=number,
            row_kind=row.kind,
            label_printed=row.label.name,
            symbols_printed=" ".join(row.label.symbols),
            **named_rows(row.kind, [one.kind for one in table.rows[: number - 1]]),
        )
        self._cells(table, str(number), row)
        if row.kind == "initiative":
            self._initiative(table, number, row)

    def _cells(self, table: Table, row_no: str, row: Row) -> None:
        for column_no, (head, kind, cell) in enumerate(zip(table.heads, table.kinds, row.cells, strict=True), 1):
            text, marks = UNREAD if cell.how == OPEN else cell.reading.text, " ".join(cell.reading.marks)
            if found := seed_row_of(row.kind, kind, text, marks, head in row.unallocated):
                seed, values = found
                self._add(seed, table_no=table.number, row_no=row_no, column_no=column_no, **values)

    def _initiative(self, table: Table, number: int, row: Row) -> None:
        all_names = known.rows_of("ref_initiative_names", self.root)
        names = [(one["initiative_id"], one["initiative_name_da"]) for one in all_names]
        taken = {one["initiative_id"] for one in self.rows.get("ref_initiatives", [])}
        proposal = known.propose(row.label.name, names, taken)
        self._add("ref_row_initiatives", table_no=table.number, row_no=number, initiative_id=proposal.id)
        self._say("rows", row.label.name, proposal, table.number, number)
        if proposal.nearness == NEW:
            self.rows["ref_initiatives"].append({"initiative_id": proposal.id, "municipality_id": self.municipality_id})
        if proposal.nearness != EXACT:
            before = next((one for one in all_names if one["initiative_id"] == proposal.id), {})
            self.rows["ref_initiative_names"].append(
                before
                | {"initiative_id": proposal.id, "document_id": self.document_id, "initiative_name_da": row.label.name}
            )

    def _say(self, block: str, name: str, proposal: Proposal, table: int, row: int = 0) -> None:
        near = self.words.of("nearness", proposal.nearness)
        self.known_as[block].append(f'{near} "{proposal.known_as}"' if proposal.nearness == NEAR else near)
        if proposal.nearness == NEAR:
            self._confirm("known", "is_near", table, row, name=name, known_as=proposal.known_as, id=proposal.id)
        elif proposal.nearness == NEW:
            self._confirm("known", "is_new", table, row, name=name, id=proposal.id)

    def _footnotes(self, decision_ids: list[str]) -> None:
        for note in self.paper.footnotes:
            self._add(
                "raw_footnotes",
                table_no=note.table,
                footnote_no=note.number,
                amount_printed=note.amount,
                unit_dkk=note.unit_dkk,
                year_printed=note.year,
                source_printed=note.source,
                decided_on_printed=note.decided_on,
                committee_printed=note.committee,
                price_level_printed=note.price_level,
            )
            if not note.decided_on:
                continue
            days = [day_of(decision.decided_on) for decision in self.paper.decisions]
            of_day = [key for key, day in zip(decision_ids, days, strict=True) if day == day_of(note.decided_on)]
            if len(of_day) == 1:
                self._add(
                    "ref_footnote_decisions",
                    table_no=note.table,
                    footnote_no=note.number,
                    decision_id=of_day[0],
                    reason_da="Fodnoten nævner udvalg og dato; kun denne beslutning er fra den dag.",
                    reason_en="The footnote names the committee and the date; only this decision fell on that day.",
                )
            else:
                self._confirm("around", "which_decision", note.table, footnote=note.number, count=len(of_day))

    def _sources(self) -> None:
        """Names of sources that no document used before: a person says which source it is."""
        names = {row["source_printed"] for row in known.rows_of("ref_funding_source_names", self.root)}
        printed = [*self.paper.symbols.values(), *(note.source for note in self.paper.footnotes if note.source)]
        for source in dict.fromkeys(printed):
            if source not in names:
                self.rows["ref_funding_source_names"].append({"source_printed": source, "funding_source_id": ""})
                self.known_as["sources"].append(self.words.of("nearness", NEW))
                self._confirm("known", "which_source", source=source)

    def _commitment(self, number: int) -> str:
        one = self.paper.commitments[number - 1]
        before = known.rows_of("raw_grant_commitments", self.root)
        names = [(row["commitment_id"], row["purpose_printed"]) for row in before]
        proposal = known.propose(one.purpose or f"commitment {number}", names)
        self._add(
            "raw_grant_commitments",
            commitment_no=number,
            commitment_id=proposal.id,
            table_no=one.table,
            amount_printed=one.amount,
            unit_dkk=one.unit_dkk,
            first_year_printed=one.first_year,
            last_year_printed=one.last_year,
            granted_by_printed=one.granted_by,
            purpose_printed=one.purpose,
        )
        if proposal.nearness == NEW:
            self.rows["ref_commitments"].append({"commitment_id": proposal.id})
            self._confirm("around", "grant_is_new", id=proposal.id)
        return proposal.id


def _holds(cell: Cell) -> bool:
    return bool(cell.reading.text) or cell.how == OPEN


def _flag(value: bool) -> str:
    return "true" if value else "false"
