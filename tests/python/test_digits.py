"""A law of columns that are no plain year, and of lines that pay: whichever digit is changed, the paper is refused."""

import csv
import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import letters
from conftest import LETTERS

FORMS = ["each_year_of_a_span", "money_in_the_span", "kinds_of_appropriation", "dementia_plain"]
PRINTED = ("raw_allocations", "raw_printed_totals")


def written(table: list[dict]) -> str:
    """Rows as the text of a seed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue()


@pytest.mark.parametrize("name", FORMS)
def test_any_other_digit_is_refused(chain_of, name):
    chain = chain_of(name)
    assert chain.found == []
    documents = {row["document_id"] for row in letters.read(LETTERS / name)["raw_documents"]}
    paths = {seed: letters.path_of(chain.seeds, seed) for seed in PRINTED}
    whole = {seed: path.read_text(encoding="utf-8") for seed, path in paths.items()}
    tables = {seed: list(csv.DictReader(io.StringIO(text))) for seed, text in whole.items()}
    digits = [
        (seed, at, digit.start())
        for seed, table in tables.items()
        for at, row in enumerate(table)
        if row["document_id"] in documents
        for digit in re.finditer(r"\d", row["amount_printed"])
    ]
    assert len(digits) > 10

    @settings(max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(digits), st.integers(1, 9))
    def law(place, by):
        seed, at, start = place
        amount = tables[seed][at]["amount_printed"]
        wrong = amount[:start] + str((int(amount[start]) + by) % 10) + amount[start + 1 :]
        entered = [row | ({"amount_printed": wrong} if no == at else {}) for no, row in enumerate(tables[seed])]
        paths[seed].write_text(written(entered), encoding="utf-8")
        try:
            # Both seeds: the one that was broken before is whole again.
            assert chain.run([chain.key(one) for one in PRINTED]) != [], (
                f"{tables[seed][at]} entered as {wrong} was published"
            )
        finally:
            paths[seed].write_text(whole[seed], encoding="utf-8")

    law()
