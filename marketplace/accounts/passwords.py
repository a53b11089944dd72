"""Passwords: hashing, checking in even time, and telling weak ones.

Sources: NIST SP 800-63B-4 3.1.1.2 (length and blocklist instead of composition rules), OWASP
password storage (argon2id, 19 MiB, two rounds, one lane).
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marketplace.accounts.guessing import is_guessable

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 256
"""Far above the 64 that must be accepted; a bound only keeps hashing cheap."""

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Return the argon2id string to keep. Costs about 20 ms of CPU and 19 MiB while it runs."""
    return _HASHER.hash(_folded(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Tell whether a password opens an account.

    Args:
        kept: the argon2id string; None for an account that does not exist or has no password.
            A hash nobody knows is checked then, so that the answer takes as long.
        password: what was typed.
    """
    try:
        matches = _HASHER.verify(kept or _nobodys_hash(), _folded(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(matches) and kept is not None


def needs_rehash(kept: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def is_weak(password: str, context: Iterable[str] = ()) -> bool:
    """Tell whether a password is too short or easy to guess.

    Args:
        password: what was typed.
        context: words anybody could try for this person: name, address, group.
    """
    folded = _folded(password)
    return len(folded) < MIN_LENGTH or is_guessable(folded, tuple(context))


def warm_up() -> None:
    """Make the hash for unknown accounts now, so that the first of them takes no longer."""
    _nobodys_hash()


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody knows what this hash was made from")


def _folded(password: str) -> str:
    """Return the password in compatibility form: full-width and composed signs count as one."""
    return unicodedata.normalize("NFKC", password)
