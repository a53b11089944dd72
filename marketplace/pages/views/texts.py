"""Texts: about, law, accessibility, offline."""

from typing import Final

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.communities.queries import villages
from marketplace.db import reader
from marketplace.pages.queries import has_article
from marketplace.pages.views.blueprint import bp
from marketplace.web.caching import public_page
from marketplace.web.cookies import cookie_names

_CITIES: Final = "uccn-and-what-it-changes"
"""The article that the page about the market leads to."""


@bp.get("/about")
@public_page
def about() -> ResponseReturnValue:
    """Tell what the market is, and what Sukhothai is known for."""
    session = reader()
    article = _CITIES if has_article(session, _CITIES) else None
    return render_template("pages/about.html", villages=len(villages(session)), article=article)


@bp.get("/privacy")
@public_page
def privacy() -> ResponseReturnValue:
    """Show the privacy notice."""
    return render_template("pages/privacy.html")


@bp.get("/cookies")
@public_page
def cookies() -> ResponseReturnValue:
    """Tell which cookies there are."""
    return render_template(
        "pages/cookies.html",
        names=cookie_names(),
    )


@bp.get("/terms")
@public_page
def terms() -> ResponseReturnValue:
    """Show the terms of use."""
    return render_template("pages/terms.html")


@bp.get("/accessibility")
@public_page
def accessibility() -> ResponseReturnValue:
    """Show the accessibility statement."""
    return render_template("pages/accessibility.html")


@bp.get("/offline")
@public_page
def offline() -> ResponseReturnValue:
    """Show what can be done without a connection; `sw.js` keeps this page in the browser."""
    return render_template("pages/offline.html")
