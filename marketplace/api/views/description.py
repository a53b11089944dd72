"""The description of the API."""

from flask import request
from flask.typing import ResponseReturnValue

from marketplace.api.description import describe
from marketplace.api.parameters import LANG, UnfitParameters, read_parameters
from marketplace.api.views.answering import answer_json, refuse
from marketplace.api.views.blueprint import bp
from marketplace.web.settings import current_settings

_HOUR = 3600


@bp.get("/api/v1/openapi.json")
def openapi() -> ResponseReturnValue:
    """Hand out the description, its sentences in Thai or English."""
    try:
        read_parameters((LANG,), request.args.to_dict(flat=False))
    except UnfitParameters as error:
        return refuse(error)
    return answer_json(describe(current_settings().base_url), _HOUR)
