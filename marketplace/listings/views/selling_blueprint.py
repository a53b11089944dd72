"""The seller's desk: its blueprint and what every page of it needs first."""

import hmac
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Final, ParamSpec

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.actors import Actor, MembershipGrant
from marketplace.listings.queries.own import Own, own_listing
from marketplace.web.guards import require_signed_in
from marketplace.web.settings import current_settings
from models.organisations import OrganisationSide

P = ParamSpec("P")

selling = Blueprint("selling", __name__)

_WITH_PHOTOS: Final = frozenset({"selling.save", "selling.photos"})


@selling.url_value_preprocessor
def allow_photos(endpoint: str | None, _values: object) -> None:
    """Take larger bodies where photos come. It runs before the form token is read from them."""
    if endpoint in _WITH_PHOTOS:
        request.max_content_length = current_settings().upload_max_bytes


def require_seller(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Let only people who act for a seller organisation reach a view; others go and choose one."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        actor = require_signed_in()
        if actor.selling_for is None:
            sells = any(g.side is OrganisationSide.SELLER for g in actor.memberships)
            where = "accounts.organisations" if sells else "accounts.apply"
            return redirect(url_for(where), 303)
        return view(*args, **kwargs)

    return guarded


def seller() -> tuple[Actor, MembershipGrant]:
    """Return who asks and for which seller; call it only inside ``require_seller``."""
    actor = require_signed_in()
    grant = actor.acting_for
    if grant is None:
        raise LookupError
    return actor, grant


def device_key(actor: Actor) -> str:
    """Return a word under which a browser keeps this person's unsent photos apart from others'."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"unsent photos:{actor.user_id}".encode(), sha256).hexdigest()[:16]


def load(session: Session, public_id: str) -> Own:
    """Load a listing of the seller who asks. Raises NotFoundError for anybody else's."""
    return own_listing(session, require_signed_in(), public_id)


def take(session: Session, public_id: str) -> Own:
    """Load a listing as ``load`` does, to change it: others who would change it wait."""
    return own_listing(session, require_signed_in(), public_id, take=True)
