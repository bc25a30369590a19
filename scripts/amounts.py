"""Writes amounts as people read them: kroner as 1,000 kr., nothing rounded away."""

from decimal import Decimal


def thousands(amount: Decimal | None, language: str = "da") -> str:
    """5800000.00 is `5.800` in Danish and `5,800` in English, 15500.00 is `15,5` and `15.5`; NULL is empty."""
    if amount is None:
        return ""
    english = f"{(Decimal(amount) / 1000).normalize():,f}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))
