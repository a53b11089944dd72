"""Words of the matching room. English stands in the catalogue."""

import re
from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l, lazy_pgettext
from models.matching import DraftStep, RequestAction, RequestKind, RequestState

KINDS: Final[Mapping[RequestKind, LazyProxy]] = {
    RequestKind.WHOLESALE: _l("ซื้อส่ง"),
    RequestKind.GROUP_TOUR: _l("พาคณะมาเที่ยว"),
    RequestKind.CO_DESIGN: _l("ออกแบบร่วมหรือสั่งผลิต"),
    RequestKind.VENUE: _l("ใช้สถานที่หรือโฮมสเตย์"),
    RequestKind.COACHING: _l("เชิญผู้รู้มาสอน"),
    RequestKind.OTHER: lazy_pgettext("request", "เรื่องอื่น"),
}
KIND_NOTES: Final[Mapping[str, LazyProxy]] = {
    "wholesale": _l("ของที่ระลึก ของใช้โรงแรม"),
    "group_tour": _l("หนึ่งหรือหลายชุมชน"),
    "co_design": _l("ลายและขนาดตามสั่ง"),
    "venue": _l("จัดประชุม พักค้าง"),
    "coaching": _l("เวิร์กช็อปนอกพื้นที่"),
    "other": _l("เล่าให้เราฟัง"),
}
STATES: Final[Mapping[RequestState, LazyProxy]] = {
    RequestState.DRAFT: _l("คำขอฉบับร่าง"),
    RequestState.OPEN: _l("เปิดรับใบเสนอราคา"),
    RequestState.CLOSED: lazy_pgettext("request", "ปิดรับแล้ว"),
    RequestState.CANCELLED: _l("ผู้ซื้อยกเลิกคำขอ"),
    RequestState.EXPIRED: _l("เลยวันตอบกลับแล้ว"),
}
STATES_SHORT: Final[Mapping[RequestState, LazyProxy]] = {
    RequestState.DRAFT: lazy_pgettext("request", "ร่าง"),
    RequestState.OPEN: lazy_pgettext("request", "เปิดรับ"),
    RequestState.CLOSED: lazy_pgettext("request", "ปิดรับ"),
    RequestState.CANCELLED: lazy_pgettext("request", "ยกเลิก"),
    RequestState.EXPIRED: lazy_pgettext("request", "หมดเวลา"),
}
"""For marks of a state, at most 16 signs."""
ACTIONS: Final[Mapping[RequestAction | DraftStep, LazyProxy]] = {
    RequestAction.POST: lazy_pgettext("refused", "ส่งคำขอ"),
    RequestAction.CLOSE: lazy_pgettext("refused", "ปิดรับ"),
    RequestAction.CANCEL: lazy_pgettext("refused", "ยกเลิกคำขอ"),
    RequestAction.EXPIRE: lazy_pgettext("refused", "ปิดตามวันตอบกลับ"),
    DraftStep.SAVE: lazy_pgettext("refused", "แก้"),
    DraftStep.DISCARD: lazy_pgettext("refused", "ลบ"),
}
"""As the sentence says them that a state rules an act out."""


_THAI: Final = re.compile(r"[\u0e01-\u0e5b]")


def said_in(text: str) -> str:
    """Return the language of what somebody typed, "th" or "en", for screen readers."""
    return "th" if _THAI.search(text) else "en"
