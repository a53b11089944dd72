"""Words of the codes that errors carry: states, and the acts that a state rules out.

Every room has the words of its own codes among its labels; ``app.py`` puts them together, so that
the sentences of `messages.py` can say them whichever room an error comes from.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from flask import Flask, current_app, has_app_context

_EXTENSION: Final = "talat_codes"

Words = Mapping[Any, Any]
"""Member of an enum -> its words, translated when they are shown."""


def init_codes(app: Flask, tables: Iterable[Words]) -> None:
    """Give sentences the words of codes.

    Args:
        app: whose sentences.
        tables: one or more for each enum; later ones win.
    """
    # By type and value: "closed" of a seller equals "closed" of a request, and reads otherwise.
    app.extensions[_EXTENSION] = {
        (type(code), str(code)): words for table in tables for code, words in table.items()
    }


def code_words(code: StrEnum) -> str:
    """Return the words of a code in the reader's language; "" rather than the bare code."""
    if not has_app_context():
        return ""
    return str(current_app.extensions[_EXTENSION].get((type(code), str(code)), ""))
