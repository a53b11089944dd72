"""Drawn pictures for demo listings and community pages: honest illustrations, never photographs.

`illustrate` draws one, `draw_and_process_many` draws a whole demo and makes the served files,
`alt_text` says what a picture is in Thai and English.
"""

from marketplace.illustrations.rendering import (
    VIEWS,
    Item,
    draw_and_process,
    draw_and_process_many,
    illustrate,
)
from marketplace.illustrations.words import alt_text

__all__ = [
    "VIEWS",
    "Item",
    "alt_text",
    "draw_and_process",
    "draw_and_process_many",
    "illustrate",
]
