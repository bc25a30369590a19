"""The words of the workbook and of what is said about a paper, in Danish and English: language.csv has them."""

import csv
import functools
import os
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("da", "en")
# Where a program's language is set, in the order in which it counts.
SETTINGS = ("LC_ALL", "LC_MESSAGES", "LANG")


@functools.cache
def _told() -> dict[tuple[str, str], dict[str, str]]:
    with Path(__file__).with_name("language.csv").open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["key"]): row for row in csv.DictReader(file)}


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str = "en"

    def of(self, kind: str, key: str, **values: object) -> str:
        """The words for a thing of a kind, with values in the places of their names."""
        told = _told()[kind, key][self.language]
        return told.format(**values) if values else told

    def value(self, column: str, value: str) -> str:
        """What a person sees for a value of a column; the value itself where there are no words for it."""
        found = _told().get((column, value))
        return found[self.language] if found else value


ENGLISH = Words()


@dataclass(frozen=True)
class Said:
    """Something to be said in whatever language somebody reads."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def told(self, words: Words) -> str:
        """The sentence in a language."""
        return words.of("say", self.key, **dict(self.values))


def said(key: str, **values: object) -> Said:
    """Something to be said, with the values in it."""
    return Said(key, tuple(values.items()))


def of_system() -> Words:
    """The words of the language that the system is set to: Danish, or else English."""
    setting = next((os.environ[name] for name in SETTINGS if os.environ.get(name)), "")
    return Words("da" if setting.startswith("da") else "en")


def words_in(language: str | None) -> Words:
    """The words of a language that was asked for, or of the system's."""
    return Words(language) if language else of_system()


@functools.cache
def keys(kind: str) -> dict[str, str]:
    """The key of each word of a kind, in every language, in small letters."""
    told = [(key, row) for (one, key), row in _told().items() if one == kind]
    return {row[language].casefold(): key for key, row in told for language in LANGUAGES}


def key_of(kind: str, text: str) -> str | None:
    """What a word of either language stands for."""
    return keys(kind).get(text.strip().casefold())


def value_of(column: str, text: str) -> str:
    """The value that a person's word means in a column; the word itself where it is no word of ours."""
    return keys(column).get(text.strip().casefold(), text)


def language_of(kind: str, text: str) -> Words:
    """The language that a word belongs to; English where it is the same in both, or unknown."""
    for (one, _), row in _told().items():
        if one == kind and row["da"].casefold() == text.strip().casefold() != row["en"].casefold():
            return Words("da")
    return ENGLISH
