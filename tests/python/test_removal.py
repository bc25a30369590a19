"""`make letter REMOVE=`: a paper taken back, with the ids that came with it."""

import pytest

import letters
from conftest import LETTERS
from handleplan.errors import RefusedError
from handleplan.letters import change, removal
from handleplan.reading.language import Words
from handleplan.release.sources import hash_of_sources


def bytes_of(root) -> dict[str, bytes]:
    """The seeds of a folder as they stand."""
    return {path.name: path.read_bytes() for path in sorted(root.glob("seeds/*/*.csv"))}


def entered(root, *names: str) -> list[str]:
    """Enters fixtures into the seeds of a folder; returns the ids of their documents."""
    found = []
    for name in names:
        rows = letters.read(LETTERS / name)
        letters.write(root, rows)
        found += [row["document_id"] for row in rows["raw_documents"]]
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in LETTERS.iterdir() if path.is_dir()))
def test_a_paper_taken_out_leaves_every_seed_as_it_was(tmp_path, name):
    root = letters.copy_seeds(tmp_path)
    before = bytes_of(root)
    for document in entered(root, name):
        seeds = removal.seeds_of(root)
        removal.take_out(document, seeds, removal.relations())
        for path, (_, after) in removal.without(seeds)[0].items():
            path.write_text(after, encoding="utf-8")
    assert bytes_of(root) == before


def test_what_goes_is_shown_and_the_build_is_that_of_before(tmp_path, capsys):
    root = letters.copy_seeds(tmp_path)
    before, sources = bytes_of(root), hash_of_sources(root)
    entered(root, "new_plan_2027")
    assert hash_of_sources(root) != sources
    assert removal.remove("letter_2027_plan", root) == 0
    said = capsys.readouterr().out
    assert "-letter_2027_plan," in said
    assert "-integration_2027,copenhagen,integration" in said
    assert "holistic_business_effort, 2027: " in said
    assert "Only letter_2027_plan used these, so they go too: " in said
    assert "funding_source_id service_funds" in said
    assert (bytes_of(root), hash_of_sources(root)) == (before, sources)


def test_an_accepted_difference_goes_with_its_total(tmp_path):
    root = letters.copy_seeds(tmp_path)
    entered(root, "restated_2027")
    rows = [
        {"control_id": f"{document}.t1.total", "difference_dkk": "1.00", "reason": "rounding"}
        for document in ("letter_2027", "letter_20271")
    ]
    letters.write(root, {"ref_accepted_differences": rows})
    seeds = removal.seeds_of(root)
    removal.take_out("letter_2027", seeds, removal.relations())
    assert seeds.gone["ref_accepted_differences"] == {2}


def test_what_another_paper_needs_stays_and_is_named(tmp_path, capsys):
    root = letters.copy_seeds(tmp_path)
    entered(root, "money_in_the_span", "span_restated")
    before = bytes_of(root)
    assert removal.remove("merger_2026", root) == 1
    told = capsys.readouterr().err
    assert "document restated_2027 needs plan_id harbour, which only merger_2026 has in ref_plan_names" in told
    assert "take restated_2027 out first" in told
    assert bytes_of(root) == before


def test_a_finding_without_the_paper_names_the_line_of_today(tmp_path, capsys):
    root = letters.copy_seeds(tmp_path)
    entered(root, "partial", "restated_2027")
    path = letters.path_of(root, "raw_documents")
    path.write_text(path.read_text(encoding="utf-8").replace("letter_2027,2,", "letter_2027,two,"), encoding="utf-8")
    (line,) = (at for at, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if ",two," in text)
    assert removal.remove("letter_2026_note", root) == 1
    told = capsys.readouterr().err
    assert f"seeds/raw/raw_documents.csv:{line}: column document_no" in told
    assert "in the seeds without letter_2026_note; nothing was written" in told


def test_a_paper_that_is_not_there_and_the_only_one_are_refused(tmp_path):
    root = letters.copy_seeds(tmp_path)
    with pytest.raises(RefusedError, match=r"not in raw_documents\.csv; there are letter_2026"):
        removal.remove("letter_2027", root)
    with pytest.raises(RefusedError, match="letter_2026 is the only document"):
        removal.remove("letter_2026", root)


def test_a_dry_run_takes_nothing_out(tmp_path, capsys):
    root = letters.copy_seeds(tmp_path)
    entered(root, "restated_2027")
    before = bytes_of(root)
    assert removal.remove("letter_2027", root, change.Order(is_dry=True), Words("da")) == 0
    said = capsys.readouterr().out
    assert "new_anti_racism_efforts, 2026: 3700000.00 kr. -> 3000000.00 kr." in said
    assert said.endswith("letter: en prøve; intet er skrevet\n")
    assert bytes_of(root) == before
