"""What is true: tables, enums and lifecycles. Importing the package makes the metadata whole."""

from models import (
    accounts,
    communities,
    journal,
    knowledge,
    listings,
    matching,
    media,
    moderation,
    organisations,
    saved_searches,
    words,
)
from models.base import Base

__all__ = [
    "Base",
    "accounts",
    "communities",
    "journal",
    "knowledge",
    "listings",
    "matching",
    "media",
    "moderation",
    "organisations",
    "saved_searches",
    "words",
]
