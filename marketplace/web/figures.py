"""Money and numbers as people read them. Money is integer satang everywhere inside."""

from typing import Final

from marketplace.web.i18n import gettext as _

SATANG: Final = 100


def number(value: float) -> str:
    """Return "1,250" or "1,250.5": separators, and decimals only where there are some."""
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _amount(satang: int) -> str:
    sign = "-" if satang < 0 else ""
    baht, rest = divmod(abs(satang), SATANG)
    return f"{sign}{baht:,}" + (f".{rest:02d}" if rest else "")


def amount(satang: int) -> str:
    """Return "2,850" or "2,850.50", without the sign; for sentences that hold it already."""
    return _amount(satang)


def money(satang: int) -> str:
    """Return "฿2,850", with decimals only when there are satang; for prices and tables."""
    text = _amount(satang)
    return f"-฿{text[1:]}" if text.startswith("-") else f"฿{text}"


def money_words(satang: int) -> str:
    """Return "2,850 บาท" inside a sentence, "฿2,850" in English."""
    return _("%(amount)s บาท", amount=_amount(satang))


def money_exact(satang: int) -> str:
    """Return "2,850.00", always with two decimals; for documents of money."""
    return f"{satang // SATANG:,}.{satang % SATANG:02d}"


def money_range(low: int, high: int) -> str:
    """Return "฿550–890", or one price when both are equal."""
    return money(low) if low == high else f"{money(low)}–{_amount(high)}"
