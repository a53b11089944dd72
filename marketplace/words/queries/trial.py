"""What a word would change, before it is saved."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.search.queries import Shown, from_index
from marketplace.words.queries.golden import GoldenEffect, golden_effect, golden_queries
from marketplace.words.queries.house import Wording, with_word
from models.words import WordKind
from search_index.contract import Backend, IndexUnavailable, SearchQuery
from search_index.text import thai
from search_index.text.house_words import HouseWords, using
from search_index.text.normalize import normalize_thai, plain

TOP = 5


@dataclass(frozen=True, slots=True)
class Side:
    """What a query finds: how many meet the words, and the first of them."""

    found: int
    top: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A query now and with the word.

    Attributes:
        text: what was searched.
        golden: None where it cannot be measured without building the index anew.
        cut_now, cut_then: the parts of the query, for a word kept whole.
        touched: golden queries that hold the word kept whole.
    """

    text: str
    now: Side
    then: Side
    golden: GoldenEffect | None = None
    cut_now: tuple[str, ...] = ()
    cut_then: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether more is found than now."""
        return self.then.found > self.now.found


def try_word(
    session: Session, index: Backend, wording: Wording, text: str, lang: str
) -> Trial | None:
    """Search with a word as if it were published; nothing is saved, and nobody else notices.

    ``text`` is what is searched, ``lang`` the language of the page. None while there is no
    readable index.
    """
    try:
        published = index.words()
        now = _side(session, index, SearchQuery(text=text, lang=lang, per_page=TOP, facets=()))
        if wording.kind is WordKind.WHOLE:
            return _try_whole(session, index, wording, text, now)
        tried = with_word(published, wording)
        with using(tried):
            asked = SearchQuery(text=text, lang=lang, per_page=TOP, facets=())
            then = _side(session, index, asked)
        return Trial(text, now, then, golden_effect(session, index, published, tried))
    except IndexUnavailable:
        return None


def _try_whole(session: Session, index: Backend, wording: Wording, text: str, now: Side) -> Trial:
    """Say what the rebuilt index will find: the listings in which the word stands as it is."""
    word = wording.terms[0]
    exact = SearchQuery(text=f'"{word}"', per_page=TOP, facets=(), understand=False)
    then = _side(session, index, exact)
    published = index.words()
    touched = tuple(
        query.text
        for query in golden_queries()
        if normalize_thai(word) in normalize_thai(query.text)
    )
    tried = with_word(published, wording)
    return Trial(text, now, then, None, _cut(word, published), _cut(word, tried), touched)


def _side(session: Session, index: Backend, query: SearchQuery) -> Side:
    answer = from_index(session, index, query)
    return Side(answer.meeting, tuple(answer.shown[: min(TOP, answer.meeting)]))


def _cut(text: str, words: HouseWords) -> tuple[str, ...]:
    with using(words):
        return tuple(thai.cut_words(plain(text).replace(" ", ""), thai.light_cut()))
