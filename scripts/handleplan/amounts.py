"""Writes amounts as people read them: kroner as 1,000 kr., nothing rounded away."""

from decimal import Decimal


def thousands(amount: Decimal | None, language: str = "da") -> str:
    """5800000.00 is `5.800` in Danish and `5,800` in English, 15500.00 is `15,5` and `15.5`; NULL is empty."""
    if amount is None:
        return ""
    return kroner(Decimal(amount) / 1000, language)


def kroner(amount: Decimal | int, language: str = "da") -> str:
    """5800000.00 is `5.800.000` in Danish and `5,800,000` in English."""
    english = f"{Decimal(amount).normalize():,f}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))
