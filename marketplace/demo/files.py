"""Reads the data files of the demo."""

from pathlib import Path
from typing import Any, Final

from marketplace.places.files import read as read_from

DATA: Final = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """Return a data file, for example ``read("crafts")``."""
    return read_from(name, DATA)
