"""The one contract between callers and search engines: documents in, pages of hits out.

Every engine implements :class:`Backend` and passes the same test suite
(``tests/search_index/test_contract.py``). All values are plain frozen data; amounts are integer
satang, times are seconds since 1970 UTC, positions are WGS84 degrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from search_index.documents import Kind, Named, PriceTier, SearchDocument
from search_index.queries import (
    FACETS,
    GROUP_STEPS,
    LEAD_STEPS,
    MAX_OFFSET,
    MAX_PER_PAGE,
    PRICE_STEPS,
    Filters,
    SearchQuery,
    Sort,
)

if TYPE_CHECKING:
    from search_index.text.house_words import HouseWords

__all__ = [
    "FACETS",
    "GROUP_STEPS",
    "LEAD_STEPS",
    "MAX_OFFSET",
    "MAX_PER_PAGE",
    "PRICE_STEPS",
    "Backend",
    "Facet",
    "FacetValue",
    "Filters",
    "Health",
    "Hit",
    "IndexUnavailable",
    "Kind",
    "Named",
    "PriceTier",
    "Progress",
    "SearchDocument",
    "SearchError",
    "SearchPage",
    "SearchQuery",
    "Segment",
    "Sort",
    "Suggestion",
    "Understood",
]


class SearchError(Exception):
    """Base of what an engine raises; nothing else leaves it for a well-typed call."""


class IndexUnavailable(SearchError):
    """The index is missing, damaged or of another analyser: answer from the database instead.

    Attributes:
        reason: A short code: ``missing``, ``damaged``, ``outdated`` or ``locked``; where a server
            answers also ``unreachable`` (try again) and ``unsuitable`` (it never will).
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


# Not frozen, like `FacetValue`: an answer has hundreds, and a frozen one takes four times as long.
@dataclass(slots=True)
class Segment:
    """A run of text; ``marked`` when it matched the query."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found document.

    Attributes:
        score: Comparable only inside one page of one engine; 0.0 without text.
        lang: Language of title and excerpt ("th" or "en").
        title: Title in segments; joined it is the stored title.
        excerpt: At most about 160 characters around the best match, in segments.
        distance_m: Metres from ``SearchQuery.near``; None without it or without a position.
    """

    id: int
    version: int
    kind: str
    slug: str
    score: float
    lang: str
    title: tuple[Segment, ...]
    excerpt: tuple[Segment, ...]
    distance_m: float | None = None


@dataclass(slots=True)
class FacetValue:
    """A choice of a facet with the number of hits it would give, and whether it is chosen."""

    code: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts over all hits, as if this facet's own choice were not made; zero counts left out."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A limit read out of the words.

    Attributes:
        code: Stable name of the limit with its value, e.g. ``price_max:50000``, ``month:12``;
            hand it back in ``SearchQuery.ignore`` to remove it.
        name: Field of :class:`Filters`.
        value: The value as text.
        words: What the person wrote for it.
    """

    code: str
    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of an answer.

    Attributes:
        total: All hits (not only this page).
        did_you_mean: A better spelling, only when it would find clearly more; else None.
        understood: Limits read out of the words and applied.
        relaxed: True when few hits met the words, so that the nearest alternatives were added.
        meeting: How many of the hits met the words; all of them when not relaxed.
        generation: Name of the index state that answered.
        filters: The limits in force: the chosen ones and the understood ones.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    per_page: int
    facets: tuple[Facet, ...] = ()
    did_you_mean: str | None = None
    understood: tuple[Understood, ...] = ()
    relaxed: bool = False
    meeting: int = 0
    generation: str = ""
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: ``kind`` is ``craft``, ``route``, ``category``, ``community`` or ``word``.

    ``code`` is the slug to go to, or empty when the text itself should be searched.
    """

    text: str
    kind: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """State of an index.

    Attributes:
        ok: Searches can be answered and every file is as it was written.
        reason: Empty when ok, else as :attr:`IndexUnavailable.reason`.
        generation: State that answers now, empty when none does.
        documents: Live documents.
        detail: What to read in a log.
    """

    ok: bool
    reason: str = ""
    generation: str = ""
    documents: int = 0
    detail: str = ""


Progress = Callable[[int], None]
"""Called now and then during a rebuild with the number of documents done so far."""


class Backend(Protocol):
    """An engine. One process writes; any number of processes and threads read."""

    def upsert(self, documents: Iterable[SearchDocument]) -> None:
        """Stage documents; nothing is seen before :meth:`commit`.

        Of several versions of one id the highest stays; versions older than the indexed one are
        ignored at commit.
        """

    def delete(self, ids: Iterable[int]) -> None:
        """Stage removals; unknown ids are fine. The last staged act on an id counts."""

    def commit(self) -> str:
        """Write what is staged, durably, and return the name of the state readers now see.

        Raises:
            IndexUnavailable: The index is missing or damaged (rebuild), or another process
                writes (``locked``; try again). What was staged stays staged.
        """

    def search(self, query: SearchQuery) -> SearchPage:
        """Answer a query; never raises because of what was typed.

        Raises:
            IndexUnavailable: There is no readable index.
        """

    def suggest(self, prefix: str, lang: str = "th", limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what is being typed; empty for fewer than 1 character.

        Raises:
            IndexUnavailable: There is no readable index.
        """

    def versions(self) -> Mapping[int, int]:
        """Version of every live document by id, for comparing with the database.

        Raises:
            IndexUnavailable: There is no readable index.
        """

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> str:
        """Write a whole new index beside the present one, then switch; returns its name.

        Readers use the present one until the switch. Staged changes are kept for the next commit.

        Raises:
            IndexUnavailable: Another process writes (``locked``).
        """

    def publish_words(self, read: Callable[[], HouseWords]) -> HouseWords:
        """Put the words that a house adds in force: for every reader within a second.

        Synonyms and spellings work at once; words kept whole wait for the next :meth:`rebuild`,
        which takes what is published. A context that chose words (``house_words.using``) is
        answered, and rebuilt, by those.

        Args:
            read: Gives all words there are now; called while no other publishing goes on.

        Raises:
            IndexUnavailable: The place where words are kept cannot be reached.
        """

    def words(self) -> HouseWords:
        """The words published last, as far as they are known; nothing when there are none."""

    def whole_words(self) -> tuple[str, ...]:
        """Words of the house that the present index keeps whole.

        Raises:
            IndexUnavailable: There is no readable index.
        """

    def health(self) -> Health:
        """Check every file of the present state; never raises :class:`SearchError`."""
