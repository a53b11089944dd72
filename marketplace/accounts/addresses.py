"""One spelling for each e-mail address, so that one mailbox is one account."""

import unicodedata


def plain_address(text: str) -> str:
    """Return an address as accounts keep it: NFC, lower case, no blanks at its ends.

    Lower-casing the part before the @ is against the letter of RFC 5321, but no provider in use
    tells Malee@ from malee@, and people type both.
    """
    return unicodedata.normalize("NFC", text).strip().lower()
