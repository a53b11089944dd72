"""What public templates call: shortened texts, full addresses of pictures, plain dates."""

from datetime import date
from typing import Final

from marketplace.listings.papers import OFFICE
from marketplace.listings.queries.cards import Picture
from marketplace.listings.structured import picture_url
from marketplace.listings.views.blueprint import bp
from marketplace.listings.wording import certificate_words
from marketplace.web.i18n import _

_DESCRIPTION: Final = 150


@bp.app_template_global()
def short(text: object, limit: int = _DESCRIPTION) -> str:
    """Return text on one line, cut at a blank before the limit when it is longer.

    Args:
        text: any text.
        limit: most characters, the sign of cutting included; 150 suits page descriptions.
    """
    line = " ".join(str(text).split())
    if len(line) <= limit:
        return line
    return (line[: limit - 1].rpartition(" ")[0] or line[: limit - 1]).rstrip(" ,·") + "…"


@bp.app_template_global("picture_url")
def picture_address(picture: Picture) -> str:
    """Return the full address of a picture."""
    return picture_url(picture)


@bp.app_template_global()
def iso_day(text: str) -> date:
    """Return the date written as YYYY-MM-DD."""
    return date.fromisoformat(text)


bp.add_app_template_global(certificate_words)


@bp.app_template_global()
def verifier_name(name: str) -> str:
    """Return who confirmed a certificate; the office is named in the reader's language."""
    return _("อพท.4") if name == OFFICE else name
