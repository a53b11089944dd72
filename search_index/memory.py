"""How the C library deals with the arrays of a search."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

_M_TRIM_THRESHOLD: Final = -1  # malloc.h
_M_TOP_PAD: Final = -2
_M_MMAP_THRESHOLD: Final = -3
_KEPT_BYTES: Final = 32 * 1024**2
_OWN_MAP_BYTES: Final = 8 * 1024**2


def keep_freed() -> None:
    """Let the process keep some megabytes that arrays were freed from, for the next arrays.

    A search over 200,000 documents makes and drops a hundred arrays of a megabyte. Left to itself,
    glibc gives each back to the system and has it mapped anew, page by page and filled with zeros:
    up to half of the time of a search. Other C libraries are left as they are.
    """
    with suppress(AttributeError):
        tune = ctypes.CDLL(None).mallopt
        tune(_M_TRIM_THRESHOLD, _KEPT_BYTES)
        tune(_M_TOP_PAD, _KEPT_BYTES // 2)  # left when more than that is given back
        tune(_M_MMAP_THRESHOLD, _OWN_MAP_BYTES)
