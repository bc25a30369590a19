"""Makes lines of the runs of text that a format has: where words begin, and which digits are raised behind them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handleplan.reading.document import Line, Word

TAB = 40
# Paragraphs stand further apart than the lines of any text do, so that none goes on in the next.
PARAGRAPH = 9.0


@dataclass(frozen=True)
class Run:
    """A piece of text of one look; a line break in it ends the line."""

    text: str
    is_raised: bool = False
    link: str = ""


def lines_of(runs: Iterable[Run], numbers: Iterator[int], gap: float = PARAGRAPH) -> list[Line]:
    """The lines of a paragraph, numbered on. Words are placed as if every letter had one width."""
    lines: list[Line] = []
    for pieces in _broken(runs):
        words: list[Word] = []
        at = 0
        for run in pieces:
            if run.is_raised and re.fullmatch(r"\s*[\d,*a-z]{1,5}\s*", run.text):
                mark = run.text.strip()
                last = words.pop() if words else Word("", at, at)
                words.append(Word(last.text, last.left, last.right + len(mark), last.raised + mark))
                at += len(mark)
                continue
            at = _add(run.text, words, at)
        links = tuple(dict.fromkeys(run.link for run in pieces if run.link))
        if words:
            lines.append(Line(next(numbers), 1, tuple(words), 0 if lines else gap, None, links))
    return lines


def _broken(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for at, text in enumerate(run.text.split("\n")):
            if at:
                lines.append([])
            lines[-1].append(Run(text, run.is_raised, run.link))
    return lines


def _add(text: str, words: list[Word], at: int) -> int:
    """Adds a run's words; its first goes on the last word if no blank parts them. Returns where the run ends."""
    for found in re.finditer(r"(\t)|( +)|([^ \t]+)", text):
        if found[1]:
            at = (at // TAB + 1) * TAB
        elif found[2]:
            at += len(found[2])
        else:
            if words and words[-1].right == at and not words[-1].raised:
                last = words.pop()
                words.append(Word(last.text + found[3], last.left, at + len(found[3])))
            else:
                words.append(Word(found[3], at, at + len(found[3])))
            at += len(found[3])
    return at
