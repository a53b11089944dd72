"""Any version as the public will see it, for its seller and for reviewers."""

from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.listings.policies import can_preview, can_see_as_seller, can_submit
from marketplace.listings.queries.detail import Shown, version_page
from marketplace.listings.views.preview_bar import Preview, seen_words
from marketplace.listings.views.public_crafts import craft_page
from marketplace.listings.views.public_names import kept_names
from marketplace.listings.views.public_routes import route_page
from marketplace.listings.views.selling_blueprint import load, require_seller, seller, selling
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import _
from models.accounts import OfficerRole
from models.errors import NotFoundError
from models.listings import ListingKind, VersionState


@selling.get("/sell/listings/<public_id>/preview")
@require_seller
def preview(public_id: str) -> ResponseReturnValue:
    """Lead to the newest version as the public will see it."""
    seller()
    newest = load(reader(), public_id).newest
    return redirect(url_for("selling.version", public_id=newest.public_id))


@selling.get("/sell/versions/<public_id>")
@require_actor
def version(public_id: str) -> ResponseReturnValue:
    """Show a version with the very page that the public will see.

    With ``?framed`` a reviewer gets it bare, for a frame in the review.
    """
    session = reader()
    shown = version_page(session, kept_names(session), public_id)
    listing = shown.listing
    actor = require_signed_in()
    if not can_preview(actor, listing.organisation_id, sent=shown.sent):
        raise NotFoundError
    bar = _seller_bar(shown)
    if not can_see_as_seller(actor, listing.organisation_id):
        back = url_for("moderation.show", public_id=public_id)
        bar = Preview(bar.seen, back, _("กลับไปตรวจ"))
    elif not can_submit(actor, listing.organisation_id):
        bar = replace(bar, submit=None)
    if "framed" in request.args and actor.has_office_role(OfficerRole.REVIEWER):
        use_policy(Policy.FRAMED)
        bar = replace(bar, submit=None, framed=True)
    page = craft_page if listing.kind is ListingKind.CRAFT else route_page
    return page(session, shown, bar)


def _seller_bar(shown: Shown) -> Preview:
    listing = shown.listing
    back = url_for("selling.edit", public_id=listing.public_id)
    if shown.state is not VersionState.EDITING:
        return Preview(seen_words(shown), back, _("กลับ"))
    send = url_for("selling.submit", public_id=listing.public_id)
    return Preview(seen_words(shown), back, _("กลับไปแก้"), send)
