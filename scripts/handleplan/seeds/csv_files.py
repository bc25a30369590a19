"""Checks the form of the seed CSV files before dbt reads them, each against its entry in the YAML beside it.

A problem names file, line, column, value and what was expected.
"""

import codecs
import csv
import difflib
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from handleplan import files
from handleplan.errors import RefusedError
from handleplan.seeds.values import kind_of, shown, strange, trim, wrong

# The largest seed of a letter has 8 kB: room for twenty letters of each of 98 municipalities, none for another file.
MOST_BYTES = 20_000_000
MOST_LINES = 500_000
MOST_COLUMNS = 100
MOST_OF_A_FILE = 20
FIX = "run `make tidy`"

# Bytes that show that a text is no Windows-1252: UTF-8 among them, or Danish letters as DOS and old Macs wrote them.
NOT_WINDOWS_1252 = re.compile(rb"\xc3[\x80-\xbf]|[A-Za-z][\x86\x8c\x91\x9b\xbe\xbf][a-z]")


class SchemaError(RefusedError):
    """The YAML that describes the seeds cannot be read."""


@dataclass
class Seed:
    """A seed file as read: rows by line, what `make tidy` fixes in its form, and what only a person can fix."""

    columns: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    untidy: list[tuple[int | None, str]] = field(default_factory=list)
    broken: list[tuple[int | None, str]] = field(default_factory=list)


def schemas(root: Path) -> dict[Path, dict[str, str]]:
    """The columns of each seed with their types, by the path of its CSV, from the YAML that makes the docs too."""
    described: dict[Path, dict[str, str]] = {}
    for path in sorted(root.glob("seeds/**/*.yml")):
        try:
            entries = files.from_yaml(path)["seeds"]
            described |= {path.with_name(f"{seed['name']}.csv"): seed["config"]["column_types"] for seed in entries}
        except (yaml.YAMLError, KeyError, TypeError) as error:
            words = " ".join(str(error).split())
            raise SchemaError(f"{path.relative_to(root)}: not a list of seeds with column_types ({words})") from error
    return described


def types_by_seed(root: Path) -> dict[str, dict[str, str]]:
    """The columns of each seed with their types, by its name."""
    return {path.stem: types for path, types in schemas(root).items()}


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises UnicodeDecodeError when it is in none that we know."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        if NOT_WINDOWS_1252.search(data):
            raise
        return data.decode("cp1252"), "Windows-1252"


def written(values: list[str], separator: str = ",") -> str:
    """A line of CSV with quotes only where they are needed."""
    line = io.StringIO()
    csv.writer(line, delimiter=separator, lineterminator="").writerow(values)
    return line.getvalue()


def parsed(lines: list[str], start: int, separator: str) -> tuple[list[str], int]:
    """The values of the record that begins on a line, and how many lines it takes; no values when quotes are wrong."""
    reader = csv.reader((f"{lines[at]}\n" for at in range(start, len(lines))), delimiter=separator, strict=True)
    try:
        values = next(reader)
        if len(values) == 1 and separator in values[0] and "\n" not in values[0]:
            # Danish Excel splits at `;`: a line with commas is one value to it, and gets quotes around and inside.
            values = next(csv.reader(values, delimiter=separator, strict=True))
        return values, reader.line_num
    except csv.Error:
        return [], 1


def read_rows(lines: list[str], separator: str, seed: Seed) -> None:
    """Fills `seed` with the rows of a text. No value may contain a line break, so no error spreads beyond its line."""
    start, width, quoted, blank = 0, 0, [], []
    while start < len(lines):
        values, taken = parsed(lines, start, separator)
        number, line, start = start + 1, lines[start], start + 1
        if taken > 1 and len(values) == width:
            start += taken - 1
            at = next(at for at, value in enumerate(values) if "\n" in value)
            column = trim(seed.rows[0][1][at])
            seed.broken.append(
                (number, f"column {column}: {shown(values[at])} contains a line break; expected one line")
            )
        elif taken > 1 or (line and not values):
            expected = "a quote at both ends of a value, and each quote inside it doubled"
            seed.broken.append((number, f"{shown(line)}: unbalanced quotes; expected {expected}"))
        elif not any(map(trim, values)):
            blank.append(number)
        elif width and len(values) != width:
            expected = f"{width} as in the first line, and quotes around a value with a comma"
            seed.broken.append((number, f"{shown(line)} has {len(values)} values; expected {expected}"))
        else:
            width = len(values)
            seed.rows.append((number, values))
            if '"' in line and written(values, separator) != line:
                quoted.append(number)
    if quoted:
        words = f"unnecessary quotes ({len(quoted)} lines); expected quotes only around a value with a comma"
        seed.untidy.append((quoted[0], words))
    if blank:
        seed.untidy.append((blank[0], f"empty line ({len(blank)} in all); expected none"))


def read_header(seed: Seed, expected: Collection[str], schema: str) -> None:
    """Takes the names of the columns from the first row, and compares them with the schema."""
    if any(not seed.rows or line is None or line < seed.rows[0][0] for line, _ in seed.broken):
        return
    header = seed.rows.pop(0)[1] if seed.rows else []
    seed.columns = [trim(name) for name in header]
    if not set(seed.columns) & set(expected):
        seed.broken.append((1, f"{shown(written(header))} has no known column name; expected {','.join(expected)}"))
        return
    if seed.columns != header:
        # dbt knows no type for such a column and guesses one from the values.
        seed.untidy.append((1, "spaces around a column name; expected none"))
    missing = [name for name in expected if name not in seed.columns]
    unknown = [name for name in seed.columns if name and name not in expected]
    for name in unknown:
        likely = difflib.get_close_matches(name.lower(), missing, 1) or missing * (len(missing) == len(unknown) == 1)
        missing = [other for other in missing if other not in likely]
        place = "" if likely else f": not listed in {schema}"
        seed.broken.append(
            (1, f"unknown column {shown(name)}{strange(name)}{place}; expected {', '.join(likely or expected)}")
        )
    seed.broken += [(1, f"column {name} is missing; expected {', '.join(expected)}") for name in missing]
    twice = [name for at, name in enumerate(seed.columns) if name and name in seed.columns[:at]]
    seed.broken += [(1, f"duplicate column {name}; expected it once") for name in twice]
    seed.broken += [(line, "repeats the column names; expected values") for line, row in seed.rows if row == header]
    nameless = [at for at, name in enumerate(seed.columns) if not name]
    if any(trim(row[at]) for _, row in seed.rows for at in nameless):
        seed.broken.append((1, f"a column with values has no name; expected only the columns listed in {schema}"))
    elif nameless:
        seed.untidy.append((1, "empty columns without a name; expected none"))


def too_much(data: bytes) -> str | None:
    """What a file has too much of for a seed, seen before it is taken apart, or None."""
    # A line may end in two characters.
    if (lines := max(data.count(b"\n"), data.count(b"\r"))) > MOST_LINES:
        return f"has {lines:,} lines; expected at most {MOST_LINES:,}. Is it another file under this name?"
    if (columns := 1 + max(map(data.lstrip().split(b"\n", 1)[0].count, (b",", b";", b"\t")))) > MOST_COLUMNS:
        return f"has {columns:,} columns; expected at most {MOST_COLUMNS}. Is it another file under this name?"
    return None


def read(data: bytes, expected: Collection[str], schema: str = "its schema") -> Seed:
    """Reads a seed file, whatever Excel did to its form; `schema` is the file that lists the expected columns."""
    seed = Seed()
    if words := too_much(data):
        seed.broken.append((None, words))
        return seed
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as error:
        line, byte = data.count(b"\n", 0, error.start) + 1, data[error.start]
        seed.broken.append((line, f"the byte {byte:#x} is not valid UTF-8; expected the file saved as `CSV UTF-8`"))
        return seed
    if not trim(text):
        seed.broken.append((None, f"is empty; expected a first line {','.join(expected)}"))
        return seed
    # Not splitlines(), which splits at characters that may stand in a value.
    lines = re.split("\r\n|\r|\n", text)
    if lines[-1]:
        seed.untidy.append((len(lines), "has no line break at its end; expected one (is the file cut off?)"))
    else:
        del lines[-1]
    names = next(filter(trim, lines)).replace('"', "")
    separator = max(",;\t", key=lambda mark: len({trim(name) for name in names.split(mark)} & set(expected)))
    if encoding != "UTF-8":
        seed.untidy.append((None, f"encoded as {encoding}; expected UTF-8"))
    if separator != ",":
        seed.untidy.append((1, f"{shown(separator)} as separator; expected commas"))
    read_rows(lines, separator, seed)
    read_header(seed, expected, schema)
    return seed


def of_seed(path: Path, types: dict[str, str]) -> Iterator[tuple[int, int | None, str]]:
    """The problems of one file: rank, line and words. What is wrong with the whole file ranks first: it causes more."""
    if not path.exists():
        yield 0, None, f"is missing; expected a file with the columns {', '.join(types)}"
    else:
        beside = sorted(path.parent.glob("*.yml"))
        schema = " or ".join(f"seeds/{one.parent.name}/{one.name}" for one in beside)
        try:
            seed = read(files.read(path, MOST_BYTES), types, schema)
        except files.UnfitFileError as error:
            yield 0, None, str(error)
            return
        yield from ((0, line, f"{words}: {FIX}") for line, words in seed.untidy)
        yield from ((0 if line in (None, 1) else 1, line, words) for line, words in seed.broken)
        kinds = [(at, name, kind_of(name, types[name])) for at, name in enumerate(seed.columns) if name in types]
        for line, row in seed.rows:
            for at, column, kind in kinds:
                value = trim(row[at])
                if value and (words := wrong(value, kind)):
                    yield 1, line, f"column {column}: {shown(row[at])} {words}"


def problems(root: Path) -> list[str]:
    """All problems of the seed files, one sentence each, the likeliest causes first; empty when all is well."""
    try:
        described = schemas(root)
    except SchemaError as error:
        return [str(error)]
    told = [] if described else [(0, "seeds/: no YAML file describes a seed; expected the seeds of the project")]
    for path in sorted({*described, *(path for path in root.glob("seeds/**/*") if path.suffix.lower() == ".csv")}):
        name = path.relative_to(root).as_posix()
        found: list[tuple[int, int | None, str]]
        if path in described:
            found = sorted(of_seed(path, described[path]), key=lambda problem: (problem[0], problem[1] or 0))
        else:
            found = [(0, None, "not described in the YAML beside it; expected no such file")]
        told += [(rank, f"{name}{f':{at}' if at else ''}: {words}") for rank, at, words in found[:MOST_OF_A_FILE]]
        if len(found) > MOST_OF_A_FILE:
            told.append((1, f"{name}: and {len(found) - MOST_OF_A_FILE} more problems like these"))
    return [words for _, words in sorted(told, key=lambda problem: problem[0])]
