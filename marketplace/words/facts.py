"""Facts of this room; the general vocabulary stands in ``marketplace.facts``."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWordFact(Fact):
    """Something about a word that an officer made for the search.

    ``kind``, ``terms``, ``target``: as in the table at that moment.
    """

    about: ClassVar[str] = "search_word"
    about_field: ClassVar[str] = "word_id"

    word_id: int
    kind: str
    terms: list[str]
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWordDrafted(SearchWordFact):
    """A word was kept as a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWordPublished(SearchWordFact):
    """The search uses a word from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWordWithdrawn(SearchWordFact):
    """A word, or the draft of one, was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQueryLeft(Fact):
    """An officer let a query without results be."""

    about: ClassVar[str] = "search_query"
    about_field: ClassVar[str] = "query"

    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQueryReopened(Fact):
    """A query that was let be stands among the open ones again."""

    about: ClassVar[str] = "search_query"
    about_field: ClassVar[str] = "query"

    query: str
