"""Words of the API: why a parameter was refused, and the titles of problems."""

from collections.abc import Mapping
from typing import Final

from marketplace.web.i18n import LazyText, _, _l

_FAULTS: Final[Mapping[str, LazyText]] = {
    "code": _l("อ่านรหัสนี้ไม่ออก ใช้ได้เฉพาะ a–z 0–9 จุด ขีด และขีดล่าง"),
    "choice": _l("ใช้ได้เฉพาะ %(choices)s"),
    "number": _l("ต้องเป็นเลขจำนวนเต็มตั้งแต่ %(lowest)s ถึง %(highest)s"),
    "flag": _l("ใช้ได้เฉพาะ 1 true 0 false"),
    "point": _l("ต้องเป็นละติจูดและลองจิจูดคั่นด้วยจุลภาค เช่น 17.02,99.70"),
    "once": _l("ใส่ได้ค่าเดียว"),
    "many": _l("ใส่ได้ไม่เกิน %(most)s ค่า"),
    "cursor": _l("ตัวชี้หน้านี้ใช้ไม่ได้ ใช้ค่า next จากคำตอบก่อนหน้า หรือเริ่มใหม่จากหน้าแรก"),
    "near": _l("เรียงตามระยะทางต้องบอกจุดเริ่มใน near ด้วย"),
    "range": _l("ค่าต่ำสุดมากกว่าค่าสูงสุด"),
}


def fault(code: str, **values: object) -> str:
    """Return why a value does not fit, in the language of the request."""
    return str(_FAULTS[code]) % values if values else str(_FAULTS[code])


_TITLES: Final[Mapping[int, LazyText]] = {
    400: _l("อ่านคำขอไม่ออก"),
    404: _l("ไม่พบสิ่งที่ขอ"),
    405: _l("ใช้วิธีนี้กับที่อยู่นี้ไม่ได้"),
    422: _l("พารามิเตอร์ไม่ถูกต้อง"),
    429: _l("ขอถี่เกินไป"),
    500: _l("ระบบขัดข้อง"),
    503: _l("ระบบไม่ว่างชั่วคราว"),
}
_DETAILS: Final[Mapping[int, LazyText]] = {
    404: _l("ไม่มีที่อยู่นี้ หรือรายการนี้ไม่ได้เปิดให้ดูแล้ว"),
    405: _l("API นี้มีไว้อ่านอย่างเดียว ใช้ GET HEAD หรือ OPTIONS"),
    422: _l("มีพารามิเตอร์ที่ต้องแก้ ดูเหตุผลทีละข้อใน errors"),
    429: _l("พักตามจำนวนวินาทีใน Retry-After แล้วขอใหม่"),
}
_KINDS: Final[Mapping[int, str]] = {
    404: "not-found",
    405: "method",
    422: "parameters",
    429: "rate",
    500: "fault",
    503: "busy",
}


def problem_words(status: int, detail: str = "") -> tuple[str, str, str]:
    """Return (kind, title, detail) of a problem.

    Args:
        status: HTTP status of the answer.
        detail: what the house says of it; used where the API has no sentence of its own.
    """
    known = status if status in _TITLES else 400 if status < 500 else 500  # noqa: PLR2004 - HTTP's own border
    own = _DETAILS.get(known)
    return _KINDS.get(known, "request"), str(_TITLES[known]), detail if own is None else str(own)


REFUSALS: Final[Mapping[int, LazyText]] = {
    304: _l("ไม่มีอะไรเปลี่ยนตั้งแต่ ETag นั้น"),
    400: _l("อ่านคำขอไม่ออก"),
    404: _l("ไม่พบสิ่งที่ขอ"),
    422: _l("พารามิเตอร์ไม่ถูกต้อง"),
    429: _l("ขอถี่เกินไป"),
    503: _l("ระบบไม่ว่างชั่วคราว"),
}
"""Answers that carry no data, with what they mean."""

HEADERS: Final[Mapping[str, LazyText]] = {
    "ETag": _l("ตราของคำตอบ ส่งกลับมาใน If-None-Match เพื่อถามว่าเปลี่ยนหรือยัง"),
    "Link": _l("ที่อยู่ของหน้าถัดไป rel=next"),
    "RateLimit-Policy": _l("ขอได้กี่ครั้งในกี่วินาที"),
    "RateLimit": _l("เหลืออีกกี่ครั้ง และอีกกี่วินาทีเริ่มนับใหม่"),
}


def about_api() -> tuple[str, str, str]:
    """Return title, summary and terms of the API."""
    return (
        _("API ของตลาดปสาน"),
        _("อ่านงานหัตถกรรม เส้นทาง และชุมชนของสุโขทัย โดยไม่ต้องสมัครหรือใช้กุญแจ"),
        _(
            "ใช้ได้โดยไม่เสียค่าใช้จ่าย บอกที่มาและลิงก์กลับหน้ารายการ ราคาและจำนวนเปลี่ยนได้ทุกเวลา "
            "จำนวนเงินเป็นสตางค์เต็ม เวลาเป็น UTC"
        ),
    )


def problem_kinds() -> list[tuple[int, str, str]]:
    """Return (status, kind, what it means) of the problems there are."""
    told = [(status, *problem_words(status)) for status in sorted(_TITLES)]
    return [
        (status, kind, f"{title} · {detail}" if detail else title)
        for status, kind, title, detail in told
    ]
