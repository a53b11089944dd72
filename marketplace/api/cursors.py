"""Opaque places in a list: where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Annotated, TypeVar

import msgspec

from marketplace.api.parameters import LAST_PAGE, unfit

T = TypeVar("T")


class PagePlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a page of hits begins, as its number."""

    page: Annotated[int, msgspec.Meta(ge=1, le=LAST_PAGE)]


def write_cursor(place: object) -> str:
    """Return a place as a word that stands in an address as it is."""
    return urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def read_cursor(cursor: str, shape: type[T]) -> T:
    """Read a place back.

    Raises:
        UnfitParameters: it was not written for a list of this kind.
    """
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        return msgspec.json.decode(urlsafe_b64decode(padded), type=shape)
    except (NotBase64, ValueError, msgspec.DecodeError):
        raise unfit("cursor", "cursor") from None
