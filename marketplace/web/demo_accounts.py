"""Whether a database holds the accounts of the demo, whose password everybody can read.

No real person has an address under `.example`: nothing sent there arrives (RFC 2606), so it could
never be confirmed.
"""

from typing import Final

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from models.accounts import User

DEMO_DOMAIN: Final = "demo.example"
"""Every demo account has its address here."""

_FAULT: Final = (
    "the database holds demo accounts, administrator included, whose password is published;"
    " production begins with an instance and a database of its own"
)


def demo_fault(engine: Engine) -> str | None:
    """Say why production must not run on this database; None when nothing speaks against it.

    A database without tables holds no accounts.

    Raises:
        DBAPIError: the database does not answer.
    """
    statement = select(User.id).where(User.email.like(f"%@{DEMO_DOMAIN}")).limit(1)
    try:
        with engine.connect() as connection:
            found = connection.scalar(statement)
    except (OperationalError, ProgrammingError) as error:
        if _lacks_tables(error):
            return None
        raise
    return None if found is None else _FAULT


def _lacks_tables(error: DBAPIError) -> bool:
    """SQLite says so in words only; PostgreSQL by its code for an undefined table."""
    return getattr(error.orig, "sqlstate", None) == "42P01" or "no such table" in str(error.orig)
