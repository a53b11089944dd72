"""Help, mostly for sellers."""

from typing import Final

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.pages.views.blueprint import bp
from marketplace.web.caching import public_page
from models.errors import NotFoundError

_TEMPLATES: Final = {
    "sell": "pages/help_sell.html",
    "photos": "pages/help_photos.html",
    "words": "pages/help_words.html",
    "routes": "pages/help_routes.html",
}
TOPICS: Final = tuple(_TEMPLATES)
"""Help topics, in the order a beginner needs them."""


@bp.get("/help")
@public_page
def help() -> ResponseReturnValue:  # noqa: A001 - the endpoint's name
    """Show all help topics, and answers for buyers."""
    return render_template("pages/help.html")


@bp.get("/help/<topic>")
@public_page
def help_topic(topic: str) -> ResponseReturnValue:
    """Show one help topic."""
    if topic not in TOPICS:
        raise NotFoundError
    return render_template(_TEMPLATES[topic], topic=topic)
