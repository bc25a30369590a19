"""Runs one of the evidence programs: `.venv/bin/python -I scripts/evidence faults --help`."""

import importlib
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])
PROGRAMS = {
    "dashboards": "evidence.dashboards",
    "faults": "evidence.faults.faults",
    "mutants": "evidence.mutation.seed_mutants",
    "mutants-sql": "evidence.mutation.sql_mutants",
    "clients": "evidence.clients.clients",
    "malloy": "evidence.clients.malloy",
    "light-tools": "evidence.clients.light_tools",
    "metrics": "evidence.clients.metrics",
    "bench": "evidence.scale.bench",
    "bench-scale": "evidence.scale.bench_scale",
    "reading": "evidence.reading.measure",
    "letters": "evidence.scale.synthetic_letters",
    "planted": "evidence.scale.find_planted",
    "seeds-as-bulk": "evidence.spark.bulk_of_seeds",
    "spark": "evidence.spark.spark_build",
    "engines": "evidence.spark.engines",
}


def main() -> int:
    """Hands the arguments on to the program named first; returns its exit status."""
    name = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if name not in PROGRAMS:
        print(f"usage: python -I scripts/evidence PROGRAM --help, where PROGRAM is one of {', '.join(PROGRAMS)}")
        return 0 if name in ("-h", "--help") else 2
    sys.argv = [name, *sys.argv[2:]]
    from handleplan.errors import HandleplanError

    try:
        return importlib.import_module(PROGRAMS[name]).main()
    except HandleplanError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return error.exit_status


if __name__ == "__main__":
    sys.exit(main())
