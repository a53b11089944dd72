"""Random tokens for cookies and links: made here, kept only as hashes."""

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32


def new_token() -> str:
    """Draw a URL-safe token of 256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def token_digest(token: str) -> bytes:
    """Return the SHA-256 of a token, which is all the database keeps.

    A token is random already, so a slow hash would add nothing.
    """
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
