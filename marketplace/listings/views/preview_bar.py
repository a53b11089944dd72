"""The bar over a page that shows any one version of a listing."""

from dataclasses import dataclass

from marketplace.listings.queries.detail import Shown
from marketplace.web.i18n import _
from models.listings import VersionState


@dataclass(frozen=True, slots=True)
class Preview:
    """What the bar offers.

    Attributes:
        seen: who sees this version now, in a sentence.
        back: address to go back to, with ``back_words`` on the link.
        submit: address that sends the version for review; None when the reader may not.
        framed: the page stands inside the review: without bar, header and menus.
    """

    seen: str
    back: str
    back_words: str
    submit: str | None = None
    framed: bool = False


def seen_words(shown: Shown) -> str:
    """Say who sees a version now."""
    if shown.public:
        return _("นี่คือหน้าที่คนทั่วไปเห็นอยู่ตอนนี้")
    if shown.state is VersionState.IN_REVIEW:
        return _("นี่คือหน้าที่คนซื้อจะเห็น ตอนนี้มีแต่คนในกลุ่มและเจ้าหน้าที่เห็น")
    if shown.state is VersionState.EDITING:
        return _("นี่คือหน้าที่คนซื้อจะเห็น ตอนนี้มีแต่คนในกลุ่มเห็น")
    if shown.sent:
        return _("ฉบับนี้มีแต่คนในกลุ่มและเจ้าหน้าที่เห็น")
    return _("ฉบับนี้มีแต่คนในกลุ่มเห็น")
