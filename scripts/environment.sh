#!/bin/sh
# Makes .venv from a hashed lock, once for each content of the lock: scripts/environment.sh build|all|test|spark
set -eu

usage="usage: scripts/environment.sh build|all|test|spark
  (makes .venv from locks/build.txt, all.txt or test.txt; .venv-spark from locks/spark.txt)"
venv=.venv
case "${1:-}" in
    build) serving="test all build" ;;
    all) serving="test all" ;;
    test) serving="test" ;;
    # dbt's adapter for Spark and Spark itself stand apart: no build and no test of the letters needs their 500 MB.
    spark) serving="spark"; venv=.venv-spark ;;
    --help) echo "$usage"; exit 0 ;;
    *) echo "$usage" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."

stop() {
    echo "environment: $1" >&2
    exit 2
}

# The test lock holds all of the others, and that of pages and downloads all of the build lock: the larger serves too.
lock="locks/$1.txt"
wanted=$(cksum < "$lock")
for name in $serving; do
    if [ -f "$venv/made-from-$name" ] && [ "$(cat "$venv/made-from-$name")" = "$(cksum < "locks/$name.txt")" ]; then
        exit 0
    fi
done

python=""
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11, 3.12 or 3.13 is needed and none was found. Install one
  (Debian and Ubuntu: apt-get install python3 python3-venv), or name it: make build PYTHON=/path/to/python3.12"

"$python" -c 'import ensurepip, venv' 2> /dev/null || stop "$python has no venv module. Install it
  (Debian and Ubuntu: apt-get install python3-venv)"

# `venv --clear` would follow the link and empty another project's environment.
[ ! -L "$venv" ] || stop "$venv is a link to $(readlink "$venv"), which would be emptied. Remove the link: rm $venv"

echo "environment: installing $lock into $venv (once; later runs start at once)"
rm -f "$venv"/made-from-*
"$python" -m venv --clear "$venv" > .venv.log 2>&1 || stop "could not make $venv, see .venv.log:
$(tail -n 3 .venv.log)"
if ! "$venv/bin/pip" install --disable-pip-version-check --quiet --require-hashes --no-deps --requirement "$lock" \
    > .venv.log 2>&1; then
    rm -rf "$venv"
    stop "could not install $lock. A reachable Python package registry is needed (offline: point pip at a
  mirror or at a folder of wheels, with PIP_INDEX_URL or PIP_NO_INDEX and PIP_FIND_LINKS). The last lines said:
$(tail -n 4 .venv.log)"
fi
rm -f .venv.log
echo "$wanted" > "$venv/made-from-$1"
