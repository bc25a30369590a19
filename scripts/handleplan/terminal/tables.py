"""Text in aligned columns, for a terminal."""

from collections.abc import Sequence

from tabulate import tabulate


def lines(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> list[str]:
    """The lines of a table: so many columns of text to the left, amounts to the right; wide signs take two places."""
    sides = ["left"] * texts + ["right"] * (len(head) - texts)
    # The head as a row: tabulate would put two more blanks before a longer one.
    table = tabulate([head, *rows], tablefmt="plain", disable_numparse=True, colalign=sides)
    return [line.rstrip() for line in table.splitlines()]
