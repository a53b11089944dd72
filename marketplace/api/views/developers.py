"""The page for people who write programs."""

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.api.examples import EXAMPLES
from marketplace.api.labels import problem_kinds
from marketplace.api.operations import OPERATIONS
from marketplace.api.parameters import SEARCH
from marketplace.api.views.blueprint import bp
from marketplace.web.caching import public_page
from marketplace.web.limits import READ
from marketplace.web.settings import current_settings


@bp.get("/developers")
@public_page
def developers() -> ResponseReturnValue:
    """Tell what the API offers, on which terms, with examples that hold."""
    return render_template(
        "api/developers.html",
        operations=OPERATIONS,
        parameters=SEARCH,
        examples=EXAMPLES,
        problems=problem_kinds(),
        base=current_settings().base_url,
        most=(READ.address or "").partition(" ")[0],
    )
