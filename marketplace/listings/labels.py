"""Words of the listings room: fields, states, units. English stands in the catalogue."""

from collections.abc import Mapping
from typing import Any, Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l, lazy_pgettext
from models.listings import (
    ListingAction,
    ListingKind,
    ListingState,
    VersionAction,
    VersionState,
    VersionStep,
)

FIELDS: Final[Mapping[str, Any]] = {
    "title": _l("ชื่อรายการ"),
    "summary": _l("แนะนำสั้น ๆ"),
    "description": _l("เรื่องเล่าและรายละเอียด"),
    "made_in": _l("ชุมชนที่ทำ"),
    "made_with": _l("ชุมชนอื่นที่ร่วมทำ"),
    "lead_community": _l("ชุมชนเจ้าบ้าน"),
    "other_communities": _l("ชุมชนอื่นที่แวะ"),
    "category": _l("หมวด"),
    "materials": _l("วัสดุ"),
    "materials_other": _l("วัสดุอื่น"),
    "techniques": _l("เทคนิค"),
    "techniques_other": _l("เทคนิคอื่น"),
    "pattern": _l("ลาย"),
    "dimensions": _l("ขนาด"),
    "weight_g": _l("น้ำหนัก (กรัม)"),
    "care": _l("วิธีดูแล"),
    "photos": _l("รูป"),
    "alt": _l("คำบรรยายรูป"),
    "certificates": _l("ใบรับรอง"),
    "certificate_name": _l("ชื่อใบรับรอง"),
    "certificate_number": _l("เลขที่ใบรับรอง"),
    "expires_on": _l("วันหมดอายุ"),
    "verifier": _l("ผู้ตรวจยืนยัน"),
    "price": _l("ราคาปลีก"),
    "unit": _l("ขายเป็น"),
    "stock": _l("จำนวนพร้อมส่ง"),
    "made_to_order": _l("รับทำตามสั่ง"),
    "lead_time_days": _l("ใช้เวลาทำ (วัน)"),
    "monthly_capacity": _l("ทำได้ต่อเดือน"),
    "min_wholesale_qty": _l("ขั้นต่ำขายส่ง"),
    "wholesale_price": _l("ราคาส่งต่อหน่วย"),
    "season_months": _l("เดือนที่มีของ"),
    "shipping": _l("ค่าส่ง"),
    "pickup": _l("มารับเอง"),
    "days": _l("จำนวนวัน"),
    "duration": _l("ระยะเวลา"),
    "duration_hours": _l("ระยะเวลา (ชั่วโมง)"),
    "duration_minutes": _l("และ (นาที)"),
    "itinerary": _l("กำหนดการ"),
    "stop": _l("จุดแวะ"),
    "stop_day": _l("วันที่"),
    "stop_time": _l("เวลา"),
    "stop_place": _l("สถานที่"),
    "stop_activity": _l("ทำอะไร"),
    "lat": _l("ละติจูด"),
    "lon": _l("ลองจิจูด"),
    "outside": _l("ใช้จุดนี้ แม้อยู่นอกจังหวัด"),
    "itinerary_pins": _l("หมุดของจุดแวะ"),
    "meeting_point": _l("จุดนัดพบ"),
    "meeting_point_pin": _l("หมุดจุดนัดพบ"),
    "included": _l("ราคานี้รวม"),
    "excluded": _l("ยังไม่รวม"),
    "languages": _l("ภาษาของไกด์"),
    "accessibility": _l("การเข้าถึง"),
    "accessibility_level": _l("ระดับการเข้าถึง"),
    "difficulty": _l("ใช้แรงแค่ไหน"),
    "themes": _l("แนวเที่ยว"),
    "sustainability": _l("ดูแลธรรมชาติและชุมชน"),
    "bring": _l("สิ่งที่ควรเตรียม"),
    "rain_plan": _l("ถ้าฝนตก"),
    "safety": _l("ความปลอดภัยและประกัน"),
    "min_group": _l("กลุ่มน้อยสุด"),
    "max_group": _l("กลุ่มมากสุด"),
    "price_tiers": _l("ราคาต่อคนตามขนาดกลุ่ม"),
    "tier_from": _l("ตั้งแต่ (คน)"),
    "tier_to": _l("ถึง (คน)"),
    "tier_price": _l("ราคาต่อคน"),
    "months": _l("เดือนที่เปิด"),
    "weekdays": _l("วันที่เปิด"),
    "start_times": _l("เวลาเริ่ม"),
    "cut_off": _l("ปิดรับจองล่วงหน้า"),
    "min_to_run": _l("ออกเดินทางเมื่อครบ"),
    "cancellation_policy": _l("เงื่อนไขการยกเลิก"),
}
"""Names of the seller's fields, the same on the form, in reasons and in comparisons.

They are lazy messages; WTForms' types know only plain strings, hence Any.
"""

NAMES: Final[Mapping[str, Any]] = {
    **FIELDS,
    "made_in": lazy_pgettext("in a sentence", "ชุมชนที่ทำ"),
    "materials": lazy_pgettext("in a sentence", "วัสดุ"),
    "photos": lazy_pgettext("in a sentence", "รูป"),
    "stock": lazy_pgettext("in a sentence", "จำนวนพร้อมส่ง"),
    "lead_time_days": _l("จำนวนวันที่ใช้ทำ"),
    "monthly_capacity": _l("จำนวนที่ทำได้ต่อเดือน"),
    "days": lazy_pgettext("in a sentence", "จำนวนวัน"),
    "duration_minutes": _l("จำนวนนาที"),
    "stop_day": _l("วันที่ของจุดแวะ"),
    "stop_activity": _l("สิ่งที่ทำที่จุดแวะ"),
    "languages": lazy_pgettext("in a sentence", "ภาษาของไกด์"),
    "tier_from": _l("จำนวนคนน้อยสุดของช่วงราคา"),
    "tier_to": _l("จำนวนคนมากสุดของช่วงราคา"),
    "months": lazy_pgettext("in a sentence", "เดือนที่เปิด"),
    "weekdays": lazy_pgettext("in a sentence", "วันที่เปิด"),
    "start_times": lazy_pgettext("in a sentence", "เวลาเริ่ม"),
    "cut_off": _l("จำนวนชั่วโมงที่ปิดรับจองล่วงหน้า"),
    "min_to_run": _l("จำนวนคนที่ครบแล้วออกเดินทาง"),
}
"""What sentences call the same fields: nouns, where a label is a question or part of a phrase."""

LISTING_STATES: Final[Mapping[ListingState, LazyProxy]] = {
    ListingState.DRAFT: _l("ร่าง"),
    ListingState.PUBLISHED: _l("เผยแพร่"),
    ListingState.PAUSED: _l("พักขาย"),
    ListingState.SUSPENDED: _l("ระงับ"),
    ListingState.RETIRED: _l("เลิกขาย"),
}
VERSION_STATES: Final[Mapping[VersionState, LazyProxy]] = {
    VersionState.EDITING: _l("แก้ไขอยู่"),
    VersionState.IN_REVIEW: _l("รอตรวจ"),
    VersionState.APPROVED: _l("ผ่านแล้ว"),
    VersionState.CHANGES_REQUESTED: lazy_pgettext("state", "ขอให้แก้"),
    VersionState.REJECTED: _l("ไม่ผ่าน"),
    VersionState.SUPERSEDED: _l("มีฉบับใหม่แล้ว"),
    VersionState.DISCARDED: _l("ทิ้งแล้ว"),
}


LISTING_ACTIONS: Final[Mapping[ListingAction, LazyProxy]] = {
    ListingAction.PUBLISH: lazy_pgettext("refused", "เผยแพร่"),
    ListingAction.PAUSE: lazy_pgettext("refused", "พักขาย"),
    ListingAction.RESUME: lazy_pgettext("refused", "เปิดขายต่อ"),
    ListingAction.SUSPEND: lazy_pgettext("refused", "ระงับ"),
    ListingAction.LIFT: lazy_pgettext("refused", "ยกเลิกการระงับ"),
    ListingAction.RETIRE: lazy_pgettext("refused", "เลิกขาย"),
}
VERSION_ACTIONS: Final[Mapping[VersionAction | VersionStep, LazyProxy]] = {
    VersionAction.SUBMIT: lazy_pgettext("refused", "ส่งให้ตรวจ"),
    VersionAction.WITHDRAW: lazy_pgettext("refused", "ถอนกลับมาแก้"),
    VersionAction.APPROVE: lazy_pgettext("refused", "ให้ผ่าน"),
    VersionAction.REQUEST_CHANGES: lazy_pgettext("refused", "ขอให้แก้"),
    VersionAction.REJECT: lazy_pgettext("refused", "ตัดสินว่าไม่ผ่าน"),
    VersionAction.SUPERSEDE: lazy_pgettext("refused", "ใช้ฉบับใหม่แทน"),
    VersionAction.DISCARD: lazy_pgettext("refused", "ทิ้งการแก้ไข"),
    VersionStep.EDIT: lazy_pgettext("refused", "แก้ไข"),
    VersionStep.REOPEN: lazy_pgettext("refused", "แก้ไขต่อ"),
    VersionStep.ASK_AGAIN: lazy_pgettext("refused", "ขอให้ทบทวน"),
}
"""As the sentence says them that a state rules an act out: "จึง…ไม่ได้"."""

KINDS: Final[Mapping[ListingKind, LazyProxy]] = {
    ListingKind.CRAFT: _l("งานฝีมือ"),
    ListingKind.ROUTE: _l("เส้นทาง"),
}
MONTHS: Final[Mapping[int, LazyProxy]] = {
    1: _l("ม.ค."),
    2: _l("ก.พ."),
    3: _l("มี.ค."),
    4: _l("เม.ย."),
    5: _l("พ.ค."),
    6: _l("มิ.ย."),
    7: _l("ก.ค."),
    8: _l("ส.ค."),
    9: _l("ก.ย."),
    10: _l("ต.ค."),
    11: _l("พ.ย."),
    12: _l("ธ.ค."),
}
WEEKDAYS: Final[Mapping[int, LazyProxy]] = {
    0: lazy_pgettext("weekday", "จ."),
    1: lazy_pgettext("weekday", "อ."),
    2: lazy_pgettext("weekday", "พ."),
    3: lazy_pgettext("weekday", "พฤ."),
    4: lazy_pgettext("weekday", "ศ."),
    5: lazy_pgettext("weekday", "ส."),
    6: lazy_pgettext("weekday", "อา."),
}
LANGUAGES: Final[Mapping[str, LazyProxy]] = {
    "th": _l("ไทย"),
    "en": _l("อังกฤษ"),
    "zh": _l("จีน"),
    "ja": _l("ญี่ปุ่น"),
    "fr": _l("ฝรั่งเศส"),
    "de": _l("เยอรมัน"),
}
ADVICE: Final[Mapping[str, LazyProxy]] = {
    "blur": _l("รูปนี้สั่นไปนิด วางศอกกับโต๊ะแล้วถ่ายใหม่ หรือจะใช้รูปนี้ต่อก็ได้"),
    "dark": _l("รูปมืดไปนิด ลองถ่ายข้างหน้าต่างอีกครั้ง หรือจะใช้รูปนี้ต่อก็ได้"),
    "tiny": _l("รูปเล็กไป คนซื้อขยายดูแล้วไม่ชัด ใช้รูปจากกล้อง แทนรูปที่บันทึกจากแชต"),
}
"""Gentle hints under a photo, by the code of ``marketplace.photos``."""
