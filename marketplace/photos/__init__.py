"""Photos: what people send in becomes small, clean, safe pictures. Pure image work.

`process` is the door: bytes of an upload in, `ProcessedPhoto` out, or `PhotoRefused`.
"""

from marketplace.photos.decoding import MAX_BYTES, MAX_PIXELS, PhotoFacts, inspect
from marketplace.photos.processing import (
    BOXES,
    ProcessedPhoto,
    avif,
    object_key,
    process,
    variant_size,
)
from marketplace.photos.refusal import PhotoRefused
from marketplace.photos.tint import TINTS, tint_css

__all__ = [
    "BOXES",
    "MAX_BYTES",
    "MAX_PIXELS",
    "TINTS",
    "PhotoFacts",
    "PhotoRefused",
    "ProcessedPhoto",
    "avif",
    "inspect",
    "object_key",
    "process",
    "tint_css",
    "variant_size",
]
