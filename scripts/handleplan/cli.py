"""The command line: one program, a command for each thing that people do. The work itself is in the packages."""

import datetime
import gc
import signal
from pathlib import Path

import click

from handleplan import paths
from handleplan.commands import Program, day

PROJECT = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
def main() -> None:
    """Build, check, publish and explain the warehouse of action plans.

    Exit status of every command: 0 done, 1 refused or not found (each finding names file and line), 2 the command
    could not run (environment or usage error).
    """


@main.command()
@click.option("--no-publish", is_flag=True, help="Leave the candidate in build/, for `diff`.")
@click.option(
    "--with", "parts", multiple=True, type=click.Choice(["docs", "overview", "bi"]), help="Add a part to the release."
)
@click.option(
    "--parts",
    "besides",
    type=click.Choice(["current", "none"]),
    default="current",
    show_default=True,
    help="Parts besides those of --with: those that the current release has, or none.",
)
@click.option("--raw-dir", type=PROJECT, help="Build from a folder of Parquet or CSV files, not from seeds/.")
@click.option("--incremental", is_flag=True, help="With --raw-dir: build what is new since the last release.")
@click.option("--dist", type=FILE, help="Where to publish (default: dist; --raw-dir has none).")
@click.option("--findings", type=int, default=20, show_default=True, help="Rows shown per failed check.")
def build(
    no_publish: bool,
    parts: tuple[str, ...],
    besides: str,
    raw_dir: Path | None,
    incremental: bool,
    dist: Path | None,
    findings: int,
) -> int:
    """Build a candidate, audit it, and publish it when every check holds.

    \b
    Example: build --with docs --with overview
    """
    if raw_dir and not (dist or no_publish):
        raise click.UsageError("--raw-dir requires --dist, so a bulk build cannot overwrite the published letters")
    if incremental and not (raw_dir and dist):
        raise click.UsageError("--incremental requires --raw-dir and --dist: the letters are always built whole")
    # dbt makes millions of small objects while it is imported, and frees few: collecting garbage then is a second lost.
    gc.disable()
    # Until the build handles it, Ctrl-C ends the process without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from handleplan.release.build import Order
    from handleplan.release.build import build as run

    return run(
        Order(
            dist=dist.resolve() if dist else paths.DIST,
            parts=parts,
            only_named_parts=besides == "none",
            raw_dir=raw_dir.resolve() if raw_dir else None,
            is_incremental=incremental,
            most_findings=findings,
            is_published=not no_publish,
        )
    )


@main.command()
@click.argument("root", type=PROJECT, default=paths.ROOT)
@click.option("--form", is_flag=True, help="Check only the form of the files: encoding, columns, types.")
def check(root: Path, form: bool) -> int:
    """Check the seeds of ROOT in seconds: all findings at once; nothing is published.

    \b
    Example: check
    """
    from handleplan.checks import check as checks

    return checks.check_form(root) if form else checks.check(root)


@main.command()
@click.argument("root", type=PROJECT, default=paths.ROOT)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; only show what would change.")
def tidy(root: Path, only_check: bool) -> int:
    """Rewrite the seed files in the project's form, without changing a value, and show a diff.

    \b
    Example: tidy --check
    """
    from handleplan.seeds.tidy import tidy as run

    return run(root, only_check)


@main.command()
@click.argument("file", type=FILE, required=False)
@click.option("--tables", "count", type=click.IntRange(1, 99), help="How many tables the new workbook is for.")
@click.option("--like", metavar="DOCUMENT", help="Lay the new workbook out like this document, without its amounts.")
@click.option("--date", "day", default="", help="The new paper's date as printed; years of --like move with it.")
@click.option("--from", "document", type=FILE, help="Fill the new workbook with what is read of this document.")
@click.option("--remove", metavar="DOCUMENT", help="Take this document's rows out of the seeds again.")
@click.option(
    "--language",
    type=click.Choice(["da", "en"]),
    help="Language of a new workbook, and of what --remove says (default: the system's).",
)
@click.option("--seeds", is_flag=True, help="A sheet per seed; with --from those rarely needed, too.")
@click.option("--dry", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask at a terminal.")
def letter(
    file: Path | None,
    count: int | None,
    like: str | None,
    day: str,
    document: Path | None,
    remove: str | None,
    language: str | None,
    seeds: bool,
    dry: bool,
    yes: bool,
) -> int:
    """Write letter.xlsx to type a letter into; given a FILE, enter it once everything adds up.

    Read from a document, figures that its printed totals leave open are marked in letter.xlsx and never guessed.
    What enters or removes a letter shows first what changes, and at a terminal asks once.

    \b
    Example: letter --from svar.pdf --language da
             letter --tables 4
             letter --like letter_2026 --date 01-03-2027
             letter letter.xlsx --dry
             letter --remove letter_2027
    """
    if sum(given is not None for given in (file, count, like, document, remove)) > 1:
        raise click.UsageError("give one of a workbook to enter, --tables, --like, --from and --remove")
    if (dry or yes) and file is None and remove is None:
        raise click.UsageError("--dry and --yes are for a workbook to enter, and for --remove")
    from handleplan.letters import change, from_document, removal
    from handleplan.letters import letter as letters
    from handleplan.reading.language import words_in

    if (language and file) or (seeds and (file or remove)):
        raise click.UsageError("--language and --seeds are for a new workbook, --language for --remove too")
    words = words_in(language)
    if document:
        return from_document.write_workbook(document, words=words, has_seeds=seeds)
    order = change.Order(is_dry=dry, is_sure=yes)
    if remove:
        return removal.remove(remove, order=order, words=words)
    return letters.enter(file, order=order) if file else letters.write_template(like, count, day, words, seeds)


@main.command()
@click.argument("document", type=FILE)
@click.option("--with", "document_id", metavar="DOCUMENT", required=True, help="The document as it is entered.")
@click.option("--keep", "is_kept", is_flag=True, help="Keep the figures that were read as rows, if none differs.")
@click.option("--language", type=click.Choice(["da", "en"]), help="Language of what is said (default: the system's).")
def compare(document: Path, document_id: str, is_kept: bool, language: str | None) -> int:
    """Read a document on its own and compare it, figure by figure, with what is entered of it.

    \b
    Example: compare answer.pdf --with letter_2026 --keep
    """
    from handleplan.reading.compare import compare as run
    from handleplan.reading.language import words_in

    return run(document, document_id, words=words_in(language), is_kept=is_kept)


@main.command()
@click.argument("database", type=FILE, default=paths.PUBLISHED)
@click.option("--plan", metavar="PLAN_ID", help="One plan (default: all).")
@click.option("--names", type=click.Choice(["da", "en"]), default="da", show_default=True, help="Language of names.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "md"]),
    default="table",
    show_default=True,
    help="Form of the output.",
)
@click.option("--as-of", callback=day, metavar="YYYY-MM-DD", help="What was known on a date (default: now).")
def show(database: Path, plan: str | None, names: str, form: str, as_of: datetime.date | None) -> int:
    """Print the overview of a published file, of one plan or of all.

    Amounts are in 1,000 kr., price levels mixed as in the letters; `-` is a dash in the letter, an empty cell is empty.
    As of a date a dash and a 0 are empty too, and names are those of today.

    \b
    Example: show --plan integration --names en --format csv --as-of 2026-03-02
    """
    from handleplan.terminal.show import show as run

    return run(database, plan or None, names, form, as_of)


@main.command(name="summary")
@click.argument("database", type=FILE, default=paths.PUBLISHED)
def print_summary(database: Path) -> int:
    """Print a summary of a published file: money by plan, source and grade, and the totals reconciled.

    \b
    Example: summary
    """
    from handleplan.terminal import summary

    click.echo(summary.summarise(database))
    return 0


@main.command()
@click.argument("key", metavar="ID", required=False)
@click.option("--plan", metavar="PLAN_ID", help="The rows of a plan's year; requires --year.")
@click.option("--year", type=int, help="Requires --plan.")
@click.option("--database", type=FILE, default=paths.PUBLISHED, help="Another published file.")
def trace(key: str | None, plan: str | None, year: int | None, database: Path) -> int:
    """Trace a figure back to the printed cell: ID is a printed cell or total, or an allocation_id.

    \b
    Example: trace letter_2026.t1.r1.y2024
             trace --plan integration --year 2024
    """
    if (plan is None) != (year is None) or (key is None) == (plan is None):
        raise click.UsageError("give an id (make trace ID=...), or a plan and a year (make trace PLAN=... YEAR=...)")
    from handleplan.terminal.trace import trace as run

    return run(database, key, plan, year)


@main.command()
@click.argument("candidate", type=FILE, default=paths.CANDIDATE)
@click.argument("published", type=FILE, default=paths.PUBLISHED)
def diff(candidate: Path, published: Path) -> int:
    """Show which published figures a candidate would change: old, new, and the CSV row behind each.

    \b
    Example: build --no-publish && diff
    """
    from handleplan.release import diff as differences

    found = differences.changes(candidate, published)
    click.echo(differences.as_text(found) if found else "No figure changes.")
    return 0


@main.command()
@click.argument("database", type=FILE, default=paths.PUBLISHED)
@click.option("--manifest", type=FILE, help="The manifest (default: the one beside the file).")
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
def verify(database: Path, manifest: Path | None, quiet: bool) -> int:
    """Check a published file against its manifest and name each table that differs.

    \b
    Example: verify dist/handleplan.duckdb
    """
    from handleplan.release.verify import verify as run

    return run(database, manifest or database.with_name(paths.MANIFEST), quiet)


@main.command()
@click.argument("database", type=FILE, default=paths.PUBLISHED)
@click.option("--at", type=FILE, help="Where the server finds the file (default: where it is).")
@click.option("--to", "target", type=FILE, default="superset.zip", show_default=True, help="The ZIP to write.")
def bundle(database: Path, at: Path | None, target: Path) -> int:
    """Write the bundle of datasets, charts and dashboards for a Superset that has the file at another path.

    \b
    Example: bundle --at /data/handleplan.duckdb --to superset.zip
    """
    from handleplan import database as files
    from handleplan.bi import bundle as bundles

    with files.opened(database) as published:
        target.write_bytes(bundles.packed(published, at or database.absolute()))
    return 0


@main.command()
@click.argument("database", type=FILE, default=paths.PUBLISHED)
@click.option("--port", type=int, default=8088, show_default=True, help="Port on this machine.")
@click.option("--home", type=FILE, default=paths.ROOT / ".superset", help="Where the server keeps its own data.")
def superset(database: Path, port: int, home: Path) -> int:
    """Run Superset on this machine with the dashboards of a published file, until Ctrl-C.

    \b
    Example: superset --port 8088
    """
    from handleplan.bi import server

    return server.run(home.absolute(), database.absolute(), port)
