"""The program: `.venv/bin/python -I scripts --help`."""

from handleplan.cli import main

main(prog_name="handleplan")
