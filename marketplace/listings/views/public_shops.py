"""The shop page of a selling organisation."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.listings import structured
from marketplace.listings.queries.shops import open_shop, shop_cards
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.public_contacts import shown_channels
from marketplace.web.caching import public_page
from marketplace.web.i18n import pgettext
from marketplace.web.templating import pick
from models.listings import ListingKind
from models.organisations import AdmissionState


@bp.get("/organisations/<slug>")
@public_page
def organisation(slug: str) -> ResponseReturnValue:
    """Show a seller: story, village, everything on sale, how to reach it."""
    session = reader()
    seller = open_shop(session, slug)
    selling = seller.admission is AdmissionState.ADMITTED
    crumbs = [(pgettext("menu", "ชุมชน"), url_for("communities.index"))]
    if seller.community is not None:
        place = seller.community
        crumbs.append((pick(place, "name"), url_for("communities.show", slug=place.slug)))
    crumbs.append((pick(seller, "name"), url_for("listings.organisation", slug=slug)))
    return render_template(
        "listings/organisation.html",
        seller=seller,
        selling=selling,
        crafts=shop_cards(session, seller.id, ListingKind.CRAFT) if selling else [],
        routes=shop_cards(session, seller.id, ListingKind.ROUTE) if selling else [],
        channels=shown_channels(seller),
        crumbs=crumbs,
        jsonld=[structured.organisation(seller), structured.crumbs(crumbs)],
    )
