"""The morning's mail about new listings in the searches a person keeps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from babel.support import LazyProxy
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.facts import SavedSearchesMet
from marketplace.listings.queries.cards import Card, cards_by_id
from marketplace.notifications import recipients
from marketplace.notifications.mails import Mail, MailLink, MailList, MailWords, Name
from marketplace.saved_searches.addresses import values_of
from marketplace.saved_searches.labels import Names, names_of_places, said
from marketplace.saved_searches.queries.kept import ToldSearch, still_wanted
from marketplace.saved_searches.tokens import ending_token
from marketplace.web.figures import money
from marketplace.web.i18n import _l, lazy_ngettext, ngettext
from models.accounts import User

MET: Final = MailWords(
    subject=lazy_ngettext(
        "มีของใหม่ %(count)s รายการ ที่คุณค้นไว้",
        "มีของใหม่ %(count)s รายการ ที่คุณค้นไว้",
        by="count",
    ),
    body=_l("เช้านี้พบรายการใหม่ที่ตรงกับการค้นหาที่คุณบันทึกไว้ ดูได้เลย"),
    action=_l("ดูการค้นหาที่บันทึกไว้"),
    why=_l("คุณได้อีเมลนี้เพราะเปิดการแจ้งของใหม่ไว้ในการค้นหาที่บันทึกไว้"),
)
ENDING: Final = _l("หยุดรับอีเมลแจ้งของใหม่")
_MOST_SEARCHES: Final = 10
_MOST_LISTINGS: Final = 5


def met(session: Session, fact: SavedSearchesMet, now: datetime) -> Iterable[Mail]:
    """Tell a person of everything new in their searches, in one mail.

    What was thrown away, switched off or taken off sale meanwhile is left out.
    """
    del now
    to = recipients.person(session, fact.user_id)
    found: Mapping[int, Sequence[int]] = dict(fact.found)
    wanted = still_wanted(session, fact.user_id, list(found))
    cards = cards_by_id(session, {one for search in wanted for one in found[search]})
    shown = {
        search: [cards[one] for one in found[search] if one in cards]
        for search in found
        if search in wanted
    }
    shown = {search: theirs for search, theirs in shown.items() if theirs}
    if to is None or not shown:
        return ()
    person = session.scalar(select(User.public_id).where(User.id == fact.user_id)) or ""
    names = names_of_places(session)
    lists = [_list(wanted[search], theirs, names) for search, theirs in shown.items()]
    count = len({card.id for theirs in shown.values() for card in theirs})
    token = {"token": ending_token(person)}
    return (
        Mail(
            to,
            MET,
            "saved_searches.index",
            values={"count": count},
            lists=tuple(lists[:_MOST_SEARCHES]),
            unsubscribe=MailLink(ENDING, "saved_searches.end_notices", token),
        ),
    )


def _list(search: ToldSearch, cards: Sequence[Card], names: Names) -> MailList:
    title = search.name or LazyProxy(partial(said, search.address, names), enable_cache=False)
    links = [_link(card) for card in cards[:_MOST_LISTINGS]]
    more = len(cards) - len(links)
    if more:
        words = LazyProxy(partial(_more, more), enable_cache=False)
        links.append(MailLink(words, "search.results", values_of(search.address)))
    return MailList(title, tuple(links))


def _more(count: int) -> str:
    return ngettext("และอีก %(num)s รายการ", "และอีก %(num)s รายการ", count)


def _link(card: Card) -> MailLink:
    title = Name(card.title_th, card.title_en)
    price = "" if card.price_satang is None else f" · {money(card.price_satang)}"
    words = LazyProxy(lambda: f"{title}{price}", enable_cache=False)
    return MailLink(words, f"listings.{card.kind}", {"slug": card.slug})
