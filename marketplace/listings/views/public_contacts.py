"""How to reach a seller: channels shown at once, and those shown after a logged click.

The pages with the button are the same for everybody and kept, so the button carries no form
token; a request from elsewhere is refused by its Origin, and the rate limit counts the rest. What
was revealed is shown through a signed word in the address that ends after a quarter of an hour.
"""

from dataclasses import dataclass
from typing import Final

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from marketplace.accounts.labels import CHANNEL_KINDS
from marketplace.db import transaction
from marketplace.listings.actions.reveal import reveal_contacts
from marketplace.listings.queries.detail import Seller, SellerChannel
from marketplace.listings.queries.shops import open_shop, published_channels, sold_listing_id
from marketplace.listings.views.blueprint import bp
from marketplace.web.caching import PASSING
from marketplace.web.csrf import origin_only
from marketplace.web.identity import current_actor
from marketplace.web.limits import REVEAL, limits
from marketplace.web.ports import current_ports
from marketplace.web.redirects import is_own_path
from models.organisations import ChannelKind, ChannelVisibility, ContactChannel, Organisation

_SHOWN_S: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class Channel:
    """A contact channel on a page.

    Attributes:
        value: None until it was asked for.
        href: where a tap leads; None for what is only read.
    """

    kind: str
    label: str
    value: str | None
    href: str | None


def shown_channels(organisation: Organisation | Seller) -> list[Channel]:
    """Return the seller's published channels; those on request only after they were revealed."""
    opened = _is_revealed(organisation)
    return [
        _channel(channel, opened or channel.visibility is ChannelVisibility.EVERYONE)
        for channel in published_channels(organisation)
    ]


def _channel(channel: ContactChannel | SellerChannel, shown: bool) -> Channel:  # noqa: FBT001 - one caller, just above
    return Channel(
        channel.kind.value,
        str(CHANNEL_KINDS[channel.kind]),
        channel.value if shown else None,
        channel_href(channel.kind, channel.value) if shown else None,
    )


def channel_href(kind: ChannelKind, value: str) -> str | None:
    """Return the address that opens a channel, or None when there is none."""
    if kind is ChannelKind.PHONE:
        return "tel:" + "".join(sign for sign in value if sign.isdigit() or sign == "+")
    if kind is ChannelKind.EMAIL:
        return f"mailto:{value}"
    if kind is ChannelKind.LINE:
        return f"https://line.me/R/ti/p/{value}" if value.startswith("@") else None
    return value if value.startswith(("https://", "http://")) else None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="contact-revealed")


def _is_revealed(organisation: Organisation | Seller) -> bool:
    word = request.args.get(PASSING, "")
    if not word:
        return False
    try:
        return bool(_serializer().loads(word, max_age=_SHOWN_S) == organisation.public_id)
    except BadData:
        return False


@bp.post("/organisations/<slug>/contact")
@origin_only
def reveal_contact(slug: str) -> ResponseReturnValue:
    """Log that somebody wants to reach the seller, and show the channels where they were."""
    limits().count(REVEAL)
    now = current_ports().clock.now()
    with transaction() as session:
        organisation = open_shop(session, slug)
        listing_id = sold_listing_id(session, organisation.id, request.form.get("listing", ""))
        reveal_contacts(session, current_actor(), organisation, listing_id, now)
        word = _serializer().dumps(organisation.public_id)
    back = request.form.get("next", "").partition("?")[0]
    if not is_own_path(back):
        back = url_for("listings.organisation", slug=slug)
    return redirect(f"{back}?{PASSING}={word}#contact", 303)
