"""The folder into which a house without a mail server writes its letters."""

import email
import email.policy
import re
import time
from pathlib import Path

_PATIENCE_S = 20


def link_in_mail(folder: Path, address: str, part: str) -> str:
    """Wait for a letter and return the link in it.

    Args:
        folder: the house's instance folder.
        address: to whom it was sent.
        part: what the link's path contains, such as ``/confirm/``.

    Raises:
        AssertionError: no such letter came.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        for path in sorted((folder / "mail").glob("*.eml")):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = letter.get_body(("plain",))
            found = body and re.search(rf"https?://\S+{re.escape(part)}\S+", body.get_content())
            if found and address in str(letter["To"]):
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no letter to {address} with a link to {part}")
