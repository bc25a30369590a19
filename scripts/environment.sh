#!/bin/sh
# Makes .venv from a hashed lock, once for each content of the lock: sh scripts/environment.sh build|all|test|spark|superset
set -eu
# Settings that would have another folder entered, another Python's packages found, or a second environment made.
unset CDPATH PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PYTHONSAFEPATH PYTHONSTARTUP PYTHONUSERBASE PYTHONWARNINGS

usage="usage: sh scripts/environment.sh build|all|test|spark|superset
  (makes .venv from locks/build.txt, all.txt or test.txt; .venv-spark from locks/spark.txt; .venv-superset from locks/superset.txt)"
venv=.venv
mark=dbt
newest=13
pythons="3.11, 3.12 or 3.13"
proof="dbt.cli.main, dbt.adapters.duckdb, duckdb"
case "${1:-}" in
    build) serving="test all build" ;;
    all) serving="test all"; proof="$proof, altair, jinja2, lxml, pdfplumber, python_calamine, sqlglot, vl_convert, xlsxwriter" ;;
    test) serving="test"; proof="$proof, hypothesis, playwright, pytest, sqlfluff, xlsxwriter" ;;
    # dbt's adapter for Spark and Spark itself stand apart: no build and no test of the letters needs their 500 MB.
    spark) serving="spark"; venv=.venv-spark; proof="dbt.cli.main, dbt.adapters.spark, pyspark" ;;
    # So does Superset, which is as large and wants older packages.
    superset) serving="superset"; venv=.venv-superset; proof="duckdb_engine, gunicorn, superset"; mark=superset
        newest=12; pythons="3.11 or 3.12" ;;
    --help) echo "$usage"; exit 0 ;;
    *) echo "$usage" >&2; exit 2 ;;
esac
cd -- "$(dirname -- "$0")/.."

stop() {
    echo "environment: $1" >&2
    exit 2
}

# Whether the environment starts, with the packages where its Python looks for them, and stands where it was made: not
# after an upgrade of Python, and not after the folder was moved, since its programs name the folder.
stands() {
    "$venv/bin/python" -I -c 'import importlib.util, pathlib, sys
home = pathlib.Path(sys.prefix).resolve()
made = (home / "pyvenv.cfg").read_text(encoding="utf-8")
sys.exit(importlib.util.find_spec(sys.argv[1]) is None or f" {home}\n" not in made)' "$mark" 2> /dev/null
}

# The test lock holds all of the others, and that of pages and downloads all of the build lock: the larger serves too.
lock="locks/$1.txt"
wanted=$(cksum < "$lock")
for name in $serving; do
    if [ -f "$venv/made-from-$name" ] && [ "$(cat "$venv/made-from-$name")" = "$(cksum < "locks/$name.txt")" ] && stands
    then
        exit 0
    fi
done

if [ -n "${PYTHON:-}" ]; then
    set -- "$1" "$PYTHON"
else
    set -- "$1" python3 python3.13 python3.12 python3.11
fi
name=$1
shift
python=""
for candidate in "$@"; do
    if "$candidate" -I -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, int(sys.argv[1])))' "$newest" 2> /dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || stop "Python $pythons is needed and none was found. Install one
  (Debian and Ubuntu: apt-get install python3 python3-venv), or name it: make build PYTHON=/path/to/python3.12"

"$python" -I -c 'import ensurepip, venv' 2> /dev/null || stop "$python has no venv module. Install it
  (Debian and Ubuntu: apt-get install python3-venv)"

# `venv --clear` would follow the link and empty another project's environment.
[ ! -L "$venv" ] || stop "$venv is a link to $(readlink "$venv"), which would be emptied. Remove the link: rm $venv"

echo "environment: installing $lock into $venv (once; later runs start at once)"
[ "$name" != superset ] || echo "environment: some 180 packages, 700 MB; it takes a minute or two"
rm -f "$venv"/made-from-*
"$python" -I -m venv --clear "$venv" > .venv.log 2>&1 || stop "could not make $venv, see .venv.log:
$(tail -n 3 .venv.log)"
pip() {
    "$venv/bin/python" -I -m pip --disable-pip-version-check "$@"
}
# Where pip gets packages from is the machine's to say, in its variables or its pip.conf; where they go is not.
ignored=$(pip config list 2> /dev/null | while read -r setting; do
    case "$setting" in
        *.target=* | *.prefix=* | *.root=* | *.user=*) echo "  $setting" ;;
    esac
done)
[ -z "$ignored" ] || echo "environment: packages go into $venv, so these settings of pip are ignored:
$ignored"
unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER
# pip.conf may set them too, and what is given here wins; an empty prefix or root would be the folder of the project.
if ! pip install --quiet --no-user --target "" --prefix "$(pwd -P)/$venv" --root / --no-warn-script-location \
    --require-hashes --no-deps --requirement "$lock" > .venv.log 2>&1; then
    rm -rf "$venv"
    stop "could not install $lock. A reachable Python package registry is needed (offline: point pip at a
  mirror or at a folder of wheels, with PIP_INDEX_URL or PIP_NO_INDEX and PIP_FIND_LINKS). The last lines said:
$(tail -n 4 .venv.log)"
fi
# What cannot be imported, or is another version, would be a riddle in the middle of a build.
if ! "$venv/bin/python" -I -c "import sys
sys.path.insert(0, 'scripts')
import $proof
from handleplan.surroundings import Path, other_versions
sys.exit('; '.join(other_versions(Path('$lock'))) or 0)" > .venv.log 2>&1; then
    settings=$(pip config list 2> /dev/null || true)
    rm -rf "$venv"
    stop "$lock was installed, and what was installed does not run: $(tail -n 1 .venv.log)
  pip's own settings on this machine are: ${settings:-none}"
fi
rm -f .venv.log
echo "$wanted" > "$venv/made-from-$name"
